import type { Cache } from '../cache/cache.ts';
import type { QueryResult } from '../cache/protocol.ts';
import type { Clock } from '../clock.ts';
import type { Contact, ContactForm, ContactQuery, Page, PhoneNumber, ReadNumber } from '../contract/model.ts';
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
    return { items: items.map((contact) => this.#shown(contact)), next };
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

  #changed(contact: StoredContact): Contact {
    this.#options.onChanged([contact.id]);
    return this.#shown(contact);
  }

  #shown(contact: StoredContact): Contact {
    const display = (number: PhoneNumber) => {
      const read = this.#options.readNumber(number);
      return read.kind === 'phone' ? read.display : number;
    };
    return { ...contact, numbers: contact.numbers.map((each) => ({ ...each, display: display(each.number) })) };
  }
}
