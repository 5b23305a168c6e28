import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure, type ErrorCode } from '../../../src-main/contract/errors.ts';
import type { MediaFile } from '../../../src-main/media/media-file.ts';
import { kindOf } from '../../../src-main/media/kind.ts';
import { readRange } from '../../../src-main/media/range.ts';
import { respond } from '../../../src-main/media/respond.ts';
import { serveMedia } from '../../../src-main/security/media-scheme.ts';
import { demoFile, sourceOf, wavOf } from './support/files.ts';

const origin = 'app://sputnik';
const sound = wavOf('respond', 200_001);
const fax = demoFile('offer.tiff');
let opened: string[] = [];
let open = 0;

const library = {
  open: (id: string) => {
    opened.push(id);
    const bytes = id.startsWith('fax') ? fax : sound;
    if (id.startsWith('no:')) return Promise.reject(new Failure(id.slice(3) as ErrorCode));
    if (id === 'defect') return Promise.reject(new TypeError('defect'));
    open += 1;
    let isOpen = true;
    const close = () => Promise.resolve(void (isOpen && ((open -= 1), (isOpen = false))));
    return Promise.resolve({ ...sourceOf(bytes, 33_000), kind: kindOf(bytes), close } as unknown as MediaFile);
  },
};
beforeEach(() => void ([opened, open] = [[], 0]));

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  respond(library, origin, { method, url, headers: new Headers(headers) });
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a recording', () => {
  it('comes whole, as what it is', async () => {
    const response = await ask('sputnik-media://recording/voicemail~1:2_3');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(sound.length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'access-control-allow-origin': origin,
    });
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await bodyOf(response)).equals(sound)).toBe(true);
    expect(opened).toEqual(['voicemail~1:2_3']);
    expect(open).toBe(0);
  });

  it.each([
    ['bytes=0-', 0, sound.length],
    ['bytes=0-0', 0, 1],
    ['bytes=100-199', 100, 200],
    ['bytes=200000-', 200_000, sound.length],
    ['bytes=-500', sound.length - 500, sound.length],
    ['bytes=-999999999', 0, sound.length],
    ['bytes=7-99999999999', 7, sound.length],
  ])('comes in part: %s', async (range, start, end) => {
    const response = await ask('sputnik-media://recording/a', { Range: range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${sound.length}`);
    expect(response.headers.get('content-length')).toBe(String(end - start));
    expect((await bodyOf(response)).equals(sound.subarray(start, end))).toBe(true);
    expect(open).toBe(0);
  });

  it.each([`bytes=${sound.length}-`, 'bytes=999999999-', 'bytes=-0'])('has nothing at %s', async (range) => {
    const response = await ask('sputnik-media://recording/a', { Range: range });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${sound.length}`);
    expect((await bodyOf(response)).length).toBe(0);
    expect(open).toBe(0);
  });

  it.each(['bytes=5-1', 'bytes=a-b', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=', '0-1'])(
    'comes whole for %s',
    async (range) => {
      const response = await ask('sputnik-media://recording/a', { Range: range });
      expect(response.status).toBe(200);
      await response.body?.cancel();
      expect(open).toBe(0);
    },
  );

  it('tells of itself without coming', async () => {
    const response = await ask('sputnik-media://recording/a', {}, 'HEAD');
    expect([response.status, response.headers.get('content-length'), response.body]).toEqual([
      200,
      String(sound.length),
      null,
    ]);
    const part = await ask('sputnik-media://recording/a', { Range: 'bytes=0-9' }, 'HEAD');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-9/${sound.length}`]);
    expect(open).toBe(0);
  });

  it('is closed also when the player goes away in the middle', async () => {
    const response = await ask('sputnik-media://recording/a');
    const reader = response.body!.getReader();
    await reader.read();
    expect(open).toBe(1);
    await reader.cancel();
    expect(open).toBe(0);
    await (await ask('sputnik-media://recording/a')).body!.cancel();
    expect(open).toBe(0);
  });
});

describe('what is refused', () => {
  it.each([
    'sputnik-media://recording/',
    'sputnik-media://recording',
    'sputnik-media://other/a',
    'sputnik-media://constructor/a',
    'sputnik-media://user@recording/a',
    'sputnik-media://recording/a/b',
    'sputnik-media://recording/..%2fa',
    'sputnik-media://recording/.hidden',
    'sputnik-media://recording/a%00',
    'sputnik-media://recording/%zz',
    'sputnik-media://recording/%D1%84',
    `sputnik-media://recording/${'a'.repeat(201)}`,
  ])('%s is nothing', async (url) => {
    expect((await ask(url)).status).toBe(404);
    expect(opened).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s', async (method) => {
    const response = await ask('sputnik-media://recording/a', {}, method);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['https://evil.example', 'app://other', 'null', ''])('another origin: %j', async (from) => {
    expect((await ask('sputnik-media://recording/a', { Origin: from })).status).toBe(403);
    expect((await ask('sputnik-media://recording/a', { Origin: origin })).status).toBe(200);
    expect(opened).toHaveLength(1);
  });

  it('a fax as a recording, and the other way round', async () => {
    expect((await ask('sputnik-media://fax/fax-1')).headers.get('content-type')).toBe('image/tiff');
    expect((await ask('sputnik-media://recording/fax-1')).status).toBe(415);
    expect((await ask('sputnik-media://fax/a')).status).toBe(415);
  });

  it.each([
    ['not-found', 404],
    ['file-gone', 410],
    ['file-untrusted', 403],
    ['file-too-large', 413],
    ['file-unplayable', 415],
    ['network', 504],
    ['http-status', 502],
    ['file-not-saved', 507],
    ['internal', 500],
  ])('failure %s is %i, without a word', async (code, status) => {
    const response = await ask(`sputnik-media://recording/no:${code}`);
    expect([response.status, response.body]).toEqual([status, null]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('a defect is told to nobody', async () =>
    expect((await ask('sputnik-media://recording/defect')).status).toBe(500));
});

it('any range leads to the same bytes as those of the file, or to none', async () => {
  const place = fc.oneof(fc.nat(sound.length + 5), fc.nat(100));
  const header = fc.oneof(
    fc.tuple(place, place).map(([a, b]) => `bytes=${a}-${b}`),
    place.map((a) => `bytes=${a}-`),
    place.map((a) => `bytes=-${a}`),
    fc.string({ maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(header, async (range) => {
      const response = await respond(library, origin, {
        method: 'GET',
        url: 'sputnik-media://recording/a',
        headers: { get: (name: string) => (name === 'range' ? range : null) } as Headers,
      });
      const body = await bodyOf(response);
      if (response.status === 416) {
        expect(body.length).toBe(0);
        return;
      }
      const [, start, end] = /^bytes (\d+)-(\d+)\//.exec(response.headers.get('content-range') ?? '') ?? [
        '',
        '0',
        String(sound.length - 1),
      ];
      expect(response.status === 206).toBe(response.headers.has('content-range'));
      expect(body.equals(sound.subarray(Number(start), Number(end) + 1))).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(open).toBe(0);
});

it.each([
  ['bytes=0-', 'none'],
  ['bytes=-1', 'none'],
  [null, 'all'],
] as const)('of an empty file %s is %s', (range, found) => expect(readRange(range, 0)).toBe(found));

describe('the scheme', () => {
  type Listener = (
    details: { frame?: { origin: string } | null },
    answer: (given: { cancel?: boolean }) => void,
  ) => void;

  it('is for our own page, and nobody else', async () => {
    let listener: Listener = () => undefined;
    let filter: unknown;
    const handlers = new Map<string, (request: Request) => Promise<Response>>();
    const session = {
      protocol: { handle: (scheme: string, handler: never) => handlers.set(scheme, handler) },
      webRequest: { onBeforeSendHeaders: (given: unknown, each: Listener) => ([filter, listener] = [given, each]) },
    };
    const denied: string[] = [];
    const asked: string[] = [];
    serveMedia(session as never, {
      respond: (from) => (asked.push(from), Promise.resolve(new Response(null, { status: 204 }))),
      onDenied: (what) => denied.push(what),
    });
    expect(filter).toEqual({ urls: ['sputnik-media://*/*'] });
    const cancelled = (frame?: { origin: string } | null) => {
      let cancel: boolean | undefined;
      listener({ ...(frame !== undefined && { frame }) }, (given) => (cancel = given.cancel));
      return cancel;
    };
    expect(cancelled({ origin: 'app://sputnik' })).toBe(false);
    for (const frame of [
      { origin: 'app://other' },
      { origin: 'null' },
      { origin: 'https://evil.example' },
      null,
      undefined,
    ])
      expect(cancelled(frame)).toBe(true);
    expect(denied).toHaveLength(5);
    await handlers.get('sputnik-media')!({} as Request);
    expect(asked).toEqual([origin]);
  });
});
