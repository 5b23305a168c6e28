import type { Ask, Listen } from '../bridge.ts';

/** «Журнал»: a list of up to a million records, under the filter chosen. */
export class Journal {
  readonly #ask: Ask;
  readonly #stop: () => void;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.#stop = listen(() => void this.#ask);
  }

  close(): void {
    this.#stop();
  }
}
