import type { Callback, ReadNumber } from '../../src-main/contract/model.ts';
import { Failure } from '../../src-main/contract/errors.ts';
import type { Ask } from '../bridge.ts';
import type { Orders, Wanted } from '../callbacks/orders.svelte.ts';
import type { Planning } from '../callbacks/planning.svelte.ts';
import { Latest } from '../latest.ts';

/** The dial field: reads a number in any spelling while it is typed, and orders it. */
export class Dial {
  written: string = $state('');
  /** What main makes of it; null while the field is empty and nothing was asked of it. */
  read: ReadNumber | null = $state.raw(null);
  /** The person wanted to call with what is in the field: now a problem is an error and no longer a hint. */
  insisted: boolean = $state(false);
  refusal: Failure | null = $state.raw(null);
  /** What is being ordered. A second Enter for the same is none; what was typed meanwhile is another matter. */
  #calling: string | null = $state(null);

  readonly busy = $derived(this.#calling !== null && this.#calling === this.written);
  readonly problem = $derived(this.read?.kind === 'none' ? this.read.problem : null);

  readonly #ask: Ask;
  readonly #orders: Orders;
  readonly #planning: Planning;
  readonly #latest = new Latest();

  constructor(ask: Ask, orders: Orders, planning: Planning) {
    this.#ask = ask;
    this.#orders = orders;
    this.#planning = planning;
  }

  /** For each change of the field. */
  async write(written: string): Promise<void> {
    this.written = written;
    this.insisted = false;
    this.refusal = null;
    if (written.trim() === '') {
      this.#latest.drop();
      this.read = null;
      return;
    }
    await this.#readNow();
  }

  clear(): void {
    void this.write('');
  }

  async call(): Promise<void> {
    const { written } = this;
    if (this.#calling === written) return;
    this.#calling = written;
    try {
      await this.#with((wanted) => this.#orders.order(wanted));
    } finally {
      if (this.#calling === written) this.#calling = null;
    }
  }

  /** «Перезвонить в…»: the dialog; or, with an anchor, the menu of the usual times. */
  async plan(anchor?: HTMLElement): Promise<void> {
    await this.#with((wanted) => {
      if (!anchor) return this.#planning.plan(wanted);
      return new Promise((ordered) => (this.#planning.menu = { wanted, anchor, ordered }));
    });
  }

  /**
   * Does it with whoever is in the field at this moment, and empties the field if an order came of it: but for what was
   * typed meanwhile, which is neither called nor lost.
   */
  async #with(act: (wanted: Wanted) => Promise<Callback | null>): Promise<void> {
    const { written } = this;
    this.refusal = null;
    try {
      const read = await this.#ask('numbers.read', { written });
      if (read.kind === 'none') {
        if (this.written === written) [this.read, this.insisted] = [read, true];
      } else if ((await act(wantedOf(read, written))) && this.written === written) this.clear();
    } catch (error) {
      this.refusal = error instanceof Failure ? error : new Failure('internal');
    }
  }

  async #readNow(): Promise<void> {
    const { written } = this;
    await this.#latest.take(
      () => this.#ask('numbers.read', { written }),
      (read) => (this.read = read),
    );
  }
}

function wantedOf(read: Exclude<ReadNumber, { kind: 'none' }>, written: string): Wanted {
  if (read.kind === 'extension') {
    const { extension } = read;
    return { target: { kind: 'colleague', extension }, name: null, who: extension };
  }
  return { target: { kind: 'client', written }, name: null, who: read.display };
}
