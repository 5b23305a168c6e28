import type { PbxDay } from '../vats/model.ts';
import { addDays } from '../vats/pbx-time.ts';
import type { SyncHistory } from './book.ts';
import { longestDays } from './days.ts';

const firstPieceDays = 7;
/** Pieces are to have about so many records: parsed in tens of milliseconds, stored in a few small transactions. */
const fewRecords = 1500;
const manyRecords = 4000;

/** How far the first load of one kind has come. */
export interface HistoryProgress {
  /** Everything from this day on is in the cache. */
  reachedDay: PbxDay;
  /** Where it will end. Months without a record are no end: a company gets a fax a year, and they cost a question each. */
  untilDay: PbxDay;
  done: boolean;
  /** By the person. */
  paused: boolean;
}

/** `begunDay`: when the first load began, so that the limit stands still however long the load takes. */
export function limitDay(begunDay: PbxDay, months: number): PbxDay {
  return addDays(begunDay, -Math.floor((months * 365.25) / 12));
}

/** Null: not begun. The limit is not kept, so that another setting counts at once. */
export function historyProgress(history: SyncHistory | null, limit: PbxDay): HistoryProgress | null {
  if (!history?.reachedDay) return null;
  const { reachedDay, paused } = history;
  return { reachedDay, untilDay: limit, done: reachedDay <= limit, paused };
}

/** How many days the next piece has: fewer where there are many records, more where there are few. */
export class PieceLength {
  #days = firstPieceDays;

  get days(): number {
    return this.#days;
  }

  /** A piece of that many records went well. */
  went(records: number): void {
    if (records < fewRecords) this.#set(this.#days * 2);
    else if (records > manyRecords) this.#set(Math.floor(this.#days / 2));
  }

  /** The PBX did not answer: perhaps it was too much for it. */
  failed(): void {
    this.#set(Math.floor(this.#days / 2));
  }

  #set(days: number): void {
    this.#days = Math.min(longestDays, Math.max(1, days));
  }
}
