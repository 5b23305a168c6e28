import { fold } from '../cache/search-text.ts';
import { otherLayout } from './layout.ts';

/** What is looked for, in one reading of what was typed. */
export interface Terms {
  /** Folded, without signs; all of them must be found. */
  words: readonly string[];
  /** Spellings of which one must begin a number, or of which the first must be part of one; null: it is no number. */
  digits: string | null;
  /** Only with the keyboard on the other language. */
  swapped: boolean;
}

/** Words of a name or of what was typed: signs only part them. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter(Boolean);

/** More words than that narrow nothing down any more. */
const wordsMax = 6;

/** One reading, or two when the keyboard may have stood on the other language. Empty: nothing to look for. */
export function termsOf(text: string): Terms[] {
  const plain = text.trim();
  if (/^\+?[\d\s().\-–—/]+$/.test(plain) && /\d/.test(plain)) {
    return [{ words: [], digits: plain.replace(/\D/g, ''), swapped: false }];
  }
  const swapped = otherLayout(plain);
  const readings = [
    { words: wordsOf(plain).slice(0, wordsMax), digits: null, swapped: false },
    { words: wordsOf(swapped ?? '').slice(0, wordsMax), digits: null, swapped: true },
  ];
  return readings.filter(({ words }) => words.length > 0);
}
