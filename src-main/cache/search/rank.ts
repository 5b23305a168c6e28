import { wordsOf } from '../search-text.ts';
import type { Terms } from './terms.ts';

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
  const digits = numbers.map((number) => ` ${number.replace(/\D/g, '')}`).join('');
  return {
    text: ` ${words.join(' ')}\n${company === '' ? '' : ` ${wordsOf(company).join(' ')}`}`,
    initials: words.map((word) => word[0]).join(''),
    digits,
  };
}

/** Lower is better: a whole number, the beginning, then a word's, then the inside; the name before the company. */
const ranks = {
  whole: 0,
  beginning: 1,
  word: 2,
  initials: 3,
  company: 4,
  inside: 5,
  insideCompany: 6,
  none: Infinity,
} as const;
/** A reading that needs another keyboard comes behind all that do not. */
const swappedBehind = 10;

/** How well somebody fits: lower is better; `Infinity`: not at all. Thousands are asked this between two keys. */
export function rankOf(who: Searchable, terms: Terms): number {
  const rank = terms.digits === null ? byWords(who, terms) : byDigits(who.digits, terms.digits);
  return terms.swapped ? rank + swappedBehind : rank;
}

function byWords(who: Searchable, { words, initials }: Terms): number {
  let worst: number = ranks.beginning;
  for (let n = 0; n < words.length && worst < ranks.none; n++)
    worst = Math.max(worst, byWord(who, words[n] ?? '', n === 0));
  // «ип» is inside of «Архипов», too: initials are meant more often than the inside of a name.
  return worst > ranks.initials && startsWithAny(who.initials, initials) ? ranks.initials : worst;
}

function startsWithAny(text: string, beginnings: readonly string[]): boolean {
  for (const beginning of beginnings) if (text.startsWith(beginning)) return true;
  return false;
}

function byWord({ text, digits }: Searchable, word: string, first: boolean): number {
  const at = text.indexOf(word);
  if (at < 0) return isPart(word) && digits.includes(word) ? ranks.inside : ranks.none;
  if (first && at === 1) return ranks.beginning;
  const begins = text[at - 1] === ' ' ? at : text.indexOf(` ${word}`, at);
  if (begins >= 0) return text.indexOf('\n') > begins ? ranks.word : ranks.company;
  // One letter is inside of nearly everything.
  if (word.length === 1) return ranks.none;
  return text.indexOf('\n') > at ? ranks.inside : ranks.insideCompany;
}

/** One digit is part of nearly every number. */
const isPart = (word: string) => word.length > 1 && word <= '9' && /^\d+$/.test(word);

/** `digits`: of E.164 numbers. In Russia one begins with 8 or with the area as well as with 7. */
function byDigits(digits: string, typed: string): number {
  const at = digits.indexOf(typed);
  const begins = at < 0 ? -1 : digits.indexOf(` ${typed}`);
  // 791 is a colleague's extension, and how every tenth mobile number in Russia begins.
  if (begins >= 0) return digits.endsWith(` ${typed}`) || digits.includes(` ${typed} `) ? ranks.whole : ranks.beginning;
  if (typed.startsWith('8') && typed.length > 1) {
    const international = typed.startsWith('810') ? typed.slice(3) : `7${typed.slice(1)}`;
    if (international !== '' && digits.includes(` ${international}`)) return ranks.beginning;
  }
  if (at < 0) return ranks.none;
  if (digits.includes(` 7${typed}`)) return ranks.word;
  return typed.length > 1 ? ranks.inside : ranks.none;
}
