import type { HashedRecords, PbxDay, RecordKind } from '../vats/model.ts';
import type { SyncApi, SyncBook, SyncDay } from './book.ts';
import { daysBetween, eachDay, gapDays, lookBackDays, recentDays, type Days } from './days.ts';

interface AnsweredDaysOptions {
  kind: RecordKind;
  api: Pick<SyncApi, 'clock' | 'zone'>;
  book: Pick<SyncBook, 'day' | 'days' | 'putDay'>;
}

/** Which days the PBX has told of, when, and how its answer looked. */
export class AnsweredDays {
  readonly #options: AnsweredDaysOptions;

  constructor(options: AnsweredDaysOptions) {
    this.#options = options;
  }

  today(): PbxDay {
    return this.dayOf(this.#options.api.clock.nowMs());
  }

  dayOf(utcMs: number): PbxDay {
    return this.#options.api.zone.dayOf(utcMs);
  }

  /** What to ask for now, and the hash of the last good answer to the very same question. */
  async recent(today: PbxDay): Promise<{ days: Days; knownHash: string | null }> {
    const last = await this.#options.book.day(this.#options.kind, today);
    const days = recentDays(today, last !== null);
    const mark = hashOf(days, '');
    return { days, knownHash: last?.hash.startsWith(mark) ? last.hash.slice(mark.length) : null };
  }

  /** What the PC has missed while it was off, since the first question on the day `begun`, so many days at once; null: nothing. */
  async gap(begun: PbxDay, length: number): Promise<Days | null> {
    const today = this.today();
    const { from: first } = recentDays(begun, false);
    const known = await this.#options.book.days(this.#options.kind, { from: first, to: today });
    return gapDays(first, today, new Set(known.filter((each) => this.#isComplete(each)).map(({ day }) => day)), length);
  }

  /** To be called when all that was answered is in the cache. Only an answer without defects is skipped next time. */
  async note(days: Days, { hash, rejected }: HashedRecords): Promise<void> {
    const { book, kind, api } = this.#options;
    const answeredAtMs = api.clock.nowMs();
    const known = new Map((await book.days(kind, days)).map((each) => [each.day, each]));
    // Oldest first: a sudden end in between leaves today open, and then everything is asked for again.
    for (const day of eachDay(days)) {
      const before = known.get(day);
      const after = { day, hash: day === days.to && rejected === 0 ? hashOf(days, hash) : '', answeredAtMs };
      if (before && this.#tellsNoMore(after, before, days)) continue;
      await book.putDay(kind, after);
    }
  }

  /** Every write is a write to the disk: only what will be looked at is renewed. */
  #tellsNoMore(after: SyncDay, before: SyncDay, days: Days): boolean {
    if (after.day !== days.to && this.#isComplete(before)) return true;
    return after.hash === before.hash && this.dayOf(after.answeredAtMs) === this.dayOf(before.answeredAtMs);
  }

  /** Read on the last day that looks back to it, or later: whoever was away sees no less of what came late. */
  #isComplete({ day, answeredAtMs }: SyncDay): boolean {
    return daysBetween(day, this.dayOf(answeredAtMs)) >= lookBackDays - 1;
  }
}

const hashOf = ({ from }: Days, hash: string) => `${from} ${hash}`;
