import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, literalTerms, searchTerms, sortKey } from '../../../src-main/cache/search-text.ts';

const key = (name: string, company = '', numbers: string[] = []) => sortKey({ name, company, numbers });

describe('the order of contacts', () => {
  it('is that of a Russian telephone book', () => {
    const inOrder = [
      '1С-Рарус',
      '2ГИС',
      'Анна',
      'Анна Петрова',
      'анна Сидорова',
      'Антон',
      'Елена',
      'Ёлкин',
      'Енисей',
      'Иван',
      'Йогурт',
      'Кедр',
      '«Ромашка», ООО',
      'Щукин',
      'Яковлев',
      'ACME',
      'Émile',
      'Emma',
      'Zürich',
    ];
    const shuffled = inOrder.toSorted((a, b) => (fold(a.slice(1)) < fold(b.slice(1)) ? -1 : 1));
    expect(shuffled.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(inOrder);
  });

  it('agrees with the collator of Russian on plain Russian names', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'абвгдежзийклмнопрстуфхцчшщъыьэюя'),
      minLength: 1,
      maxLength: 6,
    });
    const collator = new Intl.Collator('ru');
    fc.assert(
      fc.property(name, name, (a, b) => {
        const byKey = key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
        expect(byKey).toBe(Math.sign(collator.compare(a, b)));
      }),
    );
  });

  it('puts a company in the place of a missing name, and the nameless last', () => {
    expect(key('', 'Ромашка')).toBe(key('Ромашка'));
    expect(key('', '', ['+74951234567']) > key('Zz')).toBe(true);
    expect(key('!!!') > key('Zz')).toBe(true);
  });

  it('makes keys that fit into a page token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const token = Buffer.from(JSON.stringify([1, key(name), '0'.repeat(36)])).toString('base64url');
        expect(token.length).toBeLessThanOrEqual(600);
      }),
    );
    expect(JSON.stringify(key('𠮷'.repeat(200))).length).toBeLessThanOrEqual(200);
  });
});

describe('what was typed', () => {
  it.each<[string, string[][][]]>([
    ['', []],
    ['   ', []],
    ['Анна', [[['анна']]]],
    ['анна  ПЁТР', [[['анна']], [['петр']]]],
    ['495', [[['495']]]],
    ['495-12', [[['49512'], ['495-12']]]],
    ['+7 (495) 12', [[['749512'], ['+7', '(495)', '12']]]],
    ['Анна 495 12 ромашка', [[['анна']], [['49512'], ['495', '12']], [['ромашка']]]],
    ['Анна — Петрова', [[['анна']], [['петрова']]]],
    ['"', [[['"']]]],
    ['«Ромашка»', [[['"ромашка"']]]],
    ['*', [[['*']]]],
    ['-', [[['-']]]],
  ])('%j', (text, terms) => {
    expect(literalTerms(text)).toEqual(terms);
  });

  it('never makes more than a few conditions', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => searchTerms(text).length <= 8));
  });
});
