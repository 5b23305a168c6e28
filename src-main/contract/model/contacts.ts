import * as v from 'valibot';
import { WrittenNumber, type PhoneNumber } from './numbers.ts';
import { line } from './shared.ts';

export const numberLabels = ['work', 'mobile', 'home', 'other'] as const;
export type NumberLabel = (typeof numberLabels)[number];

export const ContactForm = v.object({
  name: line(200),
  company: line(200),
  note: v.pipe(v.string(), v.maxLength(4000)),
  favourite: v.boolean(),
  /** As written; main reads each and names the one that is wrong. */
  numbers: v.pipe(v.array(v.object({ label: v.picklist(numberLabels), written: WrittenNumber })), v.maxLength(20)),
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
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
});
export type ContactQuery = v.InferOutput<typeof ContactQuery>;
