import type { InterruptedImport } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';

/** An import that the end of the program has cut off, until the person has done something about it. */
export class Interrupted {
  /** Null: there is none. */
  last: InterruptedImport | null = $state.raw(null);
  busy: boolean = $state(false);

  readonly #ask: Ask;
  readonly #stop: () => void;
  readonly #latest = new Latest();

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.#stop = listen((event) => {
      // It is over when its file has come in; a new one comes with a start of the program only.
      if (event.type === 'changed' && event.topic === 'import' && this.last) this.read().catch(() => undefined);
    });
  }

  async read(): Promise<void> {
    await this.#latest.take(
      () => this.#ask('contacts.importInterrupted'),
      (last) => (this.last = last),
    );
  }

  /** Takes back what came in. Returns how many contacts were changed since, and so were left; null: nothing to be done. */
  async undo(): Promise<number | null> {
    const { last } = this;
    if (!last || this.busy) return null;
    this.busy = true;
    try {
      const { left } = await this.#ask('contacts.importInterruptedUndo', { id: last.id });
      await this.read();
      return left;
    } finally {
      this.busy = false;
    }
  }

  async forget(): Promise<void> {
    if (this.last) await this.#ask('contacts.importInterruptedForget', { id: this.last.id });
    await this.read();
  }

  close(): void {
    this.#latest.drop();
    this.#stop();
  }
}
