import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOfArguments, readLink, type LinkResult } from '../../../src-main/links/read-link.ts';

const moscow = '+74951234567';
const numberOf = (result: LinkResult | null) =>
  result?.ok ? (result.read.kind === 'phone' ? result.read.number : result.read.extension) : result && result.problem;

describe('a link', () => {
  it.each([
    `tel:${moscow}`,
    'tel:+7(495)123-45-67',
    'tel:8(495)123-45-67',
    'TEL:+7-495-123-45-67',
    'tel:+7.495.123.45.67',
    'tel://+74951234567',
    'tel:%2B7%20495%20123-45-67',
    'tel:+7%C2%A0495%C2%A0123%E2%80%9145%E2%80%9167',
    'tel:1234567;phone-context=+7495',
    'tel:123-45-67;phone-context=%2B7(495)',
    'tel:84951234567;phone-context=example.ru',
    'tel:+74951234567;isub=12',
    'callto:84951234567',
    'callto://+74951234567/',
    'callto:tel:+74951234567',
    'vats-sputnik://call?number=+7%20495%20123-45-67',
    'vats-sputnik://call?number=%2B74951234567',
    'Vats-Sputnik://CALL/?from=page&Number=8(495)1234567',
    '  tel:+74951234567\n',
  ])('%s is one number', (link) => expect(numberOf(readLink(link))).toBe(moscow));

  it('keeps an extension behind the number apart', () => {
    expect(readLink('tel:+74951234567;ext=12-3')).toMatchObject({ ok: true, read: { number: moscow }, after: '123' });
    expect(readLink('tel:101')).toMatchObject({ ok: true, read: { kind: 'extension', extension: '101' }, after: null });
  });

  it.each<[string, string]>([
    ['tel:*%2306%23', 'link-code'],
    ['tel:*#06#', 'link-code'],
    ['tel:+74951234567#12', 'link-code'],
    ['tel:+74951234567,,12', 'link-code'],
    ['tel:+74951234567p12', 'link-code'],
    ['tel:+74951234567w1', 'link-code'],
    ['tel:+74951234567;postd=pp22', 'link-code'],
    ['tel:+74951234567;12', 'link-code'],
    ['tel:+74951234567;ext=12%2C3', 'link-code'],
    ['tel:+74951234567,+74957654321', 'link-several'],
    ['tel:+74951234567+74957654321', 'link-several'],
    ['vats-sputnik://call?number=84951234567&number=84957654321', 'link-several'],
    ['tel:112', 'number-emergency'],
    ['tel:', 'number-empty'],
    ['tel:;phone-context=+74951234567', 'number-empty'],
    ['tel:%20;phone-context=+74951234567', 'number-empty'],
    ['vats-sputnik://call?number=', 'number-empty'],
    ['vats-sputnik://call?', 'number-empty'],
    ['tel:+7%00 4951234567', 'number-impossible'],
    ['tel:+7495%0D%0A1234567', 'number-impossible'],
    ['tel:+7495%2531234567', 'number-impossible'],
    ['tel:+7495%E2%80%AE1234567', 'number-impossible'],
    ['tel:+%D9%A7%D9%A4951234567', 'number-impossible'],
    ['tel:%EF%BC%8B74951234567', 'number-impossible'],
    ['tel:+7495%zz', 'number-impossible'],
    ['tel:+74951234567;ext=1;ext=2', 'number-impossible'],
    ['tel:+74951234567 --inspect=0.0.0.0', 'number-impossible'],
    ['tel:1-800-FLOWERS', 'number-impossible'],
    ['callto:echo123', 'number-impossible'],
    ['sms:+74951234567', 'link-foreign'],
    ['https://example.ru/?number=84951234567', 'link-foreign'],
    ['vats-sputnik://dial?number=84951234567', 'link-foreign'],
    ['vats-sputnik://call/now?number=84951234567', 'link-foreign'],
    ['+74951234567', 'link-foreign'],
    [`tel:+7495${'-'.repeat(300)}1234567`, 'text-too-long'],
  ])('%s is refused: %s', (link, problem) => expect(readLink(link)).toEqual({ ok: false, problem }));

  it('is the same number however it is spelled', () => {
    const separator = fc.constantFrom('', '-', '.', ' ', '(', ')', '%20', '%28', '%29', '%C2%A0');
    const number = fc.tuple(fc.constantFrom('495', '812', '916', '343'), fc.stringMatching(/^[2-9]\d{6}$/));
    const start = fc.constantFrom('tel:+7', 'tel:8', 'TeL:%2b7', 'callto:+7', 'vats-sputnik://call?number=+7', 'tel:7');
    fc.assert(
      fc.property(
        number,
        start,
        fc.array(separator, { minLength: 10, maxLength: 10 }),
        ([area, local], begin, between) => {
          const digits = [...`${area}${local}`].map((digit, n) => `${between[n] ?? ''}${digit}`).join('');
          expect(numberOf(readLink(begin + digits))).toBe(`+7${area}${local}`);
        },
      ),
    );
  });

  it('never throws, and never makes a number of more digits than were written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '%',
        ';',
        '&',
        'number=',
        '+',
        '7',
        '495',
        ';ext=',
        ';phone-context=+7',
        '%23',
        ',',
        '//',
        'call?',
      ),
    );
    const scheme = fc.constantFrom('tel:', 'callto:', 'vats-sputnik://call?number=', 'vats-sputnik:', '');
    fc.assert(
      fc.property(scheme, fc.array(piece, { maxLength: 12 }), (begin, pieces) => {
        const link = begin + pieces.join('');
        const result = readLink(link);
        if (!result.ok) {
          expect(result.problem).toMatch(/^(link|number|text)-/);
          return;
        }
        const digits = numberOf(result)!.replace(/\D/g, '').length;
        expect(digits).toBeLessThanOrEqual(link.replace(/\D/g, '').length + 1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the words at start', () => {
  const start = ['/opt/vats-sputnik'];
  const chromium = ['--allow-file-access-from-files', '--original-process-start-time=13340000000000000'];

  it.each<[string[], string | null]>([
    [[], null],
    [['.', '--demo'], null],
    [['tel:+74951234567'], moscow],
    [[...chromium, '.', 'tel:+74951234567'], moscow],
    [['--demo', 'call', ...chromium, '84951234567'], moscow],
    [['.', 'call', '8', '(495)', '123-45-67'], moscow],
    [['call', '101'], '101'],
    [['call', 'tel:+74951234567'], moscow],
    [['.', 'call', ...chromium, 'tel:+7', '495', '123-45-67'], moscow],
    [['call', 'vats-sputnik://call?number=84951234567'], moscow],
    [['call', 'tel:112'], 'number-emergency'],
    [['call', 'sms:+74951234567'], 'number-impossible'],
    [['call', 'tel:+74951234567', '84957654321'], 'number-impossible'],
    [['call', 'tel:+74951234567', 'tel:+74957654321'], 'link-several'],
    [['call', '84957654321', 'tel:+74951234567'], 'link-several'],
    [['call'], 'number-empty'],
    [['call', 'nobody'], 'number-impossible'],
    [['tel:+74951234567', 'tel:+74957654321'], 'link-several'],
    [['tel:+74951234567', 'call', '84957654321'], 'link-several'],
    [['call', '1'.repeat(500)], 'text-too-long'],
    [['--tel:+74951234567'], null],
  ])('%j', (words, expected) => expect(numberOf(linkOfArguments([...start, ...words]))).toBe(expected));

  it('are never thrown over', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => void linkOfArguments(words)));
  });
});
