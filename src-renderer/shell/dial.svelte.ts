import type { ReadNumber } from '../../src-main/contract/model.ts';
import { Failure } from '../../src-main/contract/errors.ts';
import type { Ask } from '../bridge.ts';
import type { Orders } from '../callbacks/orders.svelte.ts';
import { Latest } from '../latest.ts';

/** The dial field: reads a number in any spelling while it is typed, and orders it. */
export class Dial {
  written: string = $state('');
  /** What main makes of it; null while the field is empty and nothing was asked of it. */
  read: ReadNumber | null = $state.raw(null);
  /** The person wanted to call with what is in the field: now a problem is an error and no longer a hint. */
  insisted: boolean = $state(false);
  refusal: Failure | null = $state.raw(null);
  busy: boolean = $state(false);

  readonly problem = $derived(this.read?.kind === 'none' ? this.read.problem : null);

  readonly #ask: Ask;
  readonly #orders: Orders;
  readonly #latest = new Latest();

  constructor(ask: Ask, orders: Orders) {
    this.#ask = ask;
    this.#orders = orders;
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
    if (this.busy) return;
    this.busy = true;
    this.refusal = null;
    try {
      await this.#readNow();
      if (!this.read || this.read.kind === 'none') {
        this.insisted = true;
        return;
      }
      if (await this.#orders.order(this.#wanted(this.read))) this.clear();
    } catch (error) {
      this.refusal = error instanceof Failure ? error : new Failure('internal');
    } finally {
      this.busy = false;
    }
  }

  async #readNow(): Promise<void> {
    const { written } = this;
    await this.#latest.take(
      () => this.#ask('numbers.read', { written }),
      (read) => (this.read = read),
    );
  }

  #wanted(read: Exclude<ReadNumber, { kind: 'none' }>) {
    if (read.kind === 'extension') {
      const { extension } = read;
      return { target: { kind: 'colleague' as const, extension }, name: null, who: extension };
    }
    return { target: { kind: 'client' as const, written: this.written }, name: null, who: read.display };
  }
}
