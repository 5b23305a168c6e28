import type { Clock } from '../clock.ts';
import type { OrderTarget } from '../cache/queries/orders.ts';
import type { Callback } from '../contract/model.ts';

/** Two clicks within this are one: a double-click. */
const doubleClickMs = 1000;

/**
 * The last click for each client. It is forgotten by a timer, not by the time of day: a clock that is put right between
 * two clicks must neither make two calls of a double-click, nor take a click of the next day for the second of one.
 */
export class Clicks {
  readonly #clock: Clock;
  readonly #latest = new Map<string, Promise<Callback>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What came, or comes, of the click a moment before this one; null: there was none. */
  before(target: OrderTarget): Promise<Callback> | null {
    return this.#latest.get(keyOf(target)) ?? null;
  }

  /** Takes in a click. It is the latest for a second, and for as long as it is not done with. */
  note(target: OrderTarget, ordered: Promise<Callback>): void {
    const key = keyOf(target);
    this.#latest.set(key, ordered);
    const second = new Promise<void>((resolve) => this.#clock.after(doubleClickMs, resolve));
    void Promise.allSettled([ordered, second]).then(() => {
      if (this.#latest.get(key) === ordered) this.#latest.delete(key);
    });
  }
}

const keyOf = (target: OrderTarget) => (target.kind === 'client' ? target.number : `ext ${target.extension}`);
