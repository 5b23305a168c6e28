import { otherLayout } from '../contract/model/keyboard-layout.ts';

/**
 * How contacts are found and put in order. Both are decided by folded text made here, never by SQLite, whose own LIKE
 * and NOCASE know the case of Latin letters only.
 */

/** What is the same to a person who searches: case, ё and е, kinds of blanks, quotation marks and apostrophes. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»„“”]/g, '"')
    .replace(/[‘’ʼ`]/g, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Words of a name or of what was typed: signs only part them. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Everything of a contact that can be searched. `numbers` are E.164. */
export function searchText(contact: {
  name: string;
  company: string;
  note: string;
  numbers: readonly string[];
}): string {
  const texts = [contact.name, contact.company, contact.note].map(fold);
  return [...texts, ...contact.numbers.flatMap(spellings)].filter((text) => text !== '').join('\n');
}

/** A number's digits as people in Russia begin to type them: 7495…, 8495…, 810… for abroad (which ends in +…'s own). */
export function spellings(number: string): string[] {
  const digits = number.replace(/\D/g, '');
  return digits.startsWith('7') ? [digits, `8${digits.slice(1)}`] : [`810${digits}`];
}

/** One condition of a search: at least one of the alternatives, and of that all literals, must be in the search text. */
export type Term = string[][];

/** More words than that narrow nothing down any more. */
const termsMax = 8;

/**
 * What a person typed, as conditions that must all hold; a word also as it would read had the keyboard stood on the other
 * language. Not of fewer than three letters: those turn up in some other word.
 */
export const searchTerms = (text: string): Term[] =>
  literalTerms(text).map((term) => {
    const [[word = ''] = []] = term;
    const meant = /\p{L}{3}/u.test(word) ? otherLayout(word) : null;
    return meant === null ? term : [...term, [fold(meant)]];
  });

/**
 * What a person typed, as conditions that must all hold. Words are taken literally. Words that look like parts of a number
 * are also tried as one number, so that `8 (495) 12`, `+7 495-12` and `49512` all find +7 495 123-45-67.
 */
export function literalTerms(text: string): Term[] {
  const words = fold(text).split(' ').filter(Boolean);
  const meaningful = words.filter((word) => /[\p{L}\p{N}]/u.test(word) || isNumberPart(word));
  const terms: Term[] = [];
  let run: string[] = [];
  const endRun = () => {
    const digits = run.join('').replace(/\D/g, '');
    const literally = run.filter((word) => /\d/.test(word));
    if (digits !== '')
      terms.push(literally.join('') === digits && run.length === 1 ? [[digits]] : [[digits], literally]);
    run = [];
  };
  for (const word of meaningful) {
    if (isNumberPart(word)) run.push(word);
    else {
      endRun();
      terms.push([[word]]);
    }
  }
  endRun();
  // Nothing but signs: then it is the signs that are looked for.
  return (terms.length > 0 ? terms : words.map((word): Term => [[word]])).slice(0, termsMax);
}

const isNumberPart = (word: string) => /^[\d+()/.\-–—]+$/.test(word);

const cyrillicA = 0x430;

/**
 * Sorting by these keys byte by byte gives the order of a Russian telephone book: signs ignored, digits, Cyrillic, Latin;
 * ё as е, é as e. (JavaScript's collator compares but gives no keys, and SQLite cannot be given a collation from here.)
 * Short enough for a page token; `id` decides between equal keys.
 */
export function sortKey(contact: { name: string; company: string; numbers: readonly string[] }): string {
  const named = [contact.name, contact.company].flatMap(wordsOf).join(' ');
  // After all letters: who has no name.
  if (named === '') return `~${contact.numbers[0] ?? ''}`;
  return [...named].slice(0, 80).map(place).join('');
}

/** The 32 Cyrillic letters go to the codes from `@` to `_`, between the digits and the Latin letters. */
function place(char: string): string {
  const index = (char.codePointAt(0) ?? 0) - cyrillicA;
  if (index >= 0 && index < 32) return String.fromCharCode(0x40 + index);
  return char.normalize('NFD').replace(/\p{M}/gu, '');
}
