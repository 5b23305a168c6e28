import { wordsOf } from '../cache/search-text.ts';
import { otherLayout } from '../contract/model/keyboard-layout.ts';

/** What is looked for, in one reading of what was typed. */
export interface Terms {
  /** Folded, without signs; all of them must be found. */
  words: readonly string[];
  /** What somebody's initials may begin with: «ип» and «пи» are both Иванов Пётр. */
  initials: readonly string[];
  /** Nothing but a number was typed: its digits. */
  digits: string | null;
  /** Only with the keyboard on the other language. */
  swapped: boolean;
}

/** More words than that narrow nothing down any more. */
const wordsMax = 6;

/** One reading, or two when the keyboard may have stood on the other language. Empty: nothing to look for. */
export function termsOf(text: string): Terms[] {
  const plain = text.trim();
  if (/^\+?[\d\s().\-–—/]+$/.test(plain) && /\d/.test(plain)) {
    return [{ words: [], initials: [], digits: plain.replace(/\D/g, ''), swapped: false }];
  }
  return [toTerms(plain, false), toTerms(otherLayout(plain) ?? '', true)].filter(({ words }) => words.length > 0);
}

function toTerms(text: string, swapped: boolean): Terms {
  const words = wordsOf(text).slice(0, wordsMax);
  return { words, initials: initialsOf(words), digits: null, swapped };
}

/** «и.п.» is found as two beginnings of words already. */
function initialsOf(words: readonly string[]): string[] {
  const [typed = ''] = words;
  if (words.length !== 1 || !/^\p{L}{2,4}$/u.test(typed)) return [];
  // The surname may stand at either end.
  const surnameFirst = typed.slice(-1) + typed.slice(0, -1);
  return [...new Set([typed, surnameFirst, [...typed].reverse().join('')])];
}
