import { Failure } from '../contract/errors.ts';
import type { Callback, OrderCallback, Page, Preferences, ReadNumber } from '../contract/model.ts';
import type { Clock, Stop } from '../clock.ts';
import type { Order, OrderTarget } from '../cache/queries/orders.ts';
import { Follower } from './follower.ts';
import type { CallbackApi, OrderJournal } from './journal.ts';
import { Sender } from './sender.ts';
import { stageOf, toCallback, type PhoneWords } from './view.ts';

/** Two clicks within this are one: a double-click. */
const doubleClickMs = 1000;
/** Within this the same client is rung again only if the person says so. */
const repeatMs = 10_000;

interface DeskOptions {
  api: CallbackApi;
  journal: OrderJournal;
  /** Corrected by the PBX's own. */
  clock: Clock;
  words: PhoneWords & { read(written: string): ReadNumber; toWireNumber(number: string): string };
  /** The extension of the person at this PC. */
  extension: string;
  preferences(): Preferences;
  /** Who this is, by the contacts or the staff list; null: nobody known. */
  lookUp(target: OrderTarget): Promise<{ name: string; contactId: string | null } | null>;
  newId(): string;
  random(): number;
  onChanged(ids: string[]): void;
  /** Where a defect in work that nobody waits for is told. */
  onDefect(error: unknown): void;
}

/**
 * The callbacks ordered on this PC, from the click to their end. Every order is in the journal before anything is sent,
 * and nothing is ever sent twice: a lost answer is settled by asking the PBX.
 */
export class CallbackDesk {
  readonly #options: DeskOptions;
  readonly #sender: Sender;
  readonly #follower: Follower;
  readonly #holds = new Map<string, Stop>();
  /** Being sent, to the answer's note in the journal. */
  readonly #sending = new Set<Promise<void>>();
  /** Orders are written one after another, so that two clicks cannot both find the way free. */
  #ordering: Promise<unknown> = Promise.resolve();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#sender = new Sender({ ...options, toWireNumber: options.words.toWireNumber });
    this.#follower = new Follower({
      ...options,
      onTask: (extension, taskId) => this.#sender.noticed(extension, taskId),
      onChanged: (order) => options.onChanged([order.id]),
    });
  }

  /** Takes up what an earlier run left open. */
  async start(): Promise<void> {
    for (const order of await this.#options.journal.open()) {
      const settled = await this.#settleInterrupted(order);
      this.#follower.follow(settled);
    }
    this.#options.onChanged([]);
  }

  /** Sends and asks nothing more; waits for what is just being sent, so that its outcome is noted. */
  async stop(): Promise<void> {
    for (const release of this.#holds.values()) release();
    this.#holds.clear();
    this.#follower.stop();
    await Promise.all(this.#sending);
  }

  /** After waking up, or when the network came back. */
  hurry(): Promise<void> {
    return this.#follower.hurry();
  }

  /**
   * Orders a callback; answers as soon as it is in the journal. Failures: what `read` finds wrong with the number,
   * `own-number-missing` (a colleague is called), `order-repeated` (ordered a moment ago, or still going on; `repeat`
   * overrides it), and those of the journal. Then nothing was sent.
   */
  order(input: OrderCallback): Promise<Callback> {
    const ordered = this.#ordering.then(() => this.#order(input));
    this.#ordering = ordered.catch(() => undefined);
    return ordered;
  }

  /** Takes back what was not sent yet. Failures: `not-found`, `order-not-cancellable`. */
  async cancel(id: string): Promise<Callback> {
    const release = this.#holds.get(id);
    if (!release) throw new Failure((await this.#options.journal.byId(id)) ? 'order-not-cancellable' : 'not-found');
    release();
    this.#holds.delete(id);
    return this.#written(
      await this.#options.journal.update(id, { phase: 'cancelled', settledAtMs: this.#options.clock.nowMs() }),
    );
  }

  async dismiss(id: string): Promise<void> {
    this.#written(await this.#options.journal.update(id, { dismissed: true }));
  }

  async cards(): Promise<Callback[]> {
    return (await this.#options.journal.cards()).map((order) => this.#view(order));
  }

  async history(query: { after: string | null; limit: number }): Promise<Page<Callback>> {
    const { items, next } = await this.#options.journal.page(query);
    return { items: items.map((order) => this.#view(order)), next };
  }

  async #order(input: OrderCallback): Promise<Callback> {
    const { journal, clock, preferences } = this.#options;
    const { target, number, extension } = this.#sides(input.target);
    const earlier = input.repeat ? null : await this.#earlier(target);
    if (earlier) return earlier;
    const { ringFirst, tries, pauseSeconds, cancelSeconds } = preferences();
    const known = await this.#options.lookUp(target);
    const nowMs = clock.nowMs();
    const order: Order = {
      id: this.#options.newId(),
      kind: target.kind,
      number,
      extension,
      name: input.name ?? known?.name ?? '',
      contactId: known?.contactId ?? null,
      ringFirst: ringFirst === 'me' ? 'me' : 'other',
      tries,
      pauseSeconds,
      delaySeconds: null,
      startsAtMs: null,
      orderedAtMs: nowMs,
      holdUntilMs: cancelSeconds > 0 ? nowMs + cancelSeconds * 1000 : null,
      sentAtMs: null,
      phase: cancelSeconds > 0 ? 'holding' : 'ordered',
      taskId: null,
      lastTaskBefore: null,
      error: null,
      snapshot: null,
      settledAtMs: null,
      dismissed: false,
    };
    await journal.insert(order);
    if (order.phase === 'holding') this.#hold(order, cancelSeconds * 1000);
    else this.#send(order);
    return this.#written(order);
  }

  /** Which side is which: a client is called from my extension, a colleague from my own outside number. */
  #sides(target: OrderCallback['target']): { target: OrderTarget; number: string; extension: string } {
    if (target.kind === 'client') {
      const read = this.#options.words.read(target.written);
      if (read.kind === 'none') throw new Failure(read.problem);
      if (read.kind === 'phone') {
        return {
          target: { kind: 'client', number: read.number },
          number: read.number,
          extension: this.#options.extension,
        };
      }
      return this.#colleague(read.extension);
    }
    return this.#colleague(target.extension);
  }

  #colleague(extension: string): { target: OrderTarget; number: string; extension: string } {
    if (extension === this.#options.extension) throw new Failure('number-extension');
    const { ownNumber } = this.#options.preferences();
    if (ownNumber === '') throw new Failure('own-number-missing');
    return { target: { kind: 'colleague', extension }, number: ownNumber, extension };
  }

  /** The same call as a moment ago: the first click of a double-click, or a reason to ask. Null: the way is free. */
  async #earlier(target: OrderTarget): Promise<Callback | null> {
    const { journal, clock } = this.#options;
    const nowMs = clock.nowMs();
    const recent = (await journal.recentTo(target, 0)).find((order) => mayRing(order, nowMs));
    if (!recent) return null;
    const agoMs = nowMs - recent.orderedAtMs;
    if (agoMs < doubleClickMs) return this.#view(recent);
    const params = { agoSeconds: Math.round(agoMs / 1000), stage: stageOf(recent, this.#options.words, nowMs) };
    throw new Failure('order-repeated', { params });
  }

  #hold(order: Order, holdMs: number): void {
    const release = this.#options.clock.after(holdMs, () => {
      this.#holds.delete(order.id);
      void this.#options.journal
        .update(order.id, { phase: 'ordered', holdUntilMs: null })
        .then((released) => this.#send(this.#noted(released)))
        .catch(this.#options.onDefect);
    });
    this.#holds.set(order.id, release);
  }

  #send(order: Order): void {
    const sending = this.#sender
      .send(order)
      .then((sent) => this.#follower.follow(this.#noted(sent)))
      .catch(this.#options.onDefect)
      .finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  /** What a sudden end left behind: nothing was sent before the time of sending is in the journal. */
  async #settleInterrupted(order: Order): Promise<Order> {
    const { journal, clock } = this.#options;
    if (order.phase === 'holding') return journal.update(order.id, { phase: 'cancelled', settledAtMs: clock.nowMs() });
    if (order.phase !== 'ordered') return order;
    if (order.sentAtMs === null) return journal.update(order.id, { phase: 'not-created', settledAtMs: clock.nowMs() });
    return journal.update(order.id, { phase: 'unknown' });
  }

  #noted(order: Order): Order {
    this.#options.onChanged([order.id]);
    return order;
  }

  #written(order: Order): Callback {
    return this.#view(this.#noted(order));
  }

  #view(order: Order): Callback {
    return toCallback(order, this.#options.words, this.#options.clock.nowMs());
  }
}

/** An earlier order to the same client that has rung a moment ago, or still may. */
function mayRing(order: Order, nowMs: number): boolean {
  const open = ['holding', 'ordered', 'accepted', 'unknown'].includes(order.phase);
  return open || ((order.phase === 'ended' || order.phase === 'vanished') && nowMs - order.orderedAtMs < repeatMs);
}
