import { Failure } from '../contract/errors.ts';
import {
  contactLimits,
  type ContactForm,
  type NumberLabel,
  type PhoneNumber,
  type ReadNumber,
} from '../contract/model.ts';

export interface ContactFields {
  name: string;
  company: string;
  note: string;
  favourite: boolean;
  numbers: { label: NumberLabel; number: PhoneNumber }[];
}

/**
 * What is stored of a filled-in form. Rows of numbers that were left blank are none, and the same number twice is one.
 * Failures: `text-too-long` (`field`: which text); `number-impossible`, `number-emergency`, `number-extension` (`field`:
 * which row, from 0); `contact-empty` when there is neither a name nor a company nor a number.
 */
export function readForm(form: ContactForm, readNumber: (written: string) => ReadNumber): ContactFields {
  const texts = { name: form.name.trim(), company: form.company.trim(), note: form.note.trim() };
  for (const field of ['name', 'company', 'note'] as const) {
    // The contract has checked the window's; contacts come from elsewhere, too.
    const max = contactLimits[field];
    if (texts[field].length > max) throw new Failure('text-too-long', { params: { field, max } });
  }
  const numbers = new Map<PhoneNumber, NumberLabel>();
  form.numbers.forEach(({ label, written }, field) => {
    if (written.trim() === '') return;
    const number = toPhone(readNumber(written), field);
    if (!numbers.has(number)) numbers.set(number, label);
  });
  if (texts.name === '' && texts.company === '' && numbers.size === 0) throw new Failure('contact-empty');
  return { ...texts, favourite: form.favourite, numbers: [...numbers].map(([number, label]) => ({ label, number })) };
}

function toPhone(read: ReadNumber, field: number): PhoneNumber {
  if (read.kind === 'phone') return read.number;
  // Colleagues are found in the staff list; an extension says nothing without the PBX it belongs to.
  if (read.kind === 'extension') throw new Failure('number-extension', { params: { field } });
  // Something was written, so it is not empty: signs only.
  throw new Failure(read.problem === 'number-empty' ? 'number-impossible' : read.problem, { params: { field } });
}
