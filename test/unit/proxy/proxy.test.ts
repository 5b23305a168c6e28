import { describe, expect, it } from 'vitest';
import { Proxy, readProxyAddress } from '../../../src-main/proxy/proxy.ts';

const pbx = new URL('https://lk.example/api');

function proxyWith(set: { proxy: 'system' | 'manual' | 'none'; address?: string; user?: string }, pac = 'DIRECT') {
  return new Proxy({
    preferences: () => ({ proxy: set.proxy, proxyAddress: set.address ?? '', proxyUser: set.user ?? '' }),
    password: () => Promise.resolve('p@ss:word'),
    system: () => Promise.resolve(pac),
  });
}

describe('the proxy', () => {
  it('of the person counts, with name and password', async () => {
    const proxy = await proxyWith({ proxy: 'manual', address: 'proxy.company:3128', user: 'анна' }).for(pbx);
    expect(proxy?.host).toBe('proxy.company:3128');
    expect(decodeURIComponent(proxy?.username ?? '')).toBe('анна');
    expect(decodeURIComponent(proxy?.password ?? '')).toBe('p@ss:word');
  });

  it.each([
    ['DIRECT', null],
    ['PROXY one:8080; DIRECT', 'http://one:8080/'],
    ['HTTPS safe:443', 'https://safe/'],
    ['SOCKS5 socks:1080; PROXY two:3128', 'http://two:3128/'],
    ['', null],
  ])('of the system: %s', async (pac, expected) => {
    expect((await proxyWith({ proxy: 'system' }, pac).for(pbx))?.href ?? null).toBe(expected);
  });

  it('of an unknown kind is said to be so, and nothing is sent past it', async () => {
    await expect(proxyWith({ proxy: 'system' }, 'SOCKS5 socks:1080').for(pbx)).rejects.toMatchObject({
      code: 'network',
      delivery: 'not-sent',
      params: { reason: 'proxy-kind' },
    });
  });

  it('is never asked about this PC itself, such as the demo', async () => {
    const proxy = proxyWith({ proxy: 'manual', address: 'proxy.company:3128' });
    expect(await proxy.for(new URL('http://127.0.0.1:8000/api'))).toBeNull();
  });

  it('can be none', async () => {
    expect(await proxyWith({ proxy: 'none' }, 'PROXY one:8080').for(pbx)).toBeNull();
  });
});

it.each([
  '',
  'proxy.company',
  'socks5://a:1',
  'http://u:p@a:1',
  'http://:p@a:1',
  'http://@a:1',
  'a:1/path',
  'a:1?x',
  'a b:1',
  'a:99999',
])('«%s» is no address of a proxy', (written) => {
  expect(() => readProxyAddress(written)).toThrow(expect.objectContaining({ code: 'proxy-invalid' }));
});
