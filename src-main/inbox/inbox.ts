import type { Cache } from '../cache/cache.ts';
import type { InboxItem as StoredItem } from '../cache/queries/inbox.ts';
import type { Order } from '../cache/queries/orders.ts';
import type { Clock, Stop } from '../clock.ts';
import type {
  Callback,
  InboxCounts,
  InboxItem,
  InboxMark,
  InboxQuery,
  InboxRef,
  InboxSnooze,
  Marks,
  Page,
} from '../contract/model.ts';
import type { RecordViews } from '../journal/record-views.ts';
import { Reminders } from './reminders.ts';

/** What a person away from the window wants to hear of. */
export type News =
  /** Voicemails and faxes that nobody has answered yet, nor was told of. */
  | { kind: 'messages'; items: InboxItem[] }
  /** A callback came to nothing, and nobody was told yet. */
  | { kind: 'failed'; item: InboxItem }
  /** What was put off is due again. */
  | { kind: 'back'; items: InboxItem[] };

interface InboxOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  /** By how much the PC's own clock is ahead of the right time: the window reckons «через 15 минут» by it. */
  pcAheadMs(): number;
  views: RecordViews;
  callbackView(order: Order): Callback;
  onChanged(): void;
  onNews(news: News): void;
  onDefect(error: unknown): void;
}

/** News that is longer is told as a number anyway. */
const newsMax = 200;
/** The database did not answer. */
const retryMs = 60_000;
/** Whoever starts the program after a longer time has looked at what waits himself. */
const closedLateMs = 30 * 24 * 3600_000;

/** «Требуют внимания»: voicemails, faxes and failed callbacks, until somebody has done with them. */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #reminders: Reminders;
  /** Seen under way by this run: what becomes of them is news. What an earlier run saw the end of is not. */
  readonly #underWay = new Set<string>();
  /** Handed on as news by this run, by `keyOf`; whoever tells them says so by `told`, perhaps much later. */
  readonly #handedOn = new Set<string>();
  /** Callbacks of which something became that could not be looked at. */
  readonly #missed = new Set<string>();
  #cancelRetry: Stop = () => undefined;
  #stopped = true;
  /** What is under way; a failure is for whoever asked for it. */
  readonly #working = new Set<Promise<void>>();

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#reminders = new Reminders({ ...options, onDue: (items) => this.#fellDue(items) });
  }

  async start(): Promise<void> {
    const { cache } = this.#options;
    this.#stopped = false;
    for (const { id } of await cache.run('orders.open')) this.#underWay.add(id);
    await this.#makeUp();
    await this.#reminders.start();
  }

  /** Resolves when everything that came in before was told, or closed, and the database is not needed any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry();
    const remindersStopped = this.#reminders.stop();
    await Promise.all([remindersStopped, ...this.#working]);
  }

  /** The PC woke up: its timers have slept, too. */
  wake(): void {
    this.#reminders.look();
  }

  /** Failure `bad-input` for an `after` that no page gave. */
  async page(query: InboxQuery): Promise<Page<InboxItem>> {
    const { cache, clock } = this.#options;
    const { items, next } = await cache.run('inbox.page', { ...query, nowMs: clock.nowMs() });
    return { items: await this.#shown(items), next };
  }

  async counts(): Promise<InboxCounts> {
    const { cache, clock } = this.#options;
    const { voicemail, fax, callback, unread, snoozed } = await cache.run('inbox.counts', clock.nowMs());
    return { voicemail, fax, callback, unread, snoozed };
  }

  /** What is done is also read, and no longer put off. */
  async mark({ items, as }: InboxMark): Promise<void> {
    const { cache, clock } = this.#options;
    if (as === 'read') await cache.run('inbox.read', items, clock.nowMs());
    else if (as === 'unread') await cache.run('inbox.unread', items);
    else if (as === 'done') await cache.run('inbox.done', items, clock.nowMs());
    else await cache.run('inbox.undone', items, clock.nowMs());
    this.#changed();
  }

  async snooze({ items, untilMs }: InboxSnooze): Promise<void> {
    const { cache, pcAheadMs } = this.#options;
    await cache.run('inbox.snooze', items, untilMs === null ? null : untilMs - pcAheadMs());
    this.#changed();
  }

  /** Takes back what this order's success has closed. Returns how many items wait again. */
  async reopen(orderId: string): Promise<number> {
    const { cache, clock } = this.#options;
    const reopened = await cache.run('inbox.reopen', orderId, clock.nowMs());
    if (reopened.length > 0) this.#changed();
    return reopened.length;
  }

  /** Messages (by their ids in the cache) came in that were never seen before. */
  cameIn(ids: readonly number[]): Promise<void> {
    return this.#work(this.#tellAfter(this.#options.cache.run('inbox.closeAnswered', [...ids])), []);
  }

  /** The person has been told of these, or does not want to be: also after a restart they are no news. */
  told(items: readonly InboxRef[]): Promise<void> {
    return this.#work(this.#options.cache.run('inbox.told', [...items]), []);
  }

  /** Something became of these callbacks: a success answers what waits of the same client, a failure waits itself. */
  callbacksChanged(ids: readonly string[]): Promise<void> {
    return this.#work(this.#callbacksChanged(ids), ids);
  }

  /** What was missed, in this run or by the end of the one before. */
  #makeUp(): Promise<void> {
    const { cache, clock } = this.#options;
    return this.#tellAfter(cache.run('inbox.closeSince', clock.nowMs() - closedLateMs));
  }

  async #tellAfter(closing: Promise<unknown>): Promise<void> {
    await closing;
    this.#changed();
    await this.#tell();
  }

  /** Hands on what nobody has been told of. */
  async #tell(): Promise<void> {
    const { cache, clock, onChanged, onNews } = this.#options;
    const untold = await this.#shown(await cache.run('inbox.untold', clock.nowMs()));
    const items = untold.filter((item) => !this.#handedOn.has(keyOf(refOf(item))));
    for (const item of items) this.#handedOn.add(keyOf(refOf(item)));
    const back = items.filter(wasPutOff);
    const fresh = items.filter((item) => !wasPutOff(item));
    const messages = fresh.filter(({ kind }) => kind === 'record');
    if (messages.length > 0) onNews({ kind: 'messages', items: messages.slice(-newsMax) });
    for (const item of fresh) if (item.kind === 'order') onNews({ kind: 'failed', item });
    if (back.length > 0) {
      onNews({ kind: 'back', items: back });
      onChanged();
    }
    if (messages.length > newsMax) await this.told(messages.slice(0, -newsMax).map(refOf));
  }

  /** What was put off is news once more. */
  #fellDue(items: readonly InboxRef[]): Promise<void> {
    for (const item of items) this.#handedOn.delete(keyOf(item));
    return this.#work(this.#tell(), []);
  }

  async #callbacksChanged(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const order = await this.#options.cache.run('orders.byId', id);
      if (!order) continue;
      if (isOpen(order)) this.#underWay.add(id);
      else if (this.#underWay.has(id)) await this.#settled(order);
    }
  }

  /** Once an order, unless this fails: what a person has put back into the inbox since is not closed again. */
  async #settled(order: Order): Promise<void> {
    const { cache } = this.#options;
    if (order.kind === 'client' && order.phase !== 'cancelled') {
      const talks = order.snapshot?.attempts.filter(({ succeeded }) => succeeded) ?? [];
      if (talks.length > 0) {
        const atMs = Math.max(...talks.map(({ startedAtMs }) => startedAtMs));
        const closed = await cache.run('inbox.closeByCallback', { number: order.number, orderId: order.id, atMs });
        if (closed.length > 0) this.#changed();
      } else {
        await cache.run('inbox.putUntold', order.id);
        this.#changed();
        await this.#tell();
      }
    }
    this.#underWay.delete(order.id);
  }

  /** `callbacks`: those that it is about. What fails is made up for, in a while or at the next start. */
  #work(work: Promise<void>, callbacks: readonly string[]): Promise<void> {
    const ended = work.then(
      () => undefined,
      () => this.#lookAgain(callbacks),
    );
    this.#working.add(ended);
    void ended.then(() => this.#working.delete(ended));
    return work;
  }

  #lookAgain(callbacks: readonly string[]): void {
    const { clock, onDefect } = this.#options;
    for (const id of callbacks) this.#missed.add(id);
    this.#cancelRetry();
    if (this.#stopped) return;
    this.#cancelRetry = clock.after(retryMs, () => {
      const missed = [...this.#missed];
      this.#missed.clear();
      const again = this.#callbacksChanged(missed).then(() => this.#makeUp());
      this.#work(again, missed).catch(onDefect);
    });
  }

  /** The window asks again, and the next one to come back may be another. */
  #changed(): void {
    this.#options.onChanged();
    this.#reminders.look();
  }

  async #shown(items: readonly StoredItem[]): Promise<InboxItem[]> {
    const records = items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
    const views = new Map((await this.#options.views.of(records)).map((view) => [view.id, view]));
    return items.flatMap((item): InboxItem[] => {
      const { atMs } = item;
      const marks = this.#byPcClock(item.marks);
      if (item.kind === 'order')
        return [{ kind: 'order', atMs, callback: this.#options.callbackView(item.order), marks }];
      const record = views.get(item.record.id);
      return record ? [{ kind: 'record', atMs, record, marks }] : [];
    });
  }

  #byPcClock(marks: Marks): Marks {
    const { snoozedUntilMs: until } = marks;
    return until === null ? marks : { ...marks, snoozedUntilMs: until + this.#options.pcAheadMs() };
  }
}

export function refOf(item: InboxItem): InboxRef {
  return item.kind === 'record' ? { kind: 'record', id: item.record.id } : { kind: 'order', id: item.callback.id };
}

const keyOf = ({ kind, id }: InboxRef) => `${kind} ${id}`;

const wasPutOff = ({ marks }: InboxItem) => marks.snoozedUntilMs !== null;

const isOpen = ({ phase }: Order) => ['holding', 'ordered', 'accepted', 'unknown'].includes(phase);
