import type { Clock, Stop } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { CallbackPlan, Preferences } from '../contract/model.ts';
import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import type { OrderJournal } from './journal.ts';
import { changingHoldMsOf, holdMsOf, plannedFields, settledOf, shortestHoldMs } from './plan.ts';

interface HoldsOptions {
  journal: Pick<OrderJournal, 'byId' | 'update'>;
  clock: Clock;
  preferences(): Pick<Preferences, 'cancelSeconds'>;
  /** Its time is over: it is to be sent, as the journal has it then. */
  onOver(id: string): void;
}

/** Orders that are still held back on this PC, each until its time is over: of what is in here nothing was sent. */
export class Holds {
  readonly #options: HoldsOptions;
  readonly #running = new Map<string, Stop>();

  constructor(options: HoldsOptions) {
    this.#options = options;
  }

  begin(id: string, forMs: number): void {
    this.#running.get(id)?.();
    const stop = this.#options.clock.after(forMs, () => {
      this.#running.delete(id);
      this.#options.onOver(id);
    });
    this.#running.set(id, stop);
  }

  /** It is held no more, and nothing comes of it by itself; false: it was not held. */
  end(id: string): boolean {
    this.#running.get(id)?.();
    return this.#running.delete(id);
  }

  endAll(): void {
    for (const id of [...this.#running.keys()]) this.end(id);
  }

  /**
   * Plans it otherwise, and holds it anew. Failures: those of `settledOf`, `not-found`, `order-not-changeable`, and those
   * of the journal: then what the journal has is what will be sent.
   */
  async change(id: string, plan: CallbackPlan): Promise<Order> {
    const { clock, preferences } = this.#options;
    const settled = settledOf(plan, clock.nowMs());
    const holdMs = holdMsOf(settled, preferences().cancelSeconds);
    // «Now» is a time, too: the order itself may be older than a click is allowed to be.
    const startsAtMs = settled.startsAtMs ?? clock.nowMs();
    return this.#anew(id, () => ({ holdMs, patch: plannedFields({ ...settled, startsAtMs }) }));
  }

  /** Holds for a minute more what the person is about to change. Failures: `not-found`, `order-not-changeable`. */
  async holdOn(id: string): Promise<Order> {
    const { clock } = this.#options;
    return this.#anew(id, (order) => ({ holdMs: changingHoldMsOf(order, clock.nowMs()), patch: {} }));
  }

  /** While the journal is written the hold's time stands still: nothing is sent that is just being changed. */
  async #anew(id: string, change: (order: Order) => { holdMs: number; patch: OrderPatch }): Promise<Order> {
    const { journal, clock } = this.#options;
    this.#running.get(id)?.();
    const isHeld = this.#running.has(id);
    let forMs = shortestHoldMs;
    try {
      const order = await journal.byId(id);
      if (!order) throw new Failure('not-found');
      if (!isHeld) throw new Failure('order-not-changeable');
      const { holdMs, patch } = change(order);
      forMs = holdMs;
      return await journal.update(id, { ...patch, holdUntilMs: clock.nowMs() + holdMs });
    } finally {
      // Unless it was taken back meanwhile.
      if (this.#running.has(id)) this.begin(id, forMs);
    }
  }
}
