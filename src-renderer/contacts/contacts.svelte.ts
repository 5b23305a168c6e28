import type { Contact, ContactForm } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Pages } from '../pages.svelte.ts';
import { ContactDraft } from './contact-draft.svelte.ts';
import { Duplicates } from './duplicates.svelte.ts';
import { Importing } from './importing.svelte.ts';

const pageSize = 100;

/** The address book: search, selection, and the draft that is being written. */
export class Contacts {
  text: string = $state('');
  selected: Contact | null = $state.raw(null);
  draft: ContactDraft | null = $state.raw(null);
  /** What to do once the person agreed to give up the changed draft; null: nothing is asked. */
  leaving: (() => void) | null = $state.raw(null);
  readonly pages: Pages<Contact>;
  readonly importing: Importing;
  readonly duplicates: Duplicates;

  readonly #ask: Ask;
  readonly #stop: () => void;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.pages = new Pages((after, limit) => ask('contacts.page', { text: this.text.trim(), after, limit }), pageSize);
    this.importing = new Importing(ask, listen);
    this.duplicates = new Duplicates(ask, listen);
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'contacts') void this.refresh();
    });
  }

  async start(): Promise<void> {
    if (!this.pages.loaded) await this.pages.first();
  }

  async search(text: string): Promise<void> {
    this.text = text;
    await this.pages.first();
  }

  async refresh(): Promise<void> {
    await this.pages.again(this.pages.items.length);
    const { selected } = this;
    if (selected) this.selected = this.pages.items.find(({ id }) => id === selected.id) ?? selected;
  }

  select(contact: Contact | null): void {
    this.#leaveDraft(() => (this.selected = contact));
  }

  /** A new one, with this number if there is one already. */
  add(written = ''): void {
    this.#leaveDraft(() => {
      this.draft = new ContactDraft(this.#ask, null);
      this.draft.numbers[0]?.write(written);
    });
  }

  edit(contact: Contact): void {
    this.#leaveDraft(() => (this.draft = new ContactDraft(this.#ask, contact)));
  }

  /** Closes the form; asks first when something in it would be lost. */
  leaveDraft(): void {
    this.#leaveDraft(() => undefined);
  }

  /** Has a file chosen and looked at, in place of the list. Failures: those of `contacts.importOpen`. */
  importFile(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#leaveDraft(() => {
        this.duplicates.leave();
        this.importing.open().then(resolve, reject);
      }),
    );
  }

  /** Shows the contacts that share a number, in place of the list. */
  findDuplicates(): void {
    this.#leaveDraft(() => void this.duplicates.open());
  }

  /** Who was chosen may be gone: taken back with an import, or one with another contact now. */
  async forgetSelected(): Promise<void> {
    this.selected = null;
    await this.refresh();
  }

  /** The answer to the question whether the changes may be lost. */
  answerLeaving(lose: boolean): void {
    const go = this.leaving;
    this.leaving = null;
    if (!lose || !go) return;
    this.draft = null;
    go();
  }

  /** Saves the draft; a refusal stays with it, at the field it belongs to. */
  async save(): Promise<void> {
    const saved = await this.draft?.save();
    if (!saved) return;
    this.draft = null;
    this.selected = saved;
    await this.refresh();
  }

  async toggleFavourite(contact: Contact): Promise<void> {
    const form: ContactForm = { ...formOf(contact), favourite: !contact.favourite };
    this.selected = await this.#ask('contacts.edit', { id: contact.id, form });
    await this.refresh();
  }

  async remove({ id }: Contact): Promise<void> {
    await this.#ask('contacts.remove', { id });
    if (this.selected?.id === id) this.select(null);
    await this.refresh();
  }

  async restore({ id }: Contact): Promise<void> {
    const restored = await this.#ask('contacts.restore', { id });
    this.select(restored);
    await this.refresh();
  }

  #leaveDraft(go: () => void): void {
    if (this.draft?.changed) {
      this.leaving = go;
      return;
    }
    this.draft = null;
    go();
  }

  close(): void {
    this.pages.close();
    this.importing.close();
    this.duplicates.close();
    this.#stop();
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

/** By what a contact is called in lists: the name, else the company, else the first number. */
export function titleOf({ name, company, numbers }: Contact): string {
  return name || company || numbers[0]?.display || '';
}
