import type { NumberLabel } from '../contract/model.ts';

/** What programs write beside a number; the first that fits. A fax at work is no number to call. */
const kinds: readonly (readonly [RegExp, NumberLabel])[] = [
  [/fax|факс|pager|пейджер|modem|bbs/iu, 'other'],
  [/моб|сот|mob|cell|iphone|переносн|личн/iu, 'mobile'],
  [/раб|служ|офис|work|office|business|company/iu, 'work'],
  [/дом|home/iu, 'home'],
];

/** The kind that a word means, in Russian or English; other: none that contacts have. */
export function kindOf(word: string): NumberLabel {
  return kinds.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
}
