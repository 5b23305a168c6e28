import * as v from 'valibot';
import { WrittenNumber, type PhoneNumber } from './numbers.ts';
import { Id, line } from './shared.ts';

export const numberLabels = ['work', 'mobile', 'home', 'other'] as const;
export type NumberLabel = (typeof numberLabels)[number];

/** The most that a contact holds: characters of its texts, and numbers. */
export const contactLimits = { name: 200, company: 200, note: 4000, numbers: 20 } as const;

export const ContactForm = v.object({
  name: line(contactLimits.name),
  company: line(contactLimits.company),
  note: v.pipe(v.string(), v.maxLength(contactLimits.note)),
  favourite: v.boolean(),
  /** As written; main reads each and names the one that is wrong. */
  numbers: v.pipe(
    v.array(v.object({ label: v.picklist(numberLabels), written: WrittenNumber })),
    v.maxLength(contactLimits.numbers),
  ),
});
export type ContactForm = v.InferOutput<typeof ContactForm>;

export interface ContactNumber {
  label: NumberLabel;
  number: PhoneNumber;
  display: string;
}

export interface Contact {
  id: string;
  name: string;
  company: string;
  note: string;
  favourite: boolean;
  numbers: ContactNumber[];
}

export const ContactQuery = v.object({
  /** Any part of name, company, number or note; empty: everybody. */
  text: v.pipe(v.string(), v.maxLength(200)),
  /** From the page before; null: from the start. */
  after: v.nullable(v.pipe(v.string(), v.maxLength(600))),
  /** As many as are shown are asked for again at once: a call for every page would keep the window waiting. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
});
export type ContactQuery = v.InferOutput<typeof ContactQuery>;

/** Contacts that have the same numbers in common. */
export interface DuplicateGroup {
  numbers: { number: PhoneNumber; display: string }[];
  /** The first ones: favourites, then those last edited. */
  contacts: Contact[];
  contactCount: number;
}

/** How many contacts of a group are shown, and how many can be merged at once. */
export const mergeMax = 20;

export const DuplicateQuery = v.object({
  /** From the page before; null: from the start. */
  after: v.nullable(v.pipe(v.string(), v.maxLength(600))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
});
export type DuplicateQuery = v.InferOutput<typeof DuplicateQuery>;

/** `keep` gives name and company (those of the others where it has none) and stays; `others` go into it. */
export const MergeContacts = v.object({
  keep: Id,
  others: v.pipe(v.array(Id), v.minLength(1), v.maxLength(mergeMax)),
});
export type MergeContacts = v.InferOutput<typeof MergeContacts>;

export interface MergedContact {
  contact: Contact;
  /** Takes the merge back, for a day: `contacts.unmerge`. */
  mergeId: string;
}
