import { Failure, type ErrorCode } from '../../src-main/contract/errors.ts';
import type { Contact, ContactForm, NumberLabel } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';

/** One number of the form: as written, and how it was read when the field was left. */
export class DraftNumber {
  label: NumberLabel = $state('work');
  written: string = $state('');
  display: string = $state('');
  problem: ErrorCode | null = $state(null);

  constructor(label: NumberLabel, written: string) {
    this.label = label;
    this.written = written;
  }

  get blank(): boolean {
    return this.written.trim() === '';
  }

  write(written: string): void {
    this.written = written;
    this.display = '';
    this.problem = null;
  }

  async read(ask: Ask): Promise<void> {
    if (this.blank) return this.write(this.written);
    const read = await ask('numbers.read', { written: this.written });
    this.display = read.kind === 'phone' ? read.display : '';
    this.problem = read.kind === 'none' ? read.problem : read.kind === 'extension' ? 'number-extension' : null;
  }
}

/** A contact while it is being written; `id` null: a new one. */
export class ContactDraft {
  readonly id: string | null;
  /** The number that a new contact was begun with; empty: none. */
  readonly given: string;
  name: string = $state('');
  company: string = $state('');
  note: string = $state('');
  favourite: boolean = $state(false);
  numbers: DraftNumber[] = $state.raw([]);
  failure: Failure | null = $state.raw(null);
  busy: boolean = $state(false);

  readonly #ask: Ask;
  readonly #before: string;

  constructor(ask: Ask, contact: Contact | null, given = '') {
    this.#ask = ask;
    this.given = given;
    this.id = contact?.id ?? null;
    this.name = contact?.name ?? '';
    this.company = contact?.company ?? '';
    this.note = contact?.note ?? '';
    this.favourite = contact?.favourite ?? false;
    this.numbers = contact?.numbers.map(({ label, display }) => new DraftNumber(label, display)) ?? [];
    if (this.numbers.length === 0) this.addNumber(given);
    this.#before = JSON.stringify(this.#form());
  }

  get changed(): boolean {
    return JSON.stringify(this.#form()) !== this.#before;
  }

  addNumber(written = ''): void {
    this.numbers = [...this.numbers, new DraftNumber(this.numbers.length === 0 ? 'work' : 'mobile', written)];
  }

  removeNumber(number: DraftNumber): void {
    this.numbers = this.numbers.filter((other) => other !== number);
  }

  readNumber(number: DraftNumber): Promise<void> {
    return number.read(this.#ask);
  }

  /** Answers with the saved contact, or null when something in the form is refused. */
  async save(): Promise<Contact | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      await Promise.all(this.numbers.map((number) => number.read(this.#ask)));
      if (this.numbers.some(({ problem }) => problem !== null)) return null;
      const form = this.#form();
      return await (this.id === null
        ? this.#ask('contacts.add', form)
        : this.#ask('contacts.edit', { id: this.id, form }));
    } catch (error) {
      this.failure = error instanceof Failure ? error : new Failure('internal');
      return null;
    } finally {
      this.busy = false;
    }
  }

  #form() {
    const numbers = this.numbers.filter(({ blank }) => !blank).map(({ label, written }) => ({ label, written }));
    return { name: this.name, company: this.company, note: this.note, favourite: this.favourite, numbers };
  }
}

export function formOf({ name, company, note, favourite, numbers }: Contact): ContactForm {
  return {
    name,
    company,
    note,
    favourite,
    numbers: numbers.map(({ label, display }) => ({ label, written: display })),
  };
}
