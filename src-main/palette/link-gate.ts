import type { Clock } from '../clock.ts';
import type { LinkResult } from '../links/read-link.ts';

interface LinkGateOptions {
  clock: Clock;
  /** What the last link has opened is still there: the person has not put it away. */
  isOpen(): boolean;
  open(link: LinkResult): void;
}

/** Nobody clicks on links faster than this and means each. */
const atMostEveryMs = 1_000;

/**
 * Lets links through to the palette, as a page may send any number of them. The first comes at once. Of those that follow
 * too soon the last one takes its place; but what the person has put away no flood brings back, as long as it lasts.
 */
export class LinkGate {
  readonly #options: LinkGateOptions;
  #latest: LinkResult | null = null;
  #waiting = false;

  constructor(options: LinkGateOptions) {
    this.#options = options;
  }

  arrive(link: LinkResult): void {
    if (this.#waiting) this.#latest = link;
    else this.#through(link);
  }

  #through(link: LinkResult): void {
    this.#options.open(link);
    this.#wait();
  }

  #wait(): void {
    this.#waiting = true;
    this.#options.clock.after(atMostEveryMs, () => {
      const latest = this.#latest;
      this.#latest = null;
      this.#waiting = false;
      if (latest === null) return;
      if (this.#options.isOpen()) this.#through(latest);
      else this.#wait();
    });
  }
}
