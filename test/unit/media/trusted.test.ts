import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { readFileHost, trustedLink } from '../../../src-main/media/trusted.ts';

const pbx = { apiUrl: new URL('https://lkvats.cifra1.ru/api'), allowedHosts: [] as string[] };
const demo = { apiUrl: new URL('http://127.0.0.1:4711/api'), allowedHosts: [] as string[] };

function refusal(link: string, trust = pbx): Failure {
  try {
    trustedLink(link, trust);
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return error as Failure;
  }
  throw new Error(`trusted ${link}`);
}

describe('a link of the account’s own PBX', () => {
  it.each([
    'https://lkvats.cifra1.ru/file?file=azdqdqdqzAVt_ujzi-01-uk_bi:53:sb_',
    'https://lkvats.cifra1.ru/a:b_c/%D1%84.wav?x=%3a&y=a+b',
    'https://lkvats.cifra1.ru:8443/file',
  ])('goes out as it came: %s', (link) => {
    expect(trustedLink(link, pbx).href).toBe(link);
    expect(trustedLink(` ${link}\n`, pbx).href).toBe(link);
  });

  it('is the same whatever the case of the host, or its script', () => {
    expect(trustedLink('HTTPS://LKVATS.Cifra1.RU/f', pbx).hostname).toBe('lkvats.cifra1.ru');
    const rf = { apiUrl: new URL('https://атс.пример.рф/api'), allowedHosts: [] };
    expect(trustedLink(`https://${new URL('https://АТС.Пример.рф').hostname}/f`, rf).hostname).toBe(rf.apiUrl.hostname);
  });

  it('may be plain http on loopback, at the very port only', () => {
    expect(trustedLink('http://127.0.0.1:4711/file?file=x:1_', demo).port).toBe('4711');
    for (const link of [
      'http://127.0.0.1:4712/file',
      'http://127.0.0.1/file',
      'http://localhost:4711/file',
      'http://[::1]:4711/file',
      'https://127.0.0.1:4711/file',
      'http://192.168.0.1:4711/file',
    ])
      expect(refusal(link, demo).code).toBe('file-untrusted');
  });
});

describe('a hostile link', () => {
  it.each([
    'http://lkvats.cifra1.ru/file',
    'https://evil.example/file',
    'https://lkvats.cifra1.ru.evil.example/file',
    'https://evil-lkvats.cifra1.ru/file',
    'https://lkvats.cifra1.ru./file',
    'https://user@lkvats.cifra1.ru/file',
    'https://user:word@lkvats.cifra1.ru/file',
    'https://lkvats.cifra1.ru@evil.example/file',
    'https://lkvats.cifra1.ru:443@evil.example/',
    'https://evil.example\\@lkvats.cifra1.ru/',
    'https:\\\\evil.example/file',
    'https://lkvats.cifra1.ru\t.evil.example/',
    'https://lkva\nts.cifra1.ru/file',
    'https://lkvаts.cifra1.ru/file', // а Cyrillic
    'https://xn--lkvts-4nf.cifra1.ru/file',
    'file:///etc/passwd',
    'file://lkvats.cifra1.ru/share',
    'ftp://lkvats.cifra1.ru/file',
    'app://sputnik/index.html',
    'data:audio/wav;base64,UklGRg==',
    'javascript:alert(1)',
    'blob:https://lkvats.cifra1.ru/1',
    '//lkvats.cifra1.ru/file',
    '/file?file=1',
    'lkvats.cifra1.ru/file',
    '',
    ' ',
    'https://',
    'https://lkvats.cifra1.ru:99999/',
    'http://127.0.0.1:4711/file',
    'https://127.0.0.1/file',
    'https://localhost/file',
    'https://[::1]/file',
    'https://[::ffff:127.0.0.1]/file',
    'https://[::ffff:7f00:1]/file',
    'https://[0:0:0:0:0:0:0:1]/file',
    'https://2130706433/file',
    'https://0x7f.1/file',
    'https://0177.0.0.1/file',
    'https://0/file',
    'https://169.254.169.254/latest/meta-data',
  ])('is not asked: %j', (link) => expect(refusal(link).code).toBe('file-untrusted'));

  it('is told by its host only: the rest of a link opens a recording', () => {
    expect(refusal('https://user:word@evil.example/secret?file=secret').params).toEqual({ host: 'evil.example' });
    expect(refusal('not a link: secret').params).toBeUndefined();
  });
});

describe('an allowed host', () => {
  const trust = {
    ...pbx,
    allowedHosts: ['Files.Example.com', ' store.example:8443', 'localhost', '127.0.0.1', 'пример.рф'].map(readFileHost),
  };

  it.each([
    'https://files.example.com/f',
    'https://files.example.com:443/f',
    'https://store.example:8443/f',
    'https://пример.рф/f',
  ])('may hold files: %s', (link) => expect(trustedLink(link, trust).protocol).toBe('https:'));

  it.each([
    'http://files.example.com/f',
    'https://files.example.com:8443/f',
    'https://store.example/f',
    'https://sub.files.example.com/f',
    'https://user@files.example.com/f',
    'https://localhost/f',
    'https://127.0.0.1/f',
  ])('is allowed as it is written, never by http, and never this PC: %s', (link) =>
    expect(refusal(link, trust).code).toBe('file-untrusted'),
  );

  it.each([
    '',
    '/',
    '*',
    'https://files.example.com',
    'files.example.com/path',
    'user@files.example.com',
    '*.example.com',
  ])('that is no host is refused where it is written: %j', (written) =>
    expect(() => readFileHost(written)).toThrow(new Failure('address-invalid')),
  );
});

it('whatever the link, only the API’s host is asked, by https, without credentials', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'https://',
      'http://',
      'lkvats.cifra1.ru',
      '@',
      ':',
      '/',
      '\\',
      '?',
      '#',
      '.',
      '%2e',
      '[::1]',
      'evil.example',
      '\t',
      '。',
    ),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
      let url: URL;
      try {
        url = trustedLink(parts.join(''), pbx);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
        return;
      }
      expect([url.protocol, url.hostname, url.username, url.password]).toEqual(['https:', 'lkvats.cifra1.ru', '', '']);
    }),
    { numRuns: 3000 },
  );
});
