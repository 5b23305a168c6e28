import type { JournalSpan, RecordFilter, RecordView } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { HugeView } from '../ui/huge-view.svelte.ts';
import type { Place } from '../ui/sections.ts';
import { DayCounts } from './day-counts.ts';
import { dayPortions } from './days.ts';
import { withDates } from './filter.ts';
import { pageSize, RecordRows, type Question } from './record-rows.ts';

export const heights = { heading: 30, row: 44 };
/** Rows that are read beyond the visible ones, and that are kept at all. */
const aheadRows = 60;
const keptRows = 3000;
const keptAround = 1000;
const pauseMs = 1000;
const rereadMs = 250;
/** Counting all years again may take this part of the time, while records come in without end. */
const share = 20;

/** What was asked for, with what is known of it. */
interface Look {
  filter: RecordFilter;
  counts: DayCounts;
  rows: RecordRows;
}

const newLook = (filter: RecordFilter): Look => ({ filter, counts: new DayCounts(), rows: new RecordRows() });

/**
 * The records that pass a filter, a million or more: how many each day has is counted a year at a time, newest first;
 * rows are read where somebody looks. Afterwards it keeps up with what changes, at most about once a second.
 */
export class RecordList {
  readonly view = new HugeView(heights);
  /** Something was told of the filter; before that it shows what was there. */
  loaded: boolean = $state(false);
  /** All years of the filter are counted. */
  counted: boolean = $state(false);
  error: unknown = $state.raw(null);
  /** Came in above while the list was scrolled down. */
  fresh: number = $state(0);
  readonly total = $derived(this.view.sections.rowCount);

  readonly #ask: Ask;
  /** Rows are not state themselves; whoever shows one reads this. */
  #version: number = $state(0);
  #look = newLook({});
  #shown = newLook({});
  #filling = false;
  #watched = false;
  #outdated = true;
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rereading: ReturnType<typeof setTimeout> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #restUntilMs = 0;
  #allDueMs = 0;
  #changed: number[] = [];

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Another filter: from the top. Resolves when all is counted, or when yet another was asked for. */
  async show(filter: RecordFilter): Promise<void> {
    this.#look = newLook(filter);
    this.#outdated = false;
    await this.#count(true);
  }

  /** Nobody looks: nothing is asked until somebody does again. */
  watch(watched: boolean): void {
    this.#watched = watched;
    if (watched) this.#schedule();
    else this.#stopTimers();
  }

  /** Something changed; these records for certain. */
  refresh(ids: readonly number[] = []): void {
    this.#changed.push(...ids);
    this.#outdated = true;
    this.#schedule();
  }

  /** Only these records changed: no counts. */
  reread(ids: readonly number[]): void {
    this.#changed.push(...ids);
    if (this.#watched) this.#rereading ??= setTimeout(() => void this.#readChanged(), rereadMs);
  }

  /** Now, as after an error. */
  async again(): Promise<void> {
    this.error = null;
    this.#allDueMs = 0;
    await this.#again();
  }

  idsWhere(is: (record: RecordView) => boolean): number[] {
    return this.#shown.rows.idsWhere(is);
  }

  at = ({ section, row }: Place): RecordView | null => {
    void this.#version;
    return this.#shown.rows.at(this.view.sections.list[section]?.key ?? 0, row);
  };

  toTop(): void {
    this.fresh = 0;
    this.view.goTo(0);
  }

  /** Reads what is seen and not here. One question at a time: what was scrolled past meanwhile is never asked. */
  async fill(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    try {
      for (let question = this.#question(); question; question = this.#question()) await this.#put(question);
      this.error = null;
    } catch (error) {
      this.error = error;
    } finally {
      this.#filling = false;
    }
  }

  close(): void {
    this.watch(false);
    this.#look = newLook({});
  }

  #schedule(): void {
    if (!this.#watched || !this.#outdated || this.#asking) return;
    this.#timer ??= setTimeout(() => void this.#again(), Math.max(0, this.#restUntilMs - Date.now()));
  }

  async #again(): Promise<void> {
    this.#stopTimers();
    this.#outdated = false;
    this.#asking = true;
    const all = Date.now() >= this.#allDueMs;
    this.#look.rows.expire();
    await Promise.all([this.#count(all), this.#readChanged()]);
    this.#asking = false;
    this.#restUntilMs = Date.now() + pauseMs;
    if (!all) this.#later = setTimeout(() => this.refresh(), this.#allDueMs - Date.now());
    this.#schedule();
  }

  /** The newest days, or all of them. */
  async #count(all: boolean): Promise<void> {
    const look = this.#look;
    const beganMs = Date.now();
    try {
      const span = await this.#ask('journal.span');
      const portions = span ? dayPortions(stretchOf(span, withDates(look.filter, Date.now()))) : [];
      for (const boundariesMs of all ? portions : portions.slice(0, 1)) {
        if (look !== this.#look) return;
        const filter = withDates(look.filter, Date.now());
        look.counts.take(boundariesMs, await this.#ask('journal.days', { filter, boundariesMs }));
        if (look.counts.total > 0) this.#show(look);
      }
      if (look !== this.#look) return;
      if (all) look.counts.forgetOutside(portions);
      this.#show(look);
      if (!all) return;
      this.counted = true;
      this.#allDueMs = Date.now() + share * (Date.now() - beganMs);
    } catch (error) {
      if (look === this.#look) this.error = error;
    }
  }

  #show(look: Look): void {
    if (look !== this.#look) return;
    const other = look !== this.#shown;
    const sections = look.counts.sections;
    if (!other && this.view.top > 0) {
      this.fresh += look.counts.totalSince(this.view.sections.list[0]?.key ?? 0) - this.#newestCount();
      this.fresh = Math.max(0, this.fresh);
    }
    look.rows.setDays(sections);
    this.#shown = look;
    this.#version += 1;
    if (other) {
      this.counted = false;
      this.view.forget();
      this.toTop();
    }
    this.view.setSections(sections);
    this.loaded = true;
    void this.fill();
  }

  #newestCount(): number {
    return this.view.sections.list[0]?.count ?? 0;
  }

  /** What is nearest to what is seen comes first. */
  #question(): Question | null {
    const { sections, first, last } = this.view;
    if (sections.itemCount === 0) return null;
    const from = Math.max(0, first - aheadRows);
    const to = Math.min(sections.itemCount - 1, last + aheadRows);
    return this.#questionIn(first, last) ?? this.#questionIn(last + 1, to) ?? this.#questionIn(from, first - 1);
  }

  #questionIn(from: number, to: number): Question | null {
    const { sections } = this.view;
    for (let item = from; item <= to && item < sections.itemCount; item++) {
      const { section, row } = sections.placeOf(item);
      const question = row < 0 ? null : this.#shown.rows.questionFor(sections.list[section]?.key ?? 0, row);
      if (question) return question;
    }
    return null;
  }

  async #put(question: Question): Promise<void> {
    const look = this.#shown;
    const filter = withDates(look.filter, Date.now());
    if (question.kind === 'slices') {
      const { dayMs, boundariesMs } = question;
      look.rows.takeSlices(dayMs, boundariesMs, await this.#ask('journal.days', { filter, boundariesMs }));
      return;
    }
    const { toMs, after } = question.mark;
    const until = { ...filter, toMs: Math.min(filter.toMs ?? toMs, toMs) };
    look.rows.takePage(question, await this.#ask('journal.page', { filter: until, after, limit: pageSize }));
    this.#prune();
    this.#version += 1;
  }

  #prune(): void {
    const { rows } = this.#shown;
    if (rows.size <= keptRows) return;
    const { sections, first, last } = this.view;
    rows.keep((dayMs, row) => {
      const item = sections.itemOf({ section: sections.indexOf(dayMs) ?? 0, row });
      return item > first - keptAround && item < last + keptAround;
    });
  }

  async #readChanged(): Promise<void> {
    this.#rereading = undefined;
    const ids = this.#changed.splice(0);
    const { rows } = this.#shown;
    const here = rows.idsWhere(({ id }) => ids.includes(id)).slice(0, pageSize);
    // One that is gone meanwhile goes with the next count.
    const records = await Promise.allSettled(here.map((id) => this.#ask('journal.record', { id })));
    for (const record of records) if (record.status === 'fulfilled') rows.replace(record.value);
    this.#version += 1;
  }

  #stopTimers(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#later);
    clearTimeout(this.#rereading);
    this.#rereading = undefined;
    this.#timer = undefined;
  }
}

const centuryMs = 100 * 366 * 86_400_000;

/** The filter's dates, as far as there are records; new ones may come in until now. */
function stretchOf({ oldestMs, newestMs }: JournalSpan, { fromMs = 0, toMs = Infinity }: RecordFilter) {
  const lastMs = Math.max(Date.now(), Math.min(newestMs, Date.now() + centuryMs));
  return { fromMs: Math.max(oldestMs, fromMs), toMs: Math.min(lastMs, toMs - 1) };
}
