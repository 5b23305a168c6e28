import { otherLayout } from '../../src-main/contract/model/keyboard-layout.ts';

/** Letters and digits in a row, without case; ё is е. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of what was typed, and those of the same keys in the other layout. Empty: nothing is looked for. */
export function readingsOf(typed: string): string[][] {
  return [wordsOf(typed), wordsOf(otherLayout(typed) ?? '')].filter((words) => words.length > 0);
}

/** All words of one reading begin some word of the texts. */
export function foundIn(texts: readonly string[], readings: readonly (readonly string[])[]): boolean {
  const there = texts.flatMap(wordsOf);
  return readings.some((words) => words.every((word) => there.some((each) => each.startsWith(word))));
}
