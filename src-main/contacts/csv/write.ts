import type { Contact, Language } from '../../contract/model.ts';
import { guarded, guardedNumber } from '../../formula-guard.ts';

const words = {
  ru: {
    name: 'Имя и фамилия',
    company: 'Компания',
    kind: 'Вид',
    number: 'Телефон',
    favourite: 'Избранное',
    note: 'Заметка',
    yes: 'да',
    labels: { work: 'рабочий', mobile: 'мобильный', home: 'домашний', other: 'другой' },
  },
  en: {
    name: 'Full name',
    company: 'Company',
    kind: 'Kind',
    number: 'Phone',
    favourite: 'Favourite',
    note: 'Note',
    yes: 'yes',
    labels: { work: 'work', mobile: 'mobile', home: 'home', other: 'other' },
  },
} as const;

/**
 * Contacts as a table that Excel opens with a double click: UTF-8 with its mark, semicolons, all cells in quotation marks,
 * as many pairs of kind and number as the contact with most numbers needs. No cell is a formula (see `formula-guard.ts`), and
 * Sputnik reads it back as it was.
 */
export function csvWriter(language: Language, numbersMost: number) {
  const { labels, yes, ...titles } = words[language];
  const pairs = Array.from({ length: Math.max(numbersMost, 1) }, (_, index) => index);
  const numberTitles = pairs.flatMap((index) => [`${titles.kind} ${index + 1}`, `${titles.number} ${index + 1}`]);
  return {
    begin: () => `\uFEFF${toLine([titles.name, titles.company, ...numberTitles, titles.favourite, titles.note])}`,
    contact: (contact: Contact) => {
      const numbers = pairs.flatMap((index) => {
        const number = contact.numbers[index];
        return number ? [labels[number.label], guardedNumber(number.display)] : ['', ''];
      });
      const texts = [contact.name, contact.company, contact.note].map(guarded);
      const [name = '', company = '', note = ''] = texts;
      return toLine([name, company, ...numbers, contact.favourite ? yes : '', note]);
    },
  };
}

/** One row: semicolons, every cell in quotation marks. */
export const toLine = (cells: readonly string[]) =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')}\r\n`;
