import type { Cache } from '../cache/cache.ts';
import type { InboxItem, InboxQuery } from '../cache/queries/inbox.ts';
import type { Clock, Stop } from '../clock.ts';
import type { InboxRef, Page } from '../contract/model.ts';

interface RemindersOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  /** These were put off until now, once for each time, and nobody was told of that yet: so it stands in the cache. */
  onDue(items: InboxRef[]): Promise<void>;
  onDefect(error: unknown): void;
}

/** By then the PBX has told the right time to a PC whose clock is wrong. */
const firstLookMs = 20_000;
/** The clock may be set, and a PC may sleep without saying so: nothing is late for longer than that. */
const longestWaitMs = 15 * 60_000;
/** The database did not answer. */
const retryMs = 60_000;
const pageItems = 200;

/** Reminds of what was put off in «Требуют внимания», also of what fell due while the program was off. */
export class Reminders {
  readonly #options: RemindersOptions;
  /** A clock that was set back must not make the same reminder come twice. */
  readonly #due = new Set<string>();
  #untilMs = 0;
  #cancelTimer: Stop = () => undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(options: RemindersOptions) {
    this.#options = options;
  }

  /** Failures of the database. */
  async start(): Promise<void> {
    const { cache, clock } = this.#options;
    const until = await cache.run('inbox.remindedUntil');
    this.#untilMs = until ?? clock.nowMs();
    if (until === null) await cache.run('inbox.putRemindedUntil', this.#untilMs);
    this.#stopped = false;
    this.#waitFor(firstLookMs);
  }

  /** Resolves when the database is not needed any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#looking;
  }

  /** Something else may be due, or be the next. */
  look(): void {
    this.#looking = this.#looking.then(async () => {
      if (this.#stopped) return;
      try {
        this.#waitFor(await this.#look());
      } catch (error) {
        this.#options.onDefect(error);
        this.#waitFor(retryMs);
      }
    });
  }

  /** Returns when to look again. */
  async #look(): Promise<number> {
    const { cache, clock, onDue } = this.#options;
    const nowMs = clock.nowMs();
    const due = (await this.#dueSince(Math.min(this.#untilMs, nowMs), nowMs)).filter(
      (item) => !this.#due.has(turnOf(item)),
    );
    if (due.length > 0) {
      const items = due.map(storedRef);
      await cache.run('inbox.fallDue', items, nowMs);
      for (const item of due) this.#due.add(turnOf(item));
      await onDue(items);
    }
    this.#untilMs = nowMs;
    const { nextBackMs } = await cache.run('inbox.counts', nowMs);
    return Math.min(Math.max((nextBackMs ?? Infinity) - clock.nowMs(), 0), longestWaitMs);
  }

  async #dueSince(sinceMs: number, nowMs: number): Promise<InboxItem[]> {
    const due: InboxItem[] = [];
    let after: string | null = null;
    do {
      const query: InboxQuery = { shelf: 'waiting', kinds: null, nowMs, after, limit: pageItems };
      const { items, next }: Page<InboxItem> = await this.#options.cache.run('inbox.page', query);
      due.push(...items.filter(({ marks }) => (marks.snoozedUntilMs ?? 0) > sinceMs));
      // By its place an item is no older than what it was put off until.
      after = (items.at(-1)?.atMs ?? 0) > sinceMs ? next : null;
    } while (after !== null);
    return due;
  }

  #waitFor(waitMs: number): void {
    this.#cancelTimer();
    if (!this.#stopped) this.#cancelTimer = this.#options.clock.after(waitMs, () => this.look());
  }
}

const storedRef = (item: InboxItem): InboxRef =>
  item.kind === 'record' ? { kind: 'record', id: item.record.id } : { kind: 'order', id: item.order.id };

const turnOf = (item: InboxItem) => `${storedRef(item).id} ${item.marks.snoozedUntilMs}`;
