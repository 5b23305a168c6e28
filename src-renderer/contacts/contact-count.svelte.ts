import type { Contact } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';
import type { Pages } from '../pages.svelte.ts';

/** Some searches go through all contacts: not at each key that is pressed. */
const restMs = 200;

/** How many contacts there are, and how many of them were found. */
export class ContactCount {
  /** The search that is counted: that of the list as it stands, not what was typed just now. */
  text: string = $state('');
  /** Null: not known yet. */
  all: number | null = $state(null);
  /** Null: nothing is looked for, or more are found than were read and they are being counted. */
  found: number | null = $state(null);

  readonly #ask: Ask;
  readonly #pages: Pages<Contact>;
  readonly #loads = new Latest();
  readonly #counts = new Latest();
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: Ask, pages: Pages<Contact>) {
    this.#ask = ask;
    this.#pages = pages;
  }

  /** Counts anew once the list of that search is read; what the list itself tells is not asked. */
  async after(load: Promise<void>, text: string): Promise<void> {
    await this.#loads.take(
      () => load,
      () => {
        if (this.#pages.error) return;
        const whole = this.#pages.next === null ? this.#pages.items.length : null;
        if (text === '') this.#everybody(whole);
        else this.#those(text, whole);
      },
    );
  }

  close(): void {
    clearTimeout(this.#resting);
    this.#loads.drop();
    this.#counts.drop();
  }

  #everybody(whole: number | null): void {
    this.#begin('');
    this.found = null;
    if (whole !== null) this.all = whole;
    else this.#count('');
  }

  #those(text: string, whole: number | null): void {
    const again = this.text === text;
    this.#begin(text);
    if (whole !== null) this.found = whole;
    else if (!again) this.found = null;
    this.#resting = setTimeout(() => this.#count(whole === null ? text : ''), restMs);
  }

  #begin(text: string): void {
    clearTimeout(this.#resting);
    this.#counts.drop();
    this.text = text;
  }

  /** That nothing is counted is told by the list itself, which then cannot be read either. */
  #count(text: string): void {
    const both = () =>
      Promise.all([this.#ask('contacts.count', { text: '' }), text && this.#ask('contacts.count', { text })]);
    this.#counts
      .take(both, ([all, found]) => {
        this.all = all;
        if (found !== '') this.found = found;
      })
      .catch(() => undefined);
  }
}
