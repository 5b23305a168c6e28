import type { Contact } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';

const shownMax = 6;

/** Looks for the contact to whom a number belongs, too. */
export class KnownSearch {
  text: string = $state('');
  found: Contact[] = $state.raw([]);
  /** What is found is of this text. */
  foundFor: string = $state('');

  readonly #ask: Ask;
  readonly #latest = new Latest();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Failures: those of `contacts.page`. */
  async write(text: string): Promise<void> {
    this.text = text;
    const asked = text.trim();
    if (asked === '') {
      this.#latest.drop();
      this.found = [];
      this.foundFor = '';
      return;
    }
    await this.#latest.take(
      () => this.#ask('contacts.page', { text: asked, after: null, limit: shownMax }),
      ({ items }) => {
        this.found = items;
        this.foundFor = asked;
      },
    );
  }
}
