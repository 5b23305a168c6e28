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
  Page,
} from '../contract/model.ts';
import type { RecordViews } from '../journal/record-views.ts';

/** What a person away from the window wants to hear of. */
export type News =
  /** New voicemails and faxes that nobody has answered yet. */
  | { kind: 'messages'; items: InboxItem[] }
  /** A callback came to nothing, just now. */
  | { kind: 'failed'; item: InboxItem }
  /** What was put off is due again. */
  | { kind: 'back'; items: InboxItem[] };

interface InboxOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  views: RecordViews;
  callbackView(order: Order): Callback;
  onChanged(): void;
  onNews(news: News): void;
  onDefect(error: unknown): void;
}

/** A timer cannot be set further ahead; the PC's clock may be changed meanwhile, too. */
const longestWaitMs = 15 * 60_000;
/** News that is longer is told as a number anyway. */
const newsMax = 200;

/** «Требуют внимания»: voicemails, faxes and failed callbacks, until somebody has done with them. */
export class Inbox {
  readonly #options: InboxOptions;
  /** From then on a callback that fails is news; those of earlier days are not. */
  #sinceMs = 0;
  readonly #told = new Set<string>();
  #cancelTimer: Stop = () => undefined;
  /** What was put off until then is known to be back. */
  #backUntilMs = 0;
  #stopped = false;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#sinceMs = this.#options.clock.nowMs();
    this.#backUntilMs = this.#sinceMs;
    await this.#watchSnoozed();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  /** Failure `bad-input` for an `after` that no page gave. */
  async page(query: InboxQuery): Promise<Page<InboxItem>> {
    const { cache, clock } = this.#options;
    const { items, next } = await cache.run('inbox.page', { ...query, nowMs: clock.nowMs() });
    return { items: await this.#shown(items), next };
  }

  async counts(): Promise<InboxCounts> {
    const { nextBackMs: _, ...counts } = await this.#options.cache.run('inbox.counts', this.#options.clock.nowMs());
    return counts;
  }

  /** What is done is also read, and no longer put off. */
  async mark({ items, as }: InboxMark): Promise<void> {
    const { cache, clock } = this.#options;
    if (as === 'read') await cache.run('inbox.read', items, clock.nowMs());
    else if (as === 'unread') await cache.run('inbox.unread', items);
    else if (as === 'done') await cache.run('inbox.done', items, clock.nowMs());
    else await cache.run('inbox.undone', items);
    this.#changed();
  }

  async snooze({ items, untilMs }: InboxSnooze): Promise<void> {
    await this.#options.cache.run('inbox.snooze', items, untilMs);
    this.#changed();
  }

  /** Takes back what this order's success has closed. Returns how many items wait again. */
  async reopen(orderId: string): Promise<number> {
    const reopened = await this.#options.cache.run('inbox.reopen', orderId);
    if (reopened.length > 0) this.#changed();
    return reopened.length;
  }

  /** Messages (by their ids in the cache) came in that were never seen before. */
  async cameIn(ids: readonly number[]): Promise<void> {
    const { cache, onNews } = this.#options;
    const answered = await cache.run('inbox.closeAnswered', [...ids]);
    const closed = new Set(answered.map(({ id }) => id));
    const news = ids.filter((id) => !closed.has(id)).slice(-newsMax);
    const records = await cache.run('records.byIds', news);
    const waiting = records.filter((record) => record.waiting);
    this.#changed();
    const items = (await this.#options.views.of(waiting)).map(toItem);
    if (items.length > 0) onNews({ kind: 'messages', items });
  }

  /** Something became of these callbacks: a success answers what waits of the same client, a failure waits itself. */
  async callbacksChanged(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const order = await this.#options.cache.run('orders.byId', id);
      if (order && !isOpen(order)) await this.#settled(order);
    }
  }

  async #settled(order: Order): Promise<void> {
    const { cache, callbackView, onNews } = this.#options;
    if (order.kind !== 'client' || order.phase === 'cancelled') return;
    const talks = order.snapshot?.attempts.filter(({ succeeded }) => succeeded) ?? [];
    if (talks.length > 0) {
      const atMs = Math.max(...talks.map(({ startedAtMs }) => startedAtMs));
      const closed = await cache.run('inbox.closeByCallback', { number: order.number, orderId: order.id, atMs });
      if (closed.length > 0) this.#changed();
      return;
    }
    this.#changed();
    if (this.#told.has(order.id) || (order.settledAtMs ?? 0) < this.#sinceMs) return;
    this.#told.add(order.id);
    const callback = callbackView(order);
    onNews({ kind: 'failed', item: { kind: 'order', atMs: callback.orderedAtMs, callback, marks: unmarked } });
  }

  /** The window asks again, and the next one to come back may be another. */
  #changed(): void {
    this.#options.onChanged();
    this.#watchSnoozed().catch(this.#options.onDefect);
  }

  async #watchSnoozed(): Promise<void> {
    const { cache, clock, onDefect } = this.#options;
    const { nextBackMs } = await cache.run('inbox.counts', this.#backUntilMs);
    this.#cancelTimer();
    if (this.#stopped || nextBackMs === null) return;
    const waitMs = Math.min(Math.max(nextBackMs - clock.nowMs(), 0), longestWaitMs);
    this.#cancelTimer = clock.after(waitMs, () => void this.#bringBack().catch(onDefect));
  }

  async #bringBack(): Promise<void> {
    const { cache, clock, onNews } = this.#options;
    const nowMs = clock.nowMs();
    const query = { shelf: 'waiting', kinds: null, nowMs, after: null, limit: newsMax } as const;
    const { items } = await cache.run('inbox.page', query);
    const isBack = ({ snoozedUntilMs: until }: StoredItem['marks']) => (until ?? 0) > this.#backUntilMs;
    const back = items.filter(({ marks }) => isBack(marks));
    this.#backUntilMs = Math.max(nowMs, this.#backUntilMs);
    if (back.length > 0) onNews({ kind: 'back', items: await this.#shown(back) });
    this.#changed();
  }

  async #shown(items: readonly StoredItem[]): Promise<InboxItem[]> {
    const records = items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
    const views = new Map((await this.#options.views.of(records)).map((view) => [view.id, view]));
    return items.flatMap((item): InboxItem[] => {
      const { atMs, marks } = item;
      if (item.kind === 'order')
        return [{ kind: 'order', atMs, callback: this.#options.callbackView(item.order), marks }];
      const record = views.get(item.record.id);
      return record ? [{ kind: 'record', atMs, record, marks }] : [];
    });
  }
}

export function refOf(item: InboxItem): InboxRef {
  return item.kind === 'record' ? { kind: 'record', id: item.record.id } : { kind: 'order', id: item.callback.id };
}

const unmarked = { readAtMs: null, doneAtMs: null, doneBy: null, doneOrderId: null, snoozedUntilMs: null };

const toItem = (record: Extract<InboxItem, { kind: 'record' }>['record']): InboxItem => ({
  kind: 'record',
  atMs: record.startedAtMs,
  record,
  marks: record.marks,
});

const isOpen = ({ phase }: Order) => ['holding', 'ordered', 'accepted', 'unknown'].includes(phase);
