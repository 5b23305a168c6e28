import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appOrigin, assetOf } from '../../../src-main/security/app-path.ts';
import { contentSecurityPolicy } from '../../../src-main/security/content-policy.ts';

const registered: unknown[] = [];
vi.mock('electron', () => ({
  protocol: { registerSchemesAsPrivileged: (schemes: unknown) => registered.push(schemes) },
}));
const { answer, registerAppScheme, serveApp } = await import('../../../src-main/security/app-scheme.ts');

let outer: string;
let root: string;
const get = (path: string) => answer(root, { method: 'GET', url: `app://sputnik${path}` });

beforeAll(() => {
  outer = mkdtempSync(join(tmpdir(), 'renderer-'));
  root = join(outer, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(outer, 'secret.js'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'index-D_x-1.js'), 'run()');
  writeFileSync(join(root, 'assets', 'font.woff2'), Buffer.from([0, 255, 1]));
  writeFileSync(join(root, '.hidden.js'), 'hidden');
  writeFileSync(join(root, 'notes.txt'), 'text');
});
afterAll(() => rmSync(outer, { recursive: true, force: true }));

describe('app://sputnik/', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/index.html?a=1#b', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/assets/index-D_x-1.js', 'text/javascript; charset=utf-8', 'run()'],
    ['/assets/%69ndex-D_x-1.js', 'text/javascript; charset=utf-8', 'run()'],
  ])('serves %s', async (path, type, text) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(text);
  });

  it('serves bytes as they are', async () => {
    const response = await get('/assets/font.woff2');
    expect(response.headers.get('content-type')).toBe('font/woff2');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/%252e%252e%252fsecret.js',
    '/assets/../../secret.js',
    '/assets/..%5c..%5csecret.js',
    '/..\\secret.js',
    '//secret.js',
    '/assets//index-D_x-1.js',
    '/.hidden.js',
    '/%00index.html',
    '/index.html%00.js',
    '/C:/windows/win.js',
    '/c%3a%5cwindows%5cwin.js',
    '/etc/passwd',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/nothing.js',
    '/index.html/',
  ])('has nothing at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it.each(['/%', '/%ff', '/%zz'])('refuses the malformed %s', async (path) =>
    expect((await get(path)).status).toBe(400),
  );

  it.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'get'])('refuses %s', async (method) => {
    const response = await answer(root, { method, url: appOrigin });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
  });

  it.each([
    'app://other/index.html',
    'app://sputnik.evil/index.html',
    'app://sputnik:80/index.html',
    'app://user@sputnik/index.html',
    'app://user:word@sputnik/index.html',
    'https://sputnik/index.html',
    'file:///index.html',
  ])('is not %s', async (url) => expect((await answer(root, { method: 'GET', url })).status).toBe(404));

  it('never leads out of its folder, whatever is asked', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '..%2f', '\\', '/', '%00', 'C:', 'a.js', '%25', 'index.html'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom('', '/'), (parts, glue) => {
        const asset = assetOf(root, { method: 'GET', url: `app://sputnik/${parts.join(glue)}` });
        if ('file' in asset) {
          expect(asset.file.startsWith(root + sep)).toBe(true);
          expect(asset.file.slice(root.length)).not.toMatch(/\0|[\\/]\./);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('puts the policy and the other headers on every answer, refusals too', async () => {
    const responses = [
      await get('/'),
      await get('/nothing'),
      await get('/%'),
      await answer(root, { method: 'POST', url: appOrigin }),
    ];
    for (const { headers } of responses) {
      expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is served by the session that it is given', async () => {
    const handlers = new Map<string, (request: { method: string; url: string }) => Promise<Response>>();
    serveApp(
      { protocol: { handle: (scheme: string, handler: never) => handlers.set(scheme, handler) } } as never,
      root,
    );
    expect([...handlers.keys()]).toEqual(['app']);
    expect((await handlers.get('app')!({ method: 'GET', url: appOrigin })).status).toBe(200);
  });

  it('is registered once, with the media scheme, and neither may pass by the policy', () => {
    registerAppScheme();
    expect(registered).toHaveLength(1);
    const schemes = registered[0] as { scheme: string; privileges: Record<string, boolean> }[];
    expect(schemes.map(({ scheme }) => scheme)).toEqual(['app', 'sputnik-media']);
    for (const { privileges } of schemes) {
      expect(privileges).toMatchObject({ standard: true, secure: true, supportFetchAPI: true });
      expect(privileges['bypassCSP'] ?? false).toBe(false);
      expect(privileges['allowServiceWorkers'] ?? false).toBe(false);
    }
  });
});

describe('the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );

  it('begins with nothing', () => expect(directives.get('default-src')).toEqual(["'none'"]));

  it('lets nothing inline run, nothing be evaluated, and nothing come from outside', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|wss?:|\*|blob:|data:|file:/);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('style-src')).toEqual(["'self'"]);
    expect(directives.get('media-src')).toEqual(['sputnik-media:']);
  });

  it.each(['base-uri', 'form-action', 'frame-ancestors'])('closes %s, which default-src does not', (name) =>
    expect(directives.get(name)).toEqual(["'none'"]),
  );

  it('makes markup of text only by the policy of Svelte, and workers only by that of the fax viewer', () => {
    expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(directives.get('trusted-types')).toEqual(['svelte-trusted-html', 'sputnik-worker']);
  });

  it('lets the page fetch recordings and faxes, and nothing else', () => {
    expect(directives.get('connect-src')).toEqual(['sputnik-media:']);
    expect(directives.get('worker-src')).toEqual(["'self'"]);
  });
});
