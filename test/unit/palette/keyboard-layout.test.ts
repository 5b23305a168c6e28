import fc from 'fast-check';
import { expect, it } from 'vitest';
import { otherLayout } from '../../../src-main/contract/model/keyboard-layout.ts';

it.each([
  ['bdfyjd', 'иванов'],
  ['Bdfyjd', 'иванов'],
  ['фттф', 'anna'],
  ["';byf", 'эжина'],
  ['`k', 'ёл'],
  ['ЖЬ 5', ';m 5'],
])('%s typed on the other keyboard is %s', (typed, meant) => expect(otherLayout(typed)).toBe(meant));

it.each(['', '123', '+7 (495)'])('%j has no letters to be meant otherwise', (typed) =>
  expect(otherLayout(typed)).toBeNull(),
);

it('gives back what was typed when the keyboard is changed twice', () => {
  const letters = fc.stringMatching(/^[а-яё]{1,20}$/);
  fc.assert(
    fc.property(letters, (word) => {
      const once = otherLayout(word)!;
      // Signs alone tell nothing of the keyboard.
      fc.pre(/[a-z]/.test(once));
      expect(otherLayout(once)).toBe(word);
    }),
  );
});
