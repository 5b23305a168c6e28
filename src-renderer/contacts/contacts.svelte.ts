import type { Contact, ContactForm, PhoneNumber } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { Pages } from '../pages.svelte.ts';
import { ContactCount } from './contact-count.svelte.ts';
import { ContactDraft, formOf } from './contact-draft.svelte.ts';
import { Duplicates } from './duplicates.svelte.ts';
import { Importing } from './importing.svelte.ts';

const pageSize = 100;
/** The contract's limit. */
const mostAtOnce = 10_000;
/** The notice that something was taken back comes in place of the one that offered it. */
export const undoTopic = 'contacts';

/** Takes something back; a second time it does nothing. */
export type Undo = () => Promise<void>;

/** The address book: search, selection, and the draft that is being written. */
export class Contacts {
  text: string = $state('');
  selected: Contact | null = $state.raw(null);
  /** Where there is no room for list and detail, the detail is in front. */
  detailOpen: boolean = $state(false);
  draft: ContactDraft | null = $state.raw(null);
  /** What to do once the person agreed to give up the changed draft; null: nothing is asked. */
  leaving: (() => void) | null = $state.raw(null);
  readonly pages: Pages<Contact>;
  readonly count: ContactCount;
  readonly importing: Importing;
  readonly duplicates: Duplicates;

  readonly #ask: Ask;
  readonly #stop: () => void;
  /** A change is told of by main besides. */
  readonly #refreshing = new OneAtATime(() => this.#refresh());
  /** Changes go one after the other, or a note that is being kept would be undone by the next click. */
  #changes: Promise<unknown> | null = null;
  #undos: Undo[] = [];

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.pages = new Pages(
      (after, limit) => ask('contacts.page', { text: this.text.trim(), after, limit }),
      pageSize,
      mostAtOnce,
    );
    this.count = new ContactCount(ask, this.pages);
    this.importing = new Importing(ask, listen);
    this.duplicates = new Duplicates(ask, listen);
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'contacts') void this.refresh();
    });
  }

  async start(): Promise<void> {
    if (!this.pages.loaded) await this.#list(this.pages.first());
  }

  async search(text: string): Promise<void> {
    this.text = text;
    await this.#list(this.pages.first());
  }

  #list(load: Promise<void>): Promise<void> {
    return this.count.after(load, this.text.trim());
  }

  refresh(): Promise<void> {
    return this.#refreshing.run();
  }

  async #refresh(): Promise<void> {
    await this.#list(this.pages.again(this.pages.items.length));
    const { selected } = this;
    if (!selected) return;
    const listed = this.pages.items.find(({ id }) => id === selected.id);
    // Beyond the pages that were read: gone, or only not listed.
    const found = listed ?? (await this.#ask('contacts.contact', { id: selected.id }).catch(() => selected));
    if (this.selected === selected) this.selected = found;
  }

  /**
   * Shows the contact whose number it is; nobody's: a new one with this number. Over a changed draft, the person is asked
   * first. Failures: those of `contacts.contact`.
   */
  async showOwner(number: PhoneNumber): Promise<void> {
    const { contactId, display } = await this.#ask('journal.client', { number });
    const contact = contactId === null ? null : await this.#ask('contacts.contact', { id: contactId });
    this.duplicates.leave();
    this.detailOpen = true;
    if (contact) this.select(contact);
    else this.add(display);
  }

  select(contact: Contact | null): void {
    this.#leaveDraft(() => (this.selected = contact));
  }

  /** A new one, with this number if there is one already. */
  add(written = ''): void {
    this.#leaveDraft(() => (this.draft = new ContactDraft(this.#ask, null, written)));
  }

  /** The number that the new contact was begun with goes into this one's form instead. */
  addGivenTo(contact: Contact): void {
    const given = this.draft?.given ?? '';
    this.selected = contact;
    this.draft = new ContactDraft(this.#ask, contact);
    this.draft.addNumber(given);
  }

  edit(contact: Contact): void {
    const open = (as: Contact) => this.#leaveDraft(() => (this.draft = new ContactDraft(this.#ask, as)));
    if (!this.#changes) return open(contact);
    void this.#inTurn(() => this.#ask('contacts.contact', { id: contact.id })).then(open, () => open(contact));
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

  toggleFavourite({ id, favourite }: Contact): Promise<void> {
    return this.#change(id, { favourite: !favourite });
  }

  setNote(id: string, note: string): Promise<void> {
    return this.#change(id, { note });
  }

  /** The one below takes its place, or the one above. */
  async remove(contact: Contact): Promise<Undo> {
    const { id } = contact;
    await this.#inTurn(() => this.#ask('contacts.remove', { id }));
    const { items } = this.pages;
    const index = items.findIndex((other) => other.id === id);
    if (this.selected?.id === id) this.select(index < 0 ? null : (items[index + 1] ?? items[index - 1] ?? null));
    await this.refresh();
    return this.did(() => this.restore(contact));
  }

  /** Remembers how to take back what was just done. */
  did(undo: Undo): Undo {
    const once = async () => {
      if (!this.#undos.includes(once)) return;
      this.#undos = this.#undos.filter((other) => other !== once);
      await undo();
    };
    this.#undos = [...this.#undos, once];
    return once;
  }

  /** Takes back what was removed or merged last, then what was before it; false: nothing is left. */
  async undo(): Promise<boolean> {
    const last = this.#undos.at(-1);
    await last?.();
    return last !== undefined;
  }

  async restore({ id }: Contact): Promise<void> {
    const restored = await this.#ask('contacts.restore', { id });
    this.select(restored);
    await this.refresh();
  }

  /** Changes this much of the contact as it is by then. */
  async #change(id: string, part: Partial<ContactForm>): Promise<void> {
    const changed = await this.#inTurn(async () => {
      const form = { ...formOf(await this.#ask('contacts.contact', { id })), ...part };
      return this.#ask('contacts.edit', { id, form });
    });
    if (this.selected?.id === id) this.selected = changed;
    await this.refresh();
  }

  async #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const before = this.#changes ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(change);
    this.#changes = mine;
    try {
      return await mine;
    } finally {
      if (this.#changes === mine) this.#changes = null;
    }
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
    this.count.close();
    this.importing.close();
    this.duplicates.close();
    this.#stop();
  }
}

/** By what a contact is called in lists: the name, else the company, else the first number. */
export function titleOf({ name, company, numbers }: Contact): string {
  return name || company || numbers[0]?.display || '';
}
