import { Failure } from '../contract/errors.ts';
import type { Callback, CallbackPlan, OrderCallback, Page, Preferences, ReadNumber } from '../contract/model.ts';
import type { Clock } from '../clock.ts';
import type { Order, OrderPatch, OrderTarget } from '../cache/queries/orders.ts';
import { Clicks } from './clicks.ts';
import { Follower } from './follower.ts';
import { Holds } from './holds.ts';
import type { CallbackApi, OrderJournal } from './journal.ts';
import { leftBehind } from './left-behind.ts';
import { newOrder } from './new-order.ts';
import { Notes } from './notes.ts';
import { holdMsOf, planOf, restOfHoldMs, type Settled } from './plan.ts';
import { cameOfIt, refuseRepeated } from './repeats.ts';
import { Sender } from './sender.ts';
import { readSides, type Sides } from './sides.ts';
import { toCallback, type PhoneWords } from './view.ts';

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
  readonly #notes: Notes;
  readonly #clicks: Clicks;
  readonly #holds: Holds;
  /** From before the sending until its outcome is in the journal. */
  readonly #sending = new Set<Order>();
  /** What `stop` waits for. */
  readonly #working = new Set<Promise<void>>();
  #begin: (started: Promise<void>) => void = () => undefined;
  /** Orders are written one after another, so that two clicks cannot both find the way free; the first after `start`. */
  #ordering = new Promise<unknown>((resolve) => (this.#begin = resolve));
  #stopped = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#notes = new Notes(options);
    this.#clicks = new Clicks(options.clock);
    this.#holds = new Holds({ ...options, onOver: (id) => this.#work(() => this.#release(id)) });
    this.#sender = new Sender({ ...options, toWireNumber: options.words.toWireNumber });
    this.#follower = new Follower({
      ...options,
      isSendingBeside: ({ id, number, extension }) =>
        [...this.#sending].some((each) => each.id !== id && each.number === number && each.extension === extension),
      onChanged: (order) => this.#noted(order),
    });
  }

  /** Takes up what an earlier run left open, or in doubt. */
  start(): Promise<void> {
    const started = this.#takeUp();
    this.#begin(started.catch(() => undefined));
    return started;
  }

  /** Sends and asks nothing more; waits for what is just being sent, so that its outcome is noted. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#holds.endAll();
    this.#follower.stop();
    this.#notes.stop();
    await Promise.all(this.#working);
  }

  /** After waking up, or when the network came back. */
  hurry(): Promise<void> {
    return this.#follower.hurry();
  }

  /**
   * Orders a callback; answers as soon as it is in the journal. Failures: those of `readSides` and `settledOf`,
   * `order-repeated` (ordered a moment ago, or still going on; `repeat` overrides it), `no-account` (the desk is closed),
   * and those of the journal. Then nothing was sent, nor will be. The second click of a double-click is answered with the
   * first one's order.
   */
  async order(input: OrderCallback): Promise<Callback> {
    const { extension, preferences, words, clock } = this.#options;
    const sides = readSides(input.target, { extension, ownNumber: preferences().ownNumber, read: words.read });
    const plan = planOf(input.plan, preferences(), clock.nowMs());
    const before = this.#clicks.before(sides.target);
    const ordered = this.#ordering.then(() => this.#order(input, sides, plan, before));
    this.#ordering = ordered.catch(() => undefined);
    this.#clicks.note(sides.target, ordered);
    return ordered;
  }

  /** Takes back what was not sent yet. Failures: `not-found`, `order-not-cancellable`. */
  async cancel(id: string): Promise<Callback> {
    const { journal, clock } = this.#options;
    if (!this.#holds.end(id)) throw new Failure((await journal.byId(id)) ? 'order-not-cancellable' : 'not-found');
    const patch = { phase: 'cancelled', settledAtMs: clock.nowMs() } as const;
    try {
      return this.#written(await journal.update(id, patch));
    } catch (error) {
      this.#settle(id, patch);
      throw error;
    }
  }

  /** Plans what was not sent yet otherwise. Failures: those of `Holds.change`. */
  async change(id: string, plan: CallbackPlan): Promise<Callback> {
    return this.#written(await this.#holds.change(id, plan));
  }

  /** Holds for a minute more what the person is about to change. Failures: `not-found`, `order-not-changeable`. */
  async holdOn(id: string): Promise<Callback> {
    return this.#written(await this.#holds.holdOn(id));
  }

  async dismiss(id: string): Promise<void> {
    this.#written(await this.#options.journal.update(id, { dismissed: true }));
  }

  /** An order of the journal as a person sees it. */
  view(order: Order): Callback {
    return toCallback(order, this.#options.words, this.#options.clock.nowMs());
  }

  async cards(): Promise<Callback[]> {
    return (await this.#options.journal.cards()).map((order) => this.view(order));
  }

  async history(query: { after: string | null; limit: number }): Promise<Page<Callback>> {
    const { items, next } = await this.#options.journal.page(query);
    return { items: items.map((order) => this.view(order)), next };
  }

  async #order(input: OrderCallback, sides: Sides, plan: Settled, before: Promise<Callback> | null): Promise<Callback> {
    const { journal, clock, lookUp, newId, preferences, words } = this.#options;
    const same = await this.#sameClick(before);
    if (same) return this.view(same);
    if (!input.repeat) await refuseRepeated(sides.target, journal, words, clock.nowMs());
    const known = await lookUp(sides.target);
    const who = { name: input.name ?? known?.name ?? '', contactId: known?.contactId ?? null };
    const holdMs = holdMsOf(plan, preferences().cancelSeconds);
    const order = newOrder(newId(), sides, who, plan, holdMs, clock.nowMs());
    if (this.#stopped) throw new Failure('no-account');
    try {
      await journal.insert(order);
    } catch (error) {
      // It may be written all the same, and must not look as if it were about to be sent.
      this.#settle(order.id, this.#sender.unsent(error));
      throw error;
    }
    if (this.#stopped) throw new Failure('no-account');
    if (holdMs > 0) this.#holds.begin(order.id, holdMs);
    else this.#work(() => this.#send(order));
    this.#work(() => this.#makeRoom());
    return this.#written(order);
  }

  /** What needs nobody's care any more leaves the cards for the new one; what failed stays until it was seen to. */
  async #makeRoom(): Promise<void> {
    try {
      const over = (await this.cards()).filter(({ stage }) => stage === 'done' || stage === 'cancelled');
      for (const { id } of over) await this.dismiss(id);
    } catch (error) {
      // A journal that cannot be written just now: the next order clears it away.
      if (!(error instanceof Failure)) throw error;
    }
  }

  /** The order of the first click of a double-click, unless nothing can come of it any more. */
  async #sameClick(before: Promise<Callback> | null): Promise<Order | null> {
    const first = await before?.catch(() => null);
    const order = first ? await this.#options.journal.byId(first.id) : null;
    return order && cameOfIt(order) ? order : null;
  }

  async #release(id: string): Promise<void> {
    try {
      const released = await this.#options.journal.update(id, { phase: 'ordered', holdUntilMs: null });
      this.#noted(released);
      await this.#send(released);
    } catch (error) {
      await this.#note(id, this.#sender.unsent(error));
    }
  }

  async #send(order: Order): Promise<void> {
    if (this.#stopped) return;
    this.#sending.add(order);
    await this.#note(order.id, await this.#sender.send(order));
    this.#sending.delete(order);
  }

  /** Notes what came of an order as soon as the journal can be written, and follows it if there is something to follow. */
  async #note(id: string, patch: OrderPatch): Promise<void> {
    const order = await this.#notes.write(id, patch);
    if (!order) return;
    this.#follower.follow(order);
    this.#noted(order);
  }

  #settle(id: string, patch: OrderPatch): void {
    this.#work(() => this.#note(id, patch));
  }

  #work(step: () => Promise<void>): void {
    const working = step()
      .catch(this.#options.onDefect)
      .finally(() => this.#working.delete(working));
    this.#working.add(working);
  }

  async #takeUp(): Promise<void> {
    const { journal, clock, onChanged } = this.#options;
    const { held, followed } = await leftBehind(journal, clock.nowMs());
    if (this.#stopped) return;
    for (const order of held) this.#holds.begin(order.id, restOfHoldMs(order, clock.nowMs()));
    this.#follower.follow(...followed);
    onChanged([]);
  }

  /** Tells of a change; a listener's defect must not stop what is under way. */
  #noted(order: Order): void {
    try {
      this.#options.onChanged([order.id]);
    } catch (error) {
      this.#options.onDefect(error);
    }
  }

  #written(order: Order): Callback {
    this.#noted(order);
    return this.view(order);
  }
}
