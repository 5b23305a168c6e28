import type { Cache } from '../cache/cache.ts';
import type { QueryResult } from '../cache/protocol.ts';
import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type {
  Contact,
  ContactExport,
  ContactForm,
  ContactQuery,
  DuplicateGroup,
  DuplicateQuery,
  Language,
  MergeContacts,
  MergedContact,
  Page,
  PhoneNumber,
  ReadNumber,
} from '../contract/model.ts';
import { exportContacts } from './export.ts';
import { readForm } from './form.ts';

/** A contact as the database keeps it. */
type StoredContact = QueryResult<'contacts.restore'>;

/** Under which name somebody is known here. */
export interface KnownAs {
  name: string;
  contactId: string;
}

export interface ContactsOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  /** Understands what a person wrote, and knows how a number is shown. */
  readNumber: (written: string) => ReadNumber;
  newId: () => string;
  onChanged: (ids: string[]) => void;
}

/** The people whom this PC's user knows: kept in the encrypted database only, as no PBX has them. */
export class Contacts {
  readonly #options: ContactsOptions;

  constructor(options: ContactsOptions) {
    this.#options = options;
  }

  /** Favourites first, then by name. Failure `bad-input` for an `after` that no page gave. */
  async page(query: ContactQuery): Promise<Page<Contact>> {
    const { items, next } = await this.#options.cache.run('contacts.page', query);
    return { items: items.map((contact) => this.shown(contact)), next };
  }

  /** In how many contacts every word of the text is found; with an empty text, how many there are. */
  count(text: string): Promise<number> {
    return this.#options.cache.run('contacts.count', text);
  }

  /** Failure `not-found`, also for one that was removed. */
  async contact(id: string): Promise<Contact> {
    const contact = await this.#options.cache.run('contacts.byId', id);
    if (!contact) throw new Failure('not-found');
    return this.shown(contact);
  }

  /** Failures: those of `readForm`. */
  async add(form: ContactForm): Promise<Contact> {
    const contact = { id: this.#options.newId(), ...readForm(form, this.#options.readNumber) };
    await this.#options.cache.run('contacts.insert', contact, this.#options.clock.nowMs());
    return this.#changed(contact);
  }

  /** Failures: those of `readForm`; `not-found`. */
  async edit(id: string, form: ContactForm): Promise<Contact> {
    const contact = { id, ...readForm(form, this.#options.readNumber) };
    await this.#options.cache.run('contacts.update', contact, this.#options.clock.nowMs());
    return this.#changed(contact);
  }

  /** It can be restored for a day. Failure `not-found`. */
  async remove(id: string): Promise<void> {
    await this.#options.cache.run('contacts.remove', id, this.#options.clock.nowMs());
    this.#options.onChanged([id]);
  }

  /** Takes back `remove`. Failure `not-found` when it is gone for good. */
  async restore(id: string): Promise<Contact> {
    return this.#changed(await this.#options.cache.run('contacts.restore', id));
  }

  /** Contacts that share a number. Failure `bad-input` for an `after` that no page gave. */
  async duplicates(query: DuplicateQuery): Promise<Page<DuplicateGroup>> {
    const { items, next } = await this.#options.cache.run('contactDuplicates.groups', query);
    const groups = items.map(({ numbers, contacts, contactCount }) => ({
      numbers: numbers.map((number) => ({ number, display: this.#display(number) })),
      contacts: contacts.map((contact) => this.shown(contact)),
      contactCount,
    }));
    return { items: groups, next };
  }

  /** Unites contacts; it can be taken back for a day. Failures: `not-found`, `merge-too-much`. */
  async merge({ keep, others }: MergeContacts): Promise<MergedContact> {
    const act = { id: this.#options.newId(), nowMs: this.#options.clock.nowMs() };
    const contact = await this.#options.cache.run('contactDuplicates.merge', keep, others, act);
    this.#options.onChanged([keep, ...others]);
    return { contact: this.shown(contact), mergeId: act.id };
  }

  /** Takes back `merge`. Failures: `not-found`; `merge-stale` when one of the contacts was changed since. */
  async unmerge(mergeId: string): Promise<void> {
    const ids = await this.#options.cache.run('contactDuplicates.unmerge', mergeId, this.#options.clock.nowMs());
    this.#options.onChanged(ids);
  }

  /** Writes all contacts to a file. Failures: `file-not-saved`; those of the database. */
  async exportTo(what: ContactExport, language: Language, path: string): Promise<void> {
    const shown = (contact: StoredContact) => this.shown(contact);
    await exportContacts({ cache: this.#options.cache, shown, language }, what, path);
  }

  /** Whose number it is; null: nobody's that is known. The name is the company's where the person has none. */
  async whoIs(number: PhoneNumber): Promise<KnownAs | null> {
    return (await this.whoAre([number])).get(number) ?? null;
  }

  /** The same for many; only those that are known. */
  async whoAre(numbers: readonly PhoneNumber[]): Promise<Map<PhoneNumber, KnownAs>> {
    if (numbers.length === 0) return new Map();
    const owners = await this.#options.cache.run('contacts.findByNumbers', [...new Set(numbers)]);
    return new Map(owners.map(({ number, name, contactId }) => [number, { name, contactId }]));
  }

  /** As the window has it. */
  shown(contact: StoredContact): Contact {
    const numbers = contact.numbers.map((each) => ({ ...each, display: this.#display(each.number) }));
    return { ...contact, numbers };
  }

  #changed(contact: StoredContact): Contact {
    this.#options.onChanged([contact.id]);
    return this.shown(contact);
  }

  #display(number: PhoneNumber): string {
    const read = this.#options.readNumber(number);
    return read.kind === 'phone' ? read.display : number;
  }
}
