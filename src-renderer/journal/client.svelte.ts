import type { ClientEvent, ClientView, PhoneNumber } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';
import { Pages } from '../pages.svelte.ts';

const pageSize = 20;
const pauseMs = 1000;
/** Somebody who runs through a list with the keyboard stops at no one for so long. */
const passingMs = 80;

export const keyOf = (event: ClientEvent): string =>
  event.kind === 'record' ? `record ${event.record.id}` : `order ${event.callback.id}`;

/** Somebody outside by number: the note, and everything there was, newest first. */
export class Client {
  readonly number: PhoneNumber;
  view: ClientView | null = $state.raw(null);
  readonly pages: Pages<ClientEvent>;

  readonly #ask: Ask;
  readonly #stop: () => void;
  readonly #latest = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restUntilMs = 0;

  constructor(ask: Ask, listen: Listen, number: PhoneNumber) {
    this.#ask = ask;
    this.number = number;
    this.pages = new Pages((after, limit) => ask('journal.ofClient', { number, after, limit }), pageSize);
    this.#stop = listen((event) => {
      if (event.type === 'changed' && ['records', 'callbacks', 'contacts', 'media'].includes(event.topic)) this.#soon();
    });
    this.#timer = setTimeout(() => void this.read(), passingMs);
  }

  async read(): Promise<void> {
    this.#timer = undefined;
    this.#restUntilMs = Date.now() + pauseMs;
    try {
      await Promise.all([
        this.#latest.take(
          () => this.#ask('journal.client', { number: this.number }),
          (view) => (this.view = view),
        ),
        this.pages.again(this.pages.items.length),
      ]);
    } catch (error) {
      this.pages.error = error;
    }
  }

  async setNote(text: string): Promise<void> {
    await this.#ask('journal.setClientNote', { number: this.number, text });
    if (this.view) this.view = { ...this.view, note: text };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#latest.drop();
    this.pages.close();
    this.#stop();
  }

  /** Changes come in bursts: about once a second is enough. */
  #soon(): void {
    this.#timer ??= setTimeout(() => void this.read(), Math.max(0, this.#restUntilMs - Date.now()));
  }
}
