import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWireNumber } from '../../../src-main/vats/actions.ts';
import { displayNumber, fromPbxNumber, readNumber, sameClient, toWireNumber } from '../../../src-main/vats/numbers.ts';

describe('a written number', () => {
  for (const written of [
    '84951234567',
    '74951234567',
    '+74951234567',
    '4951234567',
    '8495123 45 67',
    '8 (495) 123-45-67',
    '8(495)123-45-67',
    '+7 495 123-45-67',
    '+7 (495) 123–45–67',
    '(+7) 495 123 45 67',
    '+7 8 495 123-45-67',
    '8.495.123.45.67',
    '(495) 123-45-67',
    '810 7 495 123 45 67',
    '8~10 7 495 123 45 67',
    '00 7 495 123 45 67',
    '\u202A+7\u00A0495\u202F123\u201145\u201167\u202C',
    '\u200E84951234567\u200B',
    '＋７ ４９５ １２３ ４５ ６７',
    '٨٤٩٥١٢٣٤٥٦٧',
    '۸۴۹۵۱۲۳۴۵۶۷',
    '  84951234567\t\n',
  ]) {
    it(`«${written}» is +7 495 123-45-67`, () => {
      const number = '+74951234567';
      expect(readNumber(written)).toEqual({ kind: 'phone', number, display: '+7 495 123-45-67', region: 'RU' });
    });
  }

  for (const [written, number, display, region] of [
    ['8-800-555-35-35', '+78005553535', '+7 800 555-35-35', 'RU'],
    ['89031112233', '+79031112233', '+7 903 111-22-33', 'RU'],
    ['79031112233', '+79031112233', '+7 903 111-22-33', 'RU'],
    ['9031112233', '+79031112233', '+7 903 111-22-33', 'RU'],
    ['812 123-45-67', '+78121234567', '+7 812 123-45-67', 'RU'],
    // A newer area than the library knows is not refused, as long as 8 or +7 stands before it.
    ['+7 878 123-45-67', '+78781234567', '+7 878 123-45-67', 'RU'],
    ['+7 701 123-45-67', '+77011234567', '+7 701 123-45-67', 'KZ'],
    ['87011234567', '+77011234567', '+7 701 123-45-67', 'KZ'],
    ['810380441234567', '+380441234567', '+380 44 123 4567', 'UA'],
    ['375291234567', '+375291234567', '+375 29 123 45 67', 'BY'],
    ['+44 (0)20 7123 4567', '+442071234567', '+44 20 7123 4567', 'GB'],
    ['0049 89 1234567', '+49891234567', '+49 89 1234567', 'DE'],
    ['+1 800 555 0199', '+18005550199', '+1 800 555 0199', 'US'],
  ] as const) {
    it(`«${written}» is ${display}`, () =>
      expect(readNumber(written)).toEqual({ kind: 'phone', number, display, region }));
  }

  for (const written of [
    '101',
    '102',
    '11223',
    '9999',
    '8112',
    ' 101 ',
    'доб. 101',
    'ДОБ.101',
    'вн. 2001',
    'ext 101',
  ]) {
    it(`«${written}» is an extension`, () => {
      expect(readNumber(written)).toEqual({ kind: 'extension', extension: written.replace(/\D/g, '') });
    });
  }

  for (const written of ['', ' ', '\u00A0\t', '\u200B\u202A']) {
    it(`${JSON.stringify(written)} is empty`, () => {
      expect(readNumber(written)).toEqual({ kind: 'none', problem: 'number-empty' });
    });
  }

  for (const written of ['112', '1-1-2', '(112)', '01', '02', '03', '04', '911', '999', '000', '０３', '030']) {
    it(`«${written}» is an emergency number and refused`, () => {
      expect(readNumber(written)).toEqual({ kind: 'none', problem: 'number-emergency' });
    });
  }

  for (const [written, why] of [
    ['8 495 123-45-67 доб. 12', 'an extension would be lost'],
    ['84951234567 ext. 5', 'an extension would be lost'],
    ['84951234567#12', 'an extension would be lost'],
    ['84951234567,,12', 'an extension would be lost'],
    ['84951234567;12', 'an extension would be lost'],
    ['84951234567, 84951234568', 'two numbers'],
    ['84951234567 84951234568', 'two numbers'],
    ['123-45-67/68', 'two lines'],
    ['101 102', 'two extensions'],
    ['101,102', 'two extensions'],
    ['8-800-FLOWERS', 'letters'],
    ['84951234S67', 'letters'],
    ['тел. 84951234567', 'letters'],
    ['*100#', 'a command to the network'],
    ['8 495 123-45-6', 'a digit was forgotten'],
    ['8 495 123-45-678', 'a digit too many'],
    ['49512345678', 'a digit too many'],
    ['495123456', 'a digit was forgotten'],
    ['7495123456', 'a digit was forgotten'],
    ['123-45-67', 'no area'],
    ['361234', 'no area'],
    ['1', 'too short'],
    ['+8 495 123-45-67', 'a plus too many; not Vietnam'],
    ['+ 8(495)123-45-67', 'a plus too many; not Vietnam'],
    ['++74951234567', 'two pluses'],
    ['7+4951234567', 'a plus in the middle'],
    ['+7 095 123-45-67', 'no such area'],
    ['+7 112', 'no such number'],
    ['+999 123456789', 'no such country'],
    ['+0 495 123 45 67', 'no such country'],
    ['+', 'no digits'],
    ['---', 'no digits'],
    ['<script>', 'no number'],
    ['8'.repeat(61), 'too long'],
    ['²³⁴', 'no digits to dial'],
  ] as const) {
    it(`«${written}» is impossible: ${why}`, () => {
      expect(readNumber(written)).toEqual({ kind: 'none', problem: 'number-impossible' });
    });
  }

  it('is read in another country by that country’s rules', () => {
    expect(readNumber('089 1234567', { country: 'DE' })).toMatchObject({ kind: 'phone', number: '+49891234567' });
    expect(readNumber('+7 495 1234567', { country: 'DE' })).toMatchObject({ number: '+74951234567' });
  });
});

/** The ten digits of a Russian number with an area that exists. */
const national = fc
  .tuple(fc.constantFrom('495', '499', '812', '903', '916', '800', '343', '383', '843'), fc.stringMatching(/^\d{7}$/))
  .map(([area, rest]) => area + rest);
const separator = fc.constantFrom('', ' ', '-', '\u00A0', ' - ', '–', '.', '(', ')', ') ', ' (', '\u2011', '\u200E');

describe('one number, however it is spelled', () => {
  const spelling = (digits: string) =>
    fc
      .tuple(fc.constantFrom('8', '7', '+7', '8107', '007', ''), fc.array(separator, { minLength: 10, maxLength: 10 }))
      .map(([prefix, gaps]) => prefix + gaps.map((gap, index) => gap + (digits[index] ?? '')).join(''));

  it('has one key', () => {
    fc.assert(
      fc.property(
        national.chain((digits) => fc.tuple(fc.constant(digits), spelling(digits))),
        ([digits, written]) => {
          expect(readNumber(written)).toMatchObject({ kind: 'phone', number: `+7${digits}` });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is the same client', () => {
    fc.assert(
      fc.property(
        national.chain((digits) => fc.tuple(spelling(digits), spelling(digits))),
        ([a, b]) => sameClient(a, b),
      ),
    );
  });
});

describe('any text at all', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: fc.constantFrom(...'0123456789+-() .*#,;~/доб٣８'), maxLength: 30 }),
  );

  it('is read without an error, and never only in part', () => {
    fc.assert(
      fc.property(noise, (written) => {
        const read = readNumber(written);
        if (read.kind !== 'phone') return;
        expect(read.number).toMatch(/^\+\d{7,15}$/);
        // Every digit that was written is in the number, but for prefixes and a trunk zero.
        const digits = [...written.normalize('NFKC')].filter((character) => /\p{Nd}/u.test(character));
        expect(digits.length - (read.number.length - 1)).toBeLessThanOrEqual(4);
        expect(written).not.toMatch(/[a-zа-я*#,;/]/i);
      }),
      { numRuns: 3000 },
    );
  });

  it('that is a number stays that number when it is shown and read again', () => {
    fc.assert(
      fc.property(noise, (written) => {
        const read = readNumber(written);
        if (read.kind === 'phone') expect(readNumber(read.display)).toEqual(read);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the number as the PBX wants it', () => {
  it('is 7… for Russia and Kazakhstan, 810… for everybody else', () => {
    expect(toWireNumber('+74951234567')).toBe('74951234567');
    expect(toWireNumber('+77011234567')).toBe('77011234567');
    expect(toWireNumber('+380441234567')).toBe('810380441234567');
    expect(toWireNumber('+18005550199')).toBe('81018005550199');
  });

  it('is accepted by the table, and means the same number when it comes back', () => {
    const numbers = ['+74951234567', '+77011234567', '+380441234567', '+49891234567', '+18005550199', '+442071234567'];
    for (const number of numbers) {
      expect(isWireNumber(toWireNumber(number))).toBe(true);
      expect(fromPbxNumber(toWireNumber(number)).number).toBe(number);
    }
  });

  for (const text of ['74951234567', '', '+7495123456x', '112', '+12', '101']) {
    it(`is not made from «${text}»`, () => {
      expect(() => toWireNumber(text)).toThrow(expect.objectContaining({ code: 'number-impossible' }) as Error);
    });
  }
});

describe('a number as the PBX stores it', () => {
  for (const [raw, number, extension, display] of [
    ['89854789714', '+79854789714', null, '+7 985 478-97-14'],
    ['4952211952', '+74952211952', null, '+7 495 221-19-52'],
    ['8005058502 ', '+78005058502', null, '+7 800 505-85-02'],
    ['81049891234567', '+49891234567', null, '+49 89 1234567'],
    ['49891234567', '+49891234567', null, '+49 89 1234567'],
    ['101', null, '101', '101'],
    ['10105', null, '10105', '10105'],
    ['112', null, '112', '112'],
    ['anonymous', null, null, 'anonymous'],
    ['', null, null, ''],
    ['101 102', null, null, '101 102'],
    ['1234567', null, null, '1234567'],
  ] as const) {
    it(`«${raw}» is shown as «${display}»`, () => expect(fromPbxNumber(raw)).toEqual({ number, extension, display }));
  }

  it('is no client when it is nobody’s', () => {
    expect(sameClient('anonymous', 'anonymous')).toBe(false);
    expect(sameClient('', '')).toBe(false);
    expect(sameClient('101', '101')).toBe(true);
    expect(sameClient('101', '102')).toBe(false);
    expect(sameClient('89854789714', '+7 985 478 97 14')).toBe(true);
  });
});

it('what is no number is shown as it is', () => expect(displayNumber('+999')).toBe('+999'));
