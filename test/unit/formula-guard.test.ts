import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded, guardedNumber, unguarded } from '../../src-main/formula-guard.ts';
import { readNumbers } from '../../src-main/contacts/written-numbers.ts';
import { displayNumber, fromPbxNumber, readNumber } from '../../src-main/vats/numbers.ts';

/** What tables take for commands, and what they pass over before one. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...`=+-@;,"' \t\n\r`, '\u00A0', '＝', '＋', '－', '＠'),
    fc.constantFrom(...'аЖx1('),
    fc.string(),
  ),
  maxLength: 80,
});

const number = fc.oneof(
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `+7495${String(n).padStart(7, '0')}`),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `+7903${String(n).padStart(7, '0')}`),
  fc.constantFrom('+4930123456', '+442071838750', '+375172000000', '+12025550123', '+8613800138000'),
);

describe('a text', () => {
  it('begins no cell as a formula, whatever it is opened with, and comes back as it was', () => {
    fc.assert(
      fc.property(text, (written) => {
        const whole = guarded(written);
        expect(whole).not.toMatch(/^["\s]*[=+\-@＝＋－＠]|^[\t\n\r]/);
        for (const cell of whole.split(/[\n\r\t,;]/)) expect(cell).not.toMatch(/^"*[=+\-@＝＋－＠]|^["\s]*[=@＝＠]/);
        expect(unguarded(whole)).toBe(written);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    [' =1', "' =1"],
    ['\t=1', "'\t'=1"],
    ['" -1', `'" -1`],
    [',"=cmd', `,'"=cmd`],
    ['а;=1', "а;'=1"],
    ['а; "@SUM(A1)', `а;' "@SUM(A1)`],
    ['а\n+7', "а\n'+7"],
    [' \t +1', "' \t +1"],
    ["'=1", "''=1"],
  ])('%j is written as %j', (written, kept) => {
    expect(guarded(written)).toBe(kept);
    expect(unguarded(kept)).toBe(written);
  });

  it('stays as people write', () => {
    const plain = "Да, - сказал он; скидка -10%, звонить: +7 495… 'так'";
    expect(guarded(plain)).toBe(plain);
    expect(unguarded(plain)).toBe(plain);
  });

  it.each(["'", '"', ' ', ',', '\n', ',"', `'"`])('full of %j is looked through at once', (sign) => {
    const long = sign.repeat(32_767);
    const startedAt = performance.now();
    expect(unguarded(guarded(long))).toBe(long);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('a number', () => {
  it('is no formula, and is read as the same number', () => {
    fc.assert(
      fc.property(number, (each) => {
        const cell = guardedNumber(displayNumber(each));
        expect(cell).toMatch(/^\(\+\d{1,3}\) \d/);
        expect(readNumber(cell)).toMatchObject({ kind: 'phone', number: each });
        expect(readNumbers(unguarded(cell), readNumber)).toEqual({
          numbers: [{ number: each, label: null }],
          remark: false,
          problems: [],
        });
      }),
    );
  });

  it.each([
    ['101', '101'],
    ['anonymous', 'anonymous'],
    ['', ''],
    ['=1+1', "'=1+1"],
    ['+=1', "'+=1"],
    ['+1,=1', "(+1) ,'=1"],
    ['-1', "'-1"],
  ])('that is none, %j, is as safe as any text: %j', (raw, cell) => {
    expect(guardedNumber(fromPbxNumber(raw).display)).toBe(cell);
  });
});
