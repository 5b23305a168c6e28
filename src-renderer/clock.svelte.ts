import { createSubscriber } from 'svelte/reactivity';

/** The time of day for what is shown by it. Whoever reads `nowMs` in markup is told every second, and only then it ticks. */
export class Ticker {
  readonly #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  });

  get nowMs(): number {
    this.#subscribe();
    return Date.now();
  }
}
