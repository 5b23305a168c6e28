import type { Terms } from './terms.ts';
import { wordsOf } from './terms.ts';

/** Somebody, as he is looked for. */
export interface Searchable {
  /** Each word behind a blank; the first line is the name, the second the company. */
  text: string;
  /** Of the name's words. */
  initials: string;
  /** Of all numbers, each behind a blank. */
  digits: string;
}

export function searchable(name: string, company: string, numbers: readonly string[]): Searchable {
  const words = wordsOf(name);
  const spaced = (some: readonly string[]) => some.map((word) => ` ${word}`).join('');
  return {
    text: `${spaced(words)}\n${spaced(wordsOf(company))}`,
    initials: words.map((word) => word[0]).join(''),
    digits: spaced(numbers.map((number) => number.replace(/\D/g, ''))),
  };
}

/** Lower is better: the beginning, then a word's beginning, then the inside; the name before the company. */
const ranks = { beginning: 0, word: 1, initials: 2, company: 3, inside: 4, insideCompany: 5 } as const;
/** A reading that needs another keyboard comes behind all that do not. */
const swappedBehind = 10;

/** How well somebody fits; null: not at all. */
export function rankOf(who: Searchable, terms: Terms): number | null {
  const rank = terms.digits === null ? byWords(who, terms.words) : byDigits(who.digits, terms.digits);
  return rank === null ? null : rank + (terms.swapped ? swappedBehind : 0);
}

function byWords(who: Searchable, words: readonly string[]): number | null {
  let worst: number = ranks.beginning;
  for (const [index, word] of words.entries()) {
    const rank = byWord(who, word, index === 0);
    if (rank === null) return byInitials(who.initials, words);
    worst = Math.max(worst, rank);
  }
  // «ип» is inside of «Архипов», too: initials are meant more often than the inside of a name.
  return worst > ranks.initials ? (byInitials(who.initials, words) ?? worst) : worst;
}

function byWord({ text, digits }: Searchable, word: string, first: boolean): number | null {
  const at = text.indexOf(word);
  if (at < 0) return digitsOnly.test(word) && word.length >= partMin && digits.includes(word) ? ranks.inside : null;
  if (first && at === 1) return ranks.beginning;
  const name = text.indexOf('\n');
  const begins = text[at - 1] === ' ' ? at : text.indexOf(` ${word}`);
  if (begins >= 0) return begins < name ? ranks.word : ranks.company;
  // One letter is inside of nearly everything.
  if (word.length === 1) return null;
  return at < name ? ranks.inside : ranks.insideCompany;
}

const digitsOnly = /^\d+$/;
/** Fewer digits are part of nearly every number. */
const partMin = 2;

/** «ип» and «пи» are Иванов Пётр, also with a patronymic behind. */
function byInitials(initials: string, words: readonly string[]): number | null {
  const [typed = ''] = words;
  if (words.length !== 1 || typed.length < 2 || typed.length > 4) return null;
  const turned = typed.slice(-1) + typed.slice(0, -1);
  return initials.startsWith(typed) || initials.startsWith([...typed].reverse().join('')) || initials === turned
    ? ranks.initials
    : null;
}

/** `digits`: of E.164 numbers. In Russia one begins with 8 or with the area as well as with 7. */
function byDigits(digits: string, typed: string): number | null {
  const international = typed.startsWith('810') ? typed.slice(3) : typed.startsWith('8') ? `7${typed.slice(1)}` : null;
  if (digits.includes(` ${typed}`)) return ranks.beginning;
  if (international !== null && international !== '' && digits.includes(` ${international}`)) return ranks.beginning;
  if (digits.includes(` 7${typed}`)) return ranks.word;
  return typed.length >= partMin && digits.includes(typed) ? ranks.inside : null;
}
