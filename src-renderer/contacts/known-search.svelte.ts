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
  #answer: Promise<unknown> = Promise.resolve();

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
    const answer = this.#latest.take(
      () => this.#ask('contacts.page', { text: asked, after: null, limit: shownMax }),
      ({ items }) => {
        this.found = items;
        this.foundFor = asked;
      },
    );
    this.#answer = answer;
    await answer;
  }

  /**
   * Who is found first by what is written now, once that is answered: who types fast presses Enter before. Nobody when
   * something else was written meanwhile.
   */
  async first(): Promise<Contact | undefined> {
    const asked = this.text.trim();
    // Whoever wrote is told of a failure.
    await this.#answer.catch(() => undefined);
    return this.text.trim() === asked && this.foundFor === asked ? this.found[0] : undefined;
  }
}
