import { describe, expect, it } from 'vitest';
import { readApiUrl } from '../../../src-main/vats/address.ts';

describe('the address of the API', () => {
  for (const [written, meant] of [
    ['https://lkvats.cifra1.ru/api', 'https://lkvats.cifra1.ru/api'],
    [' https://lkvats.cifra1.ru/ api ', 'https://lkvats.cifra1.ru/api'],
    ['HTTPS://LKVATS.cifra1.ru/api', 'https://lkvats.cifra1.ru/api'],
    ['https://pbx.example:8443/a/b?tenant=7', 'https://pbx.example:8443/a/b?tenant=7'],
    ['https://pbx.example/api#top', 'https://pbx.example/api'],
    ['http://127.0.0.1:8080/api', 'http://127.0.0.1:8080/api'],
    ['http://127.1/api', 'http://127.0.0.1/api'],
    ['http://127.255.3.4/api', 'http://127.255.3.4/api'],
    ['http://[::1]:9/api', 'http://[::1]:9/api'],
    ['http://localhost/api', 'http://localhost/api'],
  ] as const) {
    it(`«${written}» is taken`, () => expect(readApiUrl(written).href).toBe(meant));
  }

  for (const written of [
    'http://lkvats.cifra1.ru/api',
    'http://192.168.0.10/api',
    'http://127.evil.example/api',
    'http://localhost.evil.example/api',
    'http://[::2]/api',
    'http://0.0.0.0/api',
  ]) {
    it(`«${written}» would show the signed request to others`, () => {
      expect(() => readApiUrl(written)).toThrow(expect.objectContaining({ code: 'address-insecure' }) as Error);
    });
  }

  for (const written of [
    '',
    'lkvats',
    'lkvats.cifra1.ru/api',
    'ftp://x/',
    'javascript:alert(1)',
    'https://',
    'https://a:b@c/',
  ]) {
    it(`«${written}» is no address`, () => {
      expect(() => readApiUrl(written)).toThrow(expect.objectContaining({ code: 'address-invalid' }) as Error);
    });
  }
});
