import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumber, redact } from '../../../src-main/log/redact.ts';

describe('redaction hides', () => {
  it.each([
    ['check=d41d8cd98f00b204e9800998ecf8427e&action=stat', 'check=‹hidden›&action=stat'],
    ['"check": "d41d8cd9"', 'check=‹hidden›'],
    ["{'key':'S3CRET'}", '{key=‹hidden›}'],
    ['api_key=abc apikey: abc', 'api_key=‹hidden› apikey=‹hidden›'],
    ['Authorization: Bearer abc.def', 'Authorization=‹hidden›'],
    ['password=a b', 'password=‹hidden› b'],
    ['passphrase="three red cats"', 'passphrase=‹hidden›'],
    ['keyHex=00ff', 'keyHex=‹hidden›'],
  ])('keys and signatures by their labels: %s', (text, told) => expect(redact(text)).toBe(told));

  it('keys and signatures by their looks', () => {
    expect(redact('got d41d8cd98f00b204e9800998ecf8427e back')).toBe('got ‹hidden› back');
    expect(redact('got aGVsbG8gd29ybGQgMTIzNDU2Nzg5 back')).toBe('got ‹hidden› back');
  });

  it('a known key wherever it is', () => {
    expect(redact('sent p@ss!9 and p@ss!9', ['p@ss!9'])).toBe('sent ‹hidden› and ‹hidden›');
  });

  it.each([
    ['+7 (495) 123-45-67', '+7 495 ***-**-67'],
    ['84951234567', '+7 495 ***-**-67'],
    ['74951234567', '+7 495 ***-**-67'],
    ['tel:+74951234567', 'tel:+7 495 ***-**-67'],
    ['8 495 123 45 67', '+7 495 ***-**-67'],
    ['8\u00a0495\u00a0123\u201345\u201367', '+7 495 ***-**-67'],
    ['495.123.45.67', '495***67'],
    ['+442071838750', '+442***50'],
    ['123-45-67', '***67'],
    ['sip74951234567x', 'sip+7 495 ***-**-67x'],
  ])('the number %s', (text, told) => expect(redact(text)).toBe(told));

  it.each([
    ['name=Anna Petrova&id=1', 'name=‹hidden›&id=1'],
    ['"name":"Anna Petrova","id":1', 'name=‹hidden›,"id":1'],
    ['company: Romashka Ltd; x', 'company=‹hidden›; x'],
    ['called Анна Петрова again', 'called ‹hidden› again'],
    ['called ООО «Ромашка» again', 'called ‹hidden› again'],
    ['to anna.petrova@firma.ru', 'to ‹hidden›'],
  ])('who it is: %s', (text, told) => expect(redact(text)).toBe(told));

  it.each([
    ['https://lkvats.cifra1.ru/api?action=x&check=1', 'https://lkvats.cifra1.ru/api/…'],
    ['https://user:word@pbx.example.ru/records/2026/a1b2.mp3', 'https://pbx.example.ru/records/…'],
    ['https://pbx.example.ru/a1b2c3/x.mp3', 'https://pbx.example.ru/…'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
    ['https://pbx.example.ru', 'https://pbx.example.ru'],
  ])('the link %s', (text, told) => expect(redact(text)).toBe(told));

  it.each([
    ['/home/anna/.config/x', '~/.config/x'],
    ['C:\\Users\\Anna Petrova\\AppData\\x', '~\\AppData\\x'],
    ['/Users/anna/Library', '~/Library'],
  ])('the user in %s', (text, told) => expect(redact(text)).toBe(told));
});

describe('redaction leaves', () => {
  it.each([
    '2026-07-31T09:30:00.123Z took 1200 ms',
    '2026-07-31 09:30',
    'status 503 after 3 tries, extension 101, task 12345',
    'account a1b2c3d4-1234-4567-8901-123456789012',
    'account 12345678-1234-4567-8901-123456789012',
    'listening on 127.0.0.1:45678',
    'ECONNREFUSED 192.168.100.200:443',
    'electron 33.2.1 chromium 130.0.6723.137 node 20.18.1',
    'callbacks.order failed: ERR_SSL_WRONG_VERSION_NUMBER',
    'index-DxYz12Ab.js:10:5',
    '',
  ])('%j as it is', (text) => expect(redact(text)).toBe(text));
});

it('keeps a day of our time, and hides what only is written like one', () => {
  expect(redact('on 2026-11-23')).toBe('on 2026-11-23');
  for (const number of ['1000-00-00', '4952-11-12', '2012-13-01', '2012-12-32'])
    expect(redact(`call ${number} now`)).not.toContain(number);
});

describe('whatever the text', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));

  it('no number of seven digits and more can be read afterwards, however it is written', () => {
    const separators = fc.array(fc.constantFrom('', '', '', ' ', '-', ' (', ') ', '\u00a0'), {
      minLength: 15,
      maxLength: 15,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: 15 }).chain(digits),
        separators,
        fc.constantFrom('', '+', 'tel:', 'to '),
        (number, between, before) => {
          const written =
            before +
            [...number].map((digit, index) => digit + (index < number.length - 1 ? between[index] : '')).join('');
          // Eight digits may be a day, which is kept: no number anybody is called by.
          fc.pre(!/^\D*(?:19|20)\d\d-\d\d-\d\d$/.test(written));
          expect(redact(`call ${written} now`).replace(/\D/g, '').length).toBeLessThanOrEqual(6);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('a signature never survives', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
    fc.assert(
      fc.property(hex, fc.string(), fc.string(), (check, before, after) => {
        expect(redact(`${before} ${check} ${after}`)).not.toContain(check);
        expect(redact(`${before} check=${check}&${after}`)).not.toContain(check);
      }),
    );
  });

  it('twice is the same as once', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[\w+ .,-]*$/),
      fc.constantFrom(
        'check=1',
        'name=Anna',
        '"key":"x"',
        '+7 495',
        '123-45-67',
        'https://a.ru/b/c',
        'Анна',
        '/home/a/b',
        'a@b.ru',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = redact(pieces.join(' '));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('a long line takes no long time', () => {
    const began = performance.now();
    for (const unit of ['7 ', 'a', 'Aa1', 'Ж ', 'name=', '1.', '-', 'key=" ', 'https://', '/home/'])
      redact(unit.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a masked number', () => {
  it('shows where to and its end', () => expect(maskNumber('+74951234567')).toBe('+7 495 ***-**-67'));
});
