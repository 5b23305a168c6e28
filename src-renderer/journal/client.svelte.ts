import type { ClientEvent, ClientView, Contact, PhoneNumber } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';
import { Pages } from '../pages.svelte.ts';

const pageSize = 20;
const pauseMs = 1000;
/** Somebody who runs through a list with the keyboard stops at no one for so long. */
const passingMs = 80;

export const keyOf = (event: ClientEvent): string =>
  event.kind === 'record' ? `record ${event.record.id}` : `order ${event.callback.id}`;

/** Somebody outside, by number or by all numbers: the notes, and everything there was, newest first. */
export class Client {
  readonly numbers: PhoneNumber[];
  /** One a number. */
  views: ClientView[] = $state.raw([]);
  /** Whose the first number is; null: nobody's that is known. */
  contact: Contact | null = $state.raw(null);
  readonly pages: Pages<ClientEvent>;

  readonly #ask: Ask;
  readonly #stop: () => void;
  readonly #latest = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restUntilMs = 0;

  constructor(ask: Ask, listen: Listen, numbers: PhoneNumber[]) {
    this.#ask = ask;
    this.numbers = numbers;
    this.pages = new Pages((after, limit) => ask('journal.ofClient', { numbers, after, limit }), pageSize);
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
          () => this.#who(),
          ({ views, contact }) => {
            this.views = views;
            this.contact = contact;
          },
        ),
        this.pages.again(this.pages.items.length),
      ]);
    } catch (error) {
      this.pages.error = error;
    }
  }

  /** What keeps a note on whoever has this number, also when nobody looks at him any more. */
  noteKeeper(number: PhoneNumber): (text: string) => Promise<void> {
    return async (text) => {
      await this.#ask('journal.setClientNote', { number, text });
      this.views = this.views.map((view) => (view.number === number ? { ...view, note: text } : view));
    };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#latest.drop();
    this.pages.close();
    this.#stop();
  }

  async #who(): Promise<{ views: ClientView[]; contact: Contact | null }> {
    const views = await Promise.all(this.numbers.map((number) => this.#ask('journal.client', { number })));
    const id = views[0]?.contactId ?? null;
    // It may be gone since.
    const contact = id === null ? null : await this.#ask('contacts.contact', { id }).catch(() => null);
    return { views, contact };
  }

  /** Changes come in bursts: about once a second is enough. */
  #soon(): void {
    this.#timer ??= setTimeout(() => void this.read(), Math.max(0, this.#restUntilMs - Date.now()));
  }
}
