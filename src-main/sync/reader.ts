import { Failure, type ErrorView } from '../contract/errors.ts';
import { inTurn } from '../in-turn.ts';
import type { HashedRecords, PbxDay, PbxRecord, RecordKind } from '../vats/model.ts';
import { toleratedMs } from '../vats/server-clock.ts';
import { AnsweredDays } from './answered-days.ts';
import type { SyncApi, SyncBook, SyncHistory } from './book.ts';
import { historyDays, type Days } from './days.ts';
import { historyProgress, limitDay, PieceLength, type HistoryProgress } from './history.ts';

/** A question for the wrong days (the PC's clock was wrong, midnight passed) is asked anew at once, so many times. */
const mostAsked = 3;
/** Unreadable records may be readable in a moment, or never: then the past is taken without them. */
const triesOfPiece = 3;

interface ReaderOptions {
  kind: RecordKind;
  api: SyncApi;
  book: SyncBook;
  historyMonths(): number;
  /** Records of this kind are other than before. */
  onChanged(): void;
  /** By their ids in the cache. */
  onNew(ids: number[]): void;
  onProgress(): void;
}

/** What came of the last question. */
export interface ReaderState {
  /** Null: not since the start. */
  answeredAtMs: number | null;
  /** Of the last ordinary question. */
  error: ErrorView | null;
  /** Of the last piece of the past. */
  pastError: ErrorView | null;
  /** Records in the last answer that could not be read. */
  rejected: number;
  /** Null: not known yet. */
  history: HistoryProgress | null;
}

/** Reads the records of one kind into the cache; one question at a time, whoever asks. */
export class KindReader {
  readonly state: ReaderState = { answeredAtMs: null, error: null, pastError: null, rejected: 0, history: null };
  readonly #options: ReaderOptions;
  readonly #days: AnsweredDays;
  readonly #length = new PieceLength();
  readonly #inTurn = inTurn();
  #triesOfPiece = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#days = new AnsweredDays(options);
  }

  get kind(): RecordKind {
    return this.#options.kind;
  }

  /** The ordinary question: yesterday and today. */
  poll(signal: AbortSignal): Promise<void> {
    return this.#inTurn(() => this.#noting('error', signal, () => this.#poll(signal)));
  }

  /** Reads the next piece of days off, or of the first load; false: there is none (yet). */
  fill(signal: AbortSignal): Promise<boolean> {
    return this.#inTurn(() => this.#noting('pastError', signal, () => this.#fill(signal)));
  }

  /** Of the first load, by the person; what is missing since it began is filled all the same. */
  pauseHistory(paused: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const history = await this.#history();
      if (history) await this.#keep({ ...history, paused });
    });
  }

  async #noting<T>(what: 'error' | 'pastError', signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      this.state[what] = null;
      return done;
    } catch (error) {
      // What was broken off says nothing.
      if (error instanceof Failure && !signal.aborted) this.state[what] = error.view();
      throw error;
    }
  }

  async #poll(signal: AbortSignal): Promise<void> {
    for (let asked = 0; asked < mostAsked; asked += 1) {
      const history = await this.#history();
      const today = this.#days.today();
      const { days, knownHash } = await this.#days.recent(today);
      const answer = await this.#ask(knownHash, days, signal);
      if (answer !== 'unchanged') await this.#ingest(answer, history);
      // Otherwise the records are welcome, but they are not those of yesterday and today.
      if (today !== this.#days.today()) continue;
      if (answer !== 'unchanged') await this.#days.note(days, answer);
      if (!history) await this.#begin(days);
      return;
    }
  }

  /** After the first answer ever: what is older than it is for the first load. */
  async #begin({ from }: Days): Promise<void> {
    const startedAtMs = this.#options.api.clock.nowMs();
    await this.#keep({ reachedDay: from, paused: false, startedAtMs, completedAtMs: null });
  }

  async #fill(signal: AbortSignal): Promise<boolean> {
    // Before the first answer since the start the PC's clock may be wrong, and today another day.
    const history = this.state.answeredAtMs === null ? null : await this.#history();
    if (!history) return false;
    const gap = await this.#days.gap(this.#days.dayOf(history.startedAtMs), this.#length.days);
    if (gap) {
      const answer = await this.#piece(history, gap, signal);
      if (answer) await this.#days.note(gap, answer);
      return true;
    }
    const progress = historyProgress(history, this.#limit(history));
    if (!progress || progress.done || progress.paused) return false;
    const days = historyDays(progress.reachedDay, progress.untilDay, this.#length.days);
    if (!days) return false;
    const answer = await this.#piece(history, days, signal);
    if (answer) await this.#reached(history, days.from);
    return true;
  }

  /** Reads days of the past; null: not completely, so they are to be asked for again. */
  async #piece(history: SyncHistory, days: Days, signal: AbortSignal): Promise<HashedRecords | null> {
    try {
      const answer = (await this.#ask(null, days, signal)) as HashedRecords;
      await this.#ingest(answer, history);
      this.#triesOfPiece += 1;
      if (answer.rejected > 0 && this.#triesOfPiece < triesOfPiece) return null;
      this.#triesOfPiece = 0;
      this.#length.went(answer.records.length);
      return answer;
    } catch (error) {
      if (error instanceof Failure && !signal.aborted) this.#length.failed();
      throw error;
    }
  }

  async #reached(before: SyncHistory, reachedDay: PbxDay): Promise<void> {
    const now = await this.#options.book.history(this.kind);
    // The database was begun anew in between: what was read went with the old one.
    if (now?.startedAtMs !== before.startedAtMs) return;
    const after = { ...now, reachedDay };
    const done = historyProgress(after, this.#limit(after))?.done;
    await this.#keep({ ...after, completedAtMs: done ? this.#options.api.clock.nowMs() : null });
  }

  async #ask(known: string | null, days: Days, signal: AbortSignal): Promise<'unchanged' | HashedRecords> {
    const { api } = this.#options;
    const answer = await api.recordsUnless(known, this.kind, days, { signal });
    this.state.answeredAtMs = api.clock.nowMs();
    this.state.rejected = answer === 'unchanged' ? 0 : answer.rejected;
    return answer;
  }

  /** Takes everything in and tells what is news; `history` null: nothing is, this is the first answer ever. */
  async #ingest({ records }: HashedRecords, history: SyncHistory | null): Promise<void> {
    const { api, book, onChanged, onNew } = this.#options;
    const nowMs = api.clock.nowMs();
    // Both were noted by a clock that may have been ahead: what began right after them must not pass for history.
    const waitingSinceMs = (await book.newSinceMs(nowMs)) - toleratedMs;
    // A cache that was filled again has a later start than `newSince`: what it gets back was told before.
    const newsSinceMs = history ? Math.max(history.startedAtMs - toleratedMs, waitingSinceMs) : Infinity;
    const news: number[] = [];
    let changed = false;
    const take = async (part: PbxRecord[], isNews: boolean) => {
      for await (const { added, changed: updated } of book.ingest(part, { nowMs, waitingSinceMs, isNews })) {
        changed ||= added.length + updated.length > 0;
        if (isNews) news.push(...added);
      }
    };
    try {
      await take(
        records.filter((record) => record.startedAtMs >= newsSinceMs),
        true,
      );
      await take(
        records.filter((record) => record.startedAtMs < newsSinceMs),
        false,
      );
    } finally {
      // Also when a later batch failed: asked for again, these would be known already.
      if (changed) onChanged();
      if (news.length > 0) onNew(news);
    }
  }

  async #history(): Promise<SyncHistory | null> {
    const history = await this.#options.book.history(this.kind);
    this.state.history = history && historyProgress(history, this.#limit(history));
    return history;
  }

  async #keep(history: SyncHistory): Promise<void> {
    await this.#options.book.putHistory(this.kind, history);
    this.state.history = historyProgress(history, this.#limit(history));
    this.#options.onProgress();
  }

  #limit({ startedAtMs }: SyncHistory): PbxDay {
    return limitDay(this.#days.dayOf(startedAtMs), this.#options.historyMonths());
  }
}
