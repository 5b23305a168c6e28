import type { ContactForm, NumberLabel } from '../contract/model.ts';
import { clients } from './clients.ts';

/** Contacts that the app puts into its own list in the demo: the same people as in the records, numbers as people write them. */
export function demoContacts(): ContactForm[] {
  return clients.map(({ name, company, note, favourite, numbers }, row) => ({
    name,
    company,
    note,
    favourite,
    numbers: numbers.map(({ label, digits }) => ({
      label: label satisfies NumberLabel,
      written: written(digits, row),
    })),
  }));
}

/** Everybody writes numbers in another way; the app must read them all. */
function written(digits: string, row: number): string {
  const [, code, a, b, c] = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits) ?? [];
  if (!code) return `+${digits}`;
  const ways = [
    `+7 ${code} ${a}-${b}-${c}`,
    `8 (${code}) ${a}-${b}-${c}`,
    `+7${code}${a}${b}${c}`,
    `8${code}${a}${b}${c}`,
  ];
  return ways[row % ways.length] ?? `+${digits}`;
}
