import { Failure } from '../contract/errors.ts';
import type { PbxDay } from './model.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Every change of clocks since 1970 falls on a quarter of an hour of UTC, so an offset holds at least that long. */
const quarterMs = 15 * minuteMs;
const rememberedQuarters = 20_000;

const localTime = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
/** ODBC's escape, the other reading of the document's «в формате odbc». */
const odbcTime = /^\{\s*ts\s*'([^']*)'\s*\}$/i;

/** Nothing in a PBX is older or newer; what says so is a defect (`0000-00-00 00:00:00` among them). */
const firstYear = 1990;
const lastYear = 2100;

/**
 * The PBX's time zone (an IANA name). The PBX tells its own local time without naming the zone; the program keeps UTC
 * milliseconds. Only `Intl` is used, so neither the PC's zone nor its clock matters.
 *
 * Where clocks change, as `Date` and Temporal's «compatible» have it: a time that exists twice means the first one, a
 * time that was skipped is moved on by the length of the gap.
 */
export class PbxZone {
  readonly name: string;
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** Throws `zone-invalid` when the system knows no such zone. */
  constructor(name: string) {
    this.name = name;
    try {
      this.format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new Failure('zone-invalid', { params: { zone: name.slice(0, 100) } });
    }
  }

  /** UTC milliseconds of a time as the PBX writes it (`YYYY-MM-DD HH:MM:SS[.fraction]`); null if it is none. */
  toUtcMs(text: string): number | null {
    const trimmed = text.trim();
    const match = localTime.exec(odbcTime.exec(trimmed)?.[1]?.trim() ?? trimmed);
    if (!match) return null;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
      .slice(1, 7)
      .map((part) => Number(part ?? 0));
    const fractionMs = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
    if (year < firstYear || year > lastYear || hour > 23 || minute > 59 || second > 59) return null;
    const asUtc = Date.UTC(year, month - 1, day, hour, minute, second, fractionMs);
    // `Date.UTC` carries 31 June over into July: then the day was none.
    const exists = new Date(asUtc).getUTCMonth() === month - 1 && new Date(asUtc).getUTCDate() === day;
    return exists ? this.fromLocalMs(asUtc) : null;
  }

  /** The PBX's local time of an instant, as the PBX writes it: `YYYY-MM-DD HH:MM:SS.mmm`. */
  toText(utcMs: number): string {
    return this.asIfUtc(utcMs).toISOString().replace('T', ' ').replace('Z', '');
  }

  /** The day in the PBX's zone to which an instant belongs. */
  dayOf(utcMs: number): PbxDay {
    return this.asIfUtc(utcMs).toISOString().slice(0, 10);
  }

  private asIfUtc(utcMs: number): Date {
    return new Date(utcMs + this.offsetMs(utcMs));
  }

  /** `localMs`: the local time's figures, counted as if they were UTC. */
  private fromLocalMs(localMs: number): number {
    // No zone is a day away from UTC, so these two offsets are those before and after a change near that time.
    const before = this.offsetMs(localMs - dayMs);
    const after = this.offsetMs(localMs + dayMs);
    const fits = [localMs - before, localMs - after].filter((utcMs) => utcMs + this.offsetMs(utcMs) === localMs);
    return fits.length > 0 ? Math.min(...fits) : localMs - before;
  }

  /** What is to be added to UTC to get local time at that instant. */
  private offsetMs(utcMs: number): number {
    const quarter = Math.floor(utcMs / quarterMs);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    const startMs = quarter * quarterMs;
    const part: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(startMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - startMs;
    if (this.offsets.size >= rememberedQuarters) this.offsets.clear();
    this.offsets.set(quarter, offset);
    return offset;
  }
}

/** Throws nothing: for checking what was typed in. */
export function isTimeZone(name: string): boolean {
  try {
    new PbxZone(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * `dd.mm.yyyy`, as `dtStart` and `dtEnd` are sent (document 3.5–3.7). What is no day gives what the table of actions
 * refuses.
 */
export function wireDay(day: PbxDay): string {
  const [year, month, date] = day.split('-');
  return `${date}.${month}.${year}`;
}

/** The day so many days later (or earlier). Days, unlike hours, are the same in every zone. */
export function addDays(day: PbxDay, days: number): PbxDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
