import type { Page, RecordView } from '../../src-main/contract/model.ts';
import { midnight } from '../i18n/formats.ts';
import type { Section } from '../ui/sections.ts';
import { dayAfter, slicesOf } from './days.ts';

export const pageSize = 100;
/** Farther than this from where reading could start, a busy day is looked at in slices first. */
const farRows = 2 * pageSize;

/** A place in a day from which the rows can be read on: so many of the day are newer. */
interface Mark {
  row: number;
  toMs: number;
  after: string | null;
}

/** What has to be asked of main next. */
export type Question =
  | { kind: 'page'; dayMs: number; mark: Mark; asOf: number }
  /** How many records each slice of the day has. */
  | { kind: 'slices'; dayMs: number; boundariesMs: number[] };

class Day {
  count = 0;
  cells = new Map<number, { record: RecordView; asOf: number }>();
  marks: Mark[] = [];
  sliced = false;
  /** It has fewer rows than it was said to: nothing more is asked until it is counted again. */
  short = false;

  readonly startMs: number;

  constructor(startMs: number) {
    this.startMs = startMs;
    this.#begin();
  }

  /** Rows that are more have come in on top, as a rule; a newer question tells. */
  recount(count: number): void {
    if (count === this.count) return;
    const more = count - this.count;
    this.cells = new Map([...this.cells].map(([row, cell]) => [row + more, { ...cell, asOf: -1 }]));
    this.count = count;
    this.#begin();
  }

  nearest(row: number): Mark {
    const [first, ...others] = this.marks;
    return others.reduce((best, mark) => (mark.row <= row && mark.row > best.row ? mark : best), first as Mark);
  }

  addMark(mark: Mark): void {
    if (!this.marks.some(({ row }) => row === mark.row)) this.marks.push(mark);
  }

  #begin(): void {
    this.marks = [{ row: 0, toMs: dayAfter(this.startMs), after: null }];
    this.sliced = false;
    this.short = false;
  }
}

/**
 * The rows of days whose counts are known, as far as they were read: newest first within a day. Main reads on from a
 * moment or from the end of a page, never from a row's number; this knows from where a row is reached soonest.
 */
export class RecordRows {
  readonly #days = new Map<number, Day>();
  #asOf = 0;

  /** All days that have rows. */
  setDays(sections: readonly Section[]): void {
    const keys = new Set(sections.map(({ key }) => key));
    for (const key of this.#days.keys()) if (!keys.has(key)) this.#days.delete(key);
    for (const { key, count } of sections) {
      const day = this.#days.get(key) ?? new Day(key);
      this.#days.set(key, day);
      day.recount(count);
    }
  }

  at(dayMs: number, row: number): RecordView | null {
    return this.#days.get(dayMs)?.cells.get(row)?.record ?? null;
  }

  /** Something may have changed: what is here goes on being shown, and is to be read again. */
  expire(): void {
    this.#asOf += 1;
    for (const day of this.#days.values()) day.short = false;
  }

  /** What to ask for this row; null: nothing, it is here. */
  questionFor(dayMs: number, row: number): Question | null {
    const day = this.#days.get(dayMs);
    if (!day || day.short || day.cells.get(row)?.asOf === this.#asOf) return null;
    const mark = day.nearest(row);
    if (row - mark.row >= farRows && !day.sliced) return { kind: 'slices', dayMs, boundariesMs: slicesOf(dayMs) };
    return { kind: 'page', dayMs, mark, asOf: this.#asOf };
  }

  takeSlices(dayMs: number, boundariesMs: readonly number[], counts: readonly number[]): void {
    const day = this.#days.get(dayMs);
    if (!day) return;
    day.sliced = true;
    let row = 0;
    for (let slice = counts.length - 1; slice >= 0; slice--) {
      const count = counts[slice] ?? 0;
      if (count > 0) day.addMark({ row, toMs: boundariesMs[slice + 1] ?? 0, after: null });
      row += count;
    }
  }

  /** A page goes on over as many days as it reaches. */
  takePage({ dayMs, mark, asOf }: Question & { kind: 'page' }, { items, next }: Page<RecordView>): void {
    let day = this.#days.get(dayMs);
    let row = mark.row;
    let keyMs = dayMs;
    for (const record of items) {
      const startMs = midnight(record.startedAtMs);
      if (startMs !== keyMs) {
        day = this.#days.get(startMs);
        row = 0;
        keyMs = startMs;
      }
      if (day && row < day.count) day.cells.set(row, { record, asOf });
      row += 1;
    }
    if (next !== null) day?.addMark({ row, toMs: mark.toMs, after: next });
    const wanted = this.#days.get(dayMs);
    if (wanted && wanted.cells.get(mark.row)?.asOf !== asOf) wanted.short = true;
  }

  /** Of the records that are here, those that `is` holds for. */
  idsWhere(is: (record: RecordView) => boolean): number[] {
    const cells = [...this.#days.values()].flatMap((day) => [...day.cells.values()]);
    return cells.flatMap(({ record }) => (is(record) ? [record.id] : []));
  }

  replace(record: RecordView): void {
    for (const day of this.#days.values()) {
      for (const cell of day.cells.values()) if (cell.record.id === record.id) cell.record = record;
    }
  }

  get size(): number {
    return [...this.#days.values()].reduce((sum, day) => sum + day.cells.size, 0);
  }

  /** Forgets what is not to be kept. */
  keep(keeps: (dayMs: number, row: number) => boolean): void {
    for (const day of this.#days.values()) {
      for (const row of day.cells.keys()) if (!keeps(day.startMs, row)) day.cells.delete(row);
    }
  }
}
