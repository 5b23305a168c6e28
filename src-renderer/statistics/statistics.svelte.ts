import type { CallbackStatistics, DayCounts, HourStatistics, PartyStatistics } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { dayAfter } from '../journal/days.ts';
import { Latest } from '../latest.ts';
import { readDay } from '../ui/date-field.ts';
import { addUp, callsOf } from './sums.ts';
import { spanBefore, spanOf, type OwnDates, type Span, type SpanName } from './span.ts';

/** Records come in all day long; the sums of a year are not asked for more often. */
const pauseMs = 30_000;
/** Whoever looks at noughts while the history begins to come in is not kept waiting for it. */
const emptyPauseMs = 3000;

/** All that the page shows, of one and the same period. */
export interface Report {
  span: Span;
  /** `YYYY-MM-DD`: history is still being loaded and came so far; null: it is there for the whole span. */
  reachedDay: string | null;
  /** One for each step of the span. */
  days: DayCounts[];
  total: DayCounts;
  hours: HourStatistics;
  parties: PartyStatistics;
  callbacks: CallbackStatistics;
  /** The period of the same length before; null: there are no records that old. */
  before: { total: DayCounts; callbacks: CallbackStatistics } | null;
}

/** «Статистика»: what was in a period, kept up while the page is open. */
export class Statistics {
  name: SpanName = $state('month');
  own: OwnDates = $state.raw({ firstMs: dayAfter(Date.now(), -13), lastMs: Date.now() });
  /** Of the period asked for before, until that of the new one is there; null: nothing was told yet. */
  report: Report | null = $state.raw(null);
  error: unknown = $state.raw(null);
  busy: boolean = $state(false);

  readonly #ask: Ask;
  readonly #stop: () => void;
  readonly #latest = new Latest();
  #open = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAtMs = 0;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.#stop = listen((event) => {
      if (event.type === 'changed' && (event.topic === 'records' || event.topic === 'callbacks')) this.#soon();
    });
  }

  /** The page is open; the function ends that. */
  open(): () => void {
    this.#open = true;
    void this.read();
    return () => {
      this.#open = false;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#latest.drop();
    };
  }

  choose(name: SpanName): void {
    this.name = name;
    void this.read();
  }

  chooseOwn(own: OwnDates): void {
    this.own = own;
    this.choose('own');
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#askedAtMs = Date.now();
    this.busy = true;
    const nowMs = Date.now();
    const [name, own] = [this.name, this.own];
    // A failure is an answer, too: that of a question nobody waits for any more says nothing.
    const question = () => this.#count(name, own, nowMs).catch((error: unknown) => ({ error }));
    await this.#latest.take(question, (answer) => {
      this.busy = false;
      if ('error' in answer) this.error = answer.error;
      else [this.report, this.error] = [answer, null];
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#latest.drop();
    this.#stop();
  }

  async #count(name: SpanName, own: OwnDates, nowMs: number): Promise<Report> {
    const [known, { history }] = await Promise.all([this.#ask('journal.span'), this.#ask('sync.state')]);
    const reachedDay = history && !history.done ? history.reachedDay : null;
    const reachedMs = reachedDay === null ? -Infinity : (readDay(reachedDay) ?? -Infinity);
    // Of years before the first record there is nothing to draw but empty columns.
    const firstMs = Math.max(own.firstMs, known?.oldestMs ?? own.firstMs);
    const span = spanOf(name, { firstMs: Math.min(firstMs, own.lastMs), lastMs: own.lastMs }, nowMs);
    const before = spanBefore(span, nowMs);
    const comparable = reachedMs <= before.fromMs && known !== null && known.oldestMs < dayAfter(before.fromMs);
    const ahead = [before.fromMs, ...(before.toMs < span.fromMs ? [before.toMs] : [])].slice(0, comparable ? 2 : 0);
    const { fromMs, toMs } = span;
    const [counts, hours, parties, callbacks, callbacksBefore] = await Promise.all([
      this.#ask('statistics.days', { boundariesMs: [...ahead, ...span.boundariesMs] }),
      this.#ask('statistics.hours', { fromMs, toMs }),
      this.#ask('statistics.parties', { fromMs, toMs }),
      this.#ask('statistics.callbacks', { fromMs, toMs }),
      comparable ? this.#ask('statistics.callbacks', before) : null,
    ]);
    const days = counts.slice(ahead.length);
    const [totalBefore] = counts;
    const old = callbacksBefore && totalBefore ? { total: totalBefore, callbacks: callbacksBefore } : null;
    return {
      span,
      reachedDay: reachedMs > fromMs ? reachedDay : null,
      days,
      total: addUp(days),
      hours,
      parties,
      callbacks,
      before: old,
    };
  }

  #soon(): void {
    if (!this.#open) return;
    const restMs = this.report && callsOf(this.report.total) > 0 ? pauseMs : emptyPauseMs;
    this.#timer ??= setTimeout(() => void this.read(), Math.max(0, this.#askedAtMs + restMs - Date.now()));
  }
}
