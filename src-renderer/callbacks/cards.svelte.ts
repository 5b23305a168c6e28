import type { Callback } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';
import type { Orders, Wanted } from './orders.svelte.ts';
import type { Planning } from './planning.svelte.ts';

/** The cards of «Текущие звонки»: what is under way, and what ended and was not put away yet. */
export class Cards {
  list: Callback[] = $state.raw([]);
  /** What is under way; what only waits for its time is not. */
  readonly openCount = $derived(this.list.filter(({ open, stage }) => open && stage !== 'scheduled').length);
  readonly endedCount = $derived(this.list.filter(({ open }) => !open).length);

  readonly #ask: Ask;
  readonly #orders: Orders;
  readonly #planning: Planning;
  readonly #complain: (error: unknown) => void;
  readonly #latest = new Latest();
  readonly #stop: () => void;

  constructor(ask: Ask, listen: Listen, orders: Orders, planning: Planning, complain: (error: unknown) => void) {
    this.#ask = ask;
    this.#orders = orders;
    this.#planning = planning;
    this.#complain = complain;
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'callbacks') void this.read();
    });
  }

  async read(): Promise<void> {
    await this.#try(() =>
      this.#latest.take(
        () => this.#ask('callbacks.cards'),
        (list) => (this.list = list),
      ),
    );
  }

  async cancel(id: string): Promise<void> {
    await this.#try(() => this.#ask('callbacks.cancel', { id }));
    await this.read();
  }

  async putAway(id: string): Promise<void> {
    this.list = this.list.filter((callback) => callback.id !== id);
    await this.#try(() => this.#ask('callbacks.dismiss', { id }));
    await this.read();
  }

  async putAwayEnded(): Promise<void> {
    const ended = this.list.filter((callback) => !callback.open);
    this.list = this.list.filter((callback) => callback.open);
    await this.#try(() => Promise.all(ended.map(({ id }) => this.#ask('callbacks.dismiss', { id }))));
    await this.read();
  }

  /** Orders the same again; the old card makes room for the new one. */
  async repeat(callback: Callback): Promise<void> {
    await this.#try(async () => this.replaced(callback, await this.#orders.order(sameAgain(callback))));
  }

  /** The old card makes room for what was ordered instead; null: nothing was. */
  async replaced(callback: Callback, order: Callback | null): Promise<void> {
    if (!order) return;
    // The new card first: who works by keyboard goes on with it.
    await this.read();
    await this.putAway(callback.id);
  }

  /** Asks the person for another time, while the order is still held. */
  async change(callback: Callback): Promise<void> {
    await this.#try(() => this.#planning.change(callback));
    await this.read();
  }

  close(): void {
    this.#latest.drop();
    this.#stop();
  }

  async #try(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#complain(error);
    }
  }
}

/** The order that leads to the same person as `callback` did. */
export function sameAgain({ target, name }: Callback): Wanted {
  const { kind, display, number, extension } = target;
  return {
    target: kind === 'colleague' ? { kind, extension: extension ?? '' } : { kind, written: number ?? display },
    name: name || null,
    who: name || display,
  };
}
