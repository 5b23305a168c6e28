import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkSecret } from '../../../src-main/demo/api.ts';
import { fileToken, type LinkedFile } from '../../../src-main/demo/links.ts';
import { openMedia } from '../../../src-main/demo/media.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import type { Progress } from '../../../src-main/media/download.ts';
import { MediaLibrary, type Form, type MediaLibraryOptions } from '../../../src-main/media/library.ts';
import { CHUNK_BYTES, HEADER_BYTES } from '../../../src-main/media/seal.ts';
import { readWavHead } from '../../../src-main/media/sound/wav.ts';
import { MediaStore } from '../../../src-main/media/store.ts';
import { allBytes, bytesOf, demoDir, storeOptions, temporaryFolder } from './support/files.ts';

let pbx: DemoPbx;
let folder: string;
let store: MediaStore;
const links = new Map<string, string>();
const progress: [string, Progress][] = [];

beforeEach(async () => {
  pbx = new DemoPbx({ mediaDir: demoDir, historyDays: 1, arrivals: null });
  await pbx.start();
  folder = temporaryFolder();
  store = await MediaStore.open(storeOptions(folder));
  links.clear();
  progress.length = 0;
});
afterEach(() => pbx.stop());

const library = (more: Partial<MediaLibraryOptions> = {}) =>
  new MediaLibrary({
    store,
    links: { current: (id) => Promise.resolve(links.get(id) ?? null) },
    trust: () => ({ apiUrl: new URL(pbx.apiUrl), allowedHosts: [] }),
    onProgress: (id, each) => progress.push([id, each]),
    ...more,
  });

const linkTo = (file: LinkedFile) =>
  `${new URL(pbx.apiUrl).origin}/file?file=${fileToken(file, linkSecret({ seed: 'sputnik', domain: pbx.domain }))}`;

/** A record of the PBX with a file; returns what the file holds. */
async function recordOf(id: string, format: LinkedFile['format'], seconds = 20, issue = 0): Promise<Buffer> {
  const file = { format, variant: 7, seconds, issue };
  links.set(id, linkTo(file));
  return Buffer.concat([...(await openMedia(file, demoDir))!.pieces()]);
}

async function readAll(from: MediaLibrary, id: string, form?: Form): Promise<Buffer> {
  const file = await from.open(id, form);
  try {
    return await bytesOf(file.read(0, file.size));
  } finally {
    await file.close();
  }
}

const fetches = () => pbx.fileRequests.length;

describe('a recording or fax', () => {
  it.each(['wav', 'mp3', 'gsm', 'tiff', 'pdf'] as const)(
    '%s is fetched once, and from then on is there offline',
    async (format) => {
      const bytes = await recordOf('a', format);
      const first = library();
      expect(first.has('a')).toBe(false);
      expect((await readAll(first, 'a')).equals(bytes)).toBe(true);
      expect((await readAll(first, 'a')).equals(bytes)).toBe(true);
      expect(fetches()).toBe(1);
      await pbx.down();
      store = await MediaStore.open(storeOptions(folder));
      const later = library();
      expect(later.has('a')).toBe(true);
      expect((await readAll(later, 'a')).equals(bytes)).toBe(true);
      await pbx.up();
    },
  );

  it('is downloaded once, however many ask at once, and all see how far it is', async () => {
    const bytes = await recordOf('a', 'wav', 120);
    const from = library();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => readAll(from, 'a', i % 2 ? 'original' : 'playable')),
    );
    expect(all.every((each) => each.equals(bytes))).toBe(true);
    expect(fetches()).toBe(1);
    expect(progress.at(-1)).toEqual(['a', { receivedBytes: bytes.length, totalBytes: bytes.length }]);
    expect(progress.length).toBeGreaterThan(3);
  });

  it('of another record is another file, also from the same link', async () => {
    await recordOf('a', 'pdf');
    await recordOf('b', 'pdf');
    const from = library();
    await Promise.all([readAll(from, 'a'), readAll(from, 'b')]);
    expect(fetches()).toBe(2);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is the same one when its link was issued anew', async () => {
    const bytes = await recordOf('a', 'wav');
    await readAll(library(), 'a');
    pbx.reissueLinks({ revokeOld: true });
    await recordOf('a', 'wav', 20, 1);
    expect((await readAll(library(), 'a')).equals(bytes)).toBe(true);
    expect(fetches()).toBe(1);
  });

  it('whose link is not good any more is asked for by a new one, once', async () => {
    const bytes = await recordOf('a', 'wav');
    const asked: string[] = [];
    pbx.reissueLinks({ revokeOld: true });
    const renew = (id: string) => {
      asked.push(id);
      return Promise.resolve(linkTo({ format: 'wav', variant: 7, seconds: 20, issue: 1 }));
    };
    const current = () => Promise.resolve(links.get('a') ?? null);
    expect((await readAll(library({ links: { current, renew } }), 'a')).equals(bytes)).toBe(true);
    expect(asked).toEqual(['a']);
    await store.forgetAll();
    const same = library({ links: { current, renew: current } });
    await expect(same.open('a')).rejects.toMatchObject({ code: 'file-gone' });
    await expect(library().open('a')).rejects.toMatchObject({ code: 'file-gone' });
  });

  it('whose link leads to a web page by now, as to a login, is asked for by a new one, once', async () => {
    const bytes = await recordOf('a', 'wav');
    let asked = 0;
    const renew = () => {
      asked += 1;
      return Promise.resolve(linkTo({ format: 'wav', variant: 7, seconds: 20, issue: 1 }));
    };
    const current = () => Promise.resolve(links.get('a') ?? null);
    pbx.fail({ kind: 'html' }, { action: 'file', times: 1 });
    expect((await readAll(library({ links: { current, renew } }), 'a')).equals(bytes)).toBe(true);
    expect(asked).toBe(1);

    await store.forgetAll();
    pbx.fail({ kind: 'html' }, { action: 'file' });
    await expect(library({ links: { current, renew } }).open('a')).rejects.toMatchObject({ code: 'file-web-page' });
    expect([asked, readdirSync(folder)]).toEqual([2, []]);
  });

  it('that the PBX does not have is not invented', async () => {
    await expect(library().open('a')).rejects.toMatchObject({ code: 'not-found' });
    links.set('b', `${new URL(pbx.apiUrl).origin}/file?file=made:up_`);
    await expect(library().open('b')).rejects.toMatchObject({ code: 'file-gone' });
    links.set('c', 'https://evil.example/file');
    await expect(library().open('c')).rejects.toMatchObject({
      code: 'file-untrusted',
      params: { host: 'evil.example' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('whatever goes wrong at the PBX', () => {
  it.each([
    [{ kind: 'html' }, 'file-web-page'],
    [{ kind: 'empty' }, 'file-unknown-type'],
    [{ kind: 'html', status: 502 }, 'http-status'],
    [{ kind: 'status', status: 500 }, 'http-status'],
    [{ kind: 'broken' }, 'network'],
    [{ kind: 'reset' }, 'network'],
    [{ kind: 'redirect' }, 'file-untrusted'],
    [{ kind: 'notice' }, 'file-unknown-type'],
  ] as const)('%j: nothing is stored, and the next try gets it', async (fault, code) => {
    const bytes = await recordOf('a', 'wav');
    pbx.fail(fault, { action: 'file', times: 1 });
    const from = library();
    await expect(from.open('a')).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([]);
    expect(from.has('a')).toBe(false);
    expect((await readAll(from, 'a')).equals(bytes)).toBe(true);
  });

  it('a file over the limit is not stored', async () => {
    await recordOf('a', 'wav');
    const from = library({ downloadLimits: { maxBytes: 50_000 } });
    await expect(from.open('a')).rejects.toMatchObject({ code: 'file-too-large' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('whoever leaves', () => {
  it('leaves the others what they wait for; after the last one the download ends', async () => {
    await recordOf('a', 'wav');
    pbx.fail({ kind: 'slow', everyMs: 5 }, { action: 'file' });
    const from = library();
    const controls = [new AbortController(), new AbortController()];
    const waiting = controls.map(({ signal }) => from.open('a', 'original', { signal }));
    const failures = waiting.map((each) => each.catch((error: unknown) => error));
    await expect.poll(() => progress.length).toBeGreaterThan(3);
    controls[0]!.abort();
    expect(await failures[0]).toMatchObject({ code: 'network', params: { reason: 'aborted' } });
    const before = progress.length;
    await expect.poll(() => progress.length).toBeGreaterThan(before);
    controls[1]!.abort();
    expect(await failures[1]).toMatchObject({ code: 'network', params: { reason: 'aborted' } });
    await expect.poll(() => readdirSync(folder)).toEqual([]);
    const after = progress.length;
    await delay(60);
    expect(progress.length).toBe(after);
    await expect(from.open('a', 'original', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'network',
    });
    expect(fetches()).toBe(1);
  });

  it('stop ends everything', async () => {
    await recordOf('a', 'wav');
    pbx.fail({ kind: 'hang' }, { action: 'file' });
    const from = library();
    const work = from.open('a').catch((error: unknown) => error);
    await expect.poll(fetches).toBe(1);
    from.stop();
    expect(await work).toMatchObject({ code: 'network', params: { reason: 'aborted' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('for playing', () => {
  it('GSM becomes PCM once, and stays so offline; the original stays as it is', async () => {
    const gsm = await recordOf('a', 'gsm', 15);
    const from = library();
    const all = await Promise.all(Array.from({ length: 5 }, () => readAll(from, 'a', 'playable')));
    const head = readWavHead(all[0]!)!;
    expect(head).toMatchObject({ codec: 'pcm', channels: 1, sampleRate: 8000, data: { at: 44, length: 15 * 16_000 } });
    expect(all.every((each) => each.equals(all[0]!))).toBe(true);
    expect((await readAll(from, 'a')).equals(gsm)).toBe(true);
    await pbx.down();
    expect((await readAll(from, 'a', 'playable')).equals(all[0]!)).toBe(true);
    await pbx.up();
    expect(fetches()).toBe(1);
    await from.forget('a');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a fax, and what the engine plays anyway, is the file itself', async () => {
    for (const format of ['tiff', 'pdf', 'mp3', 'wav'] as const) {
      const bytes = await recordOf(format, format);
      expect((await readAll(library(), format, 'playable')).equals(bytes)).toBe(true);
    }
    expect(readdirSync(folder)).toHaveLength(4);
  });

  it('a conversion over the limit says so, and the original can still be had', async () => {
    const gsm = await recordOf('a', 'gsm');
    const from = library({ convertLimits: { maxBytes: 1000 } });
    await expect(from.open('a', 'playable')).rejects.toMatchObject({ code: 'file-too-large' });
    expect((await readAll(from, 'a')).equals(gsm)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('a file damaged on the disk', () => {
  const flip = (at: number) => {
    const path = join(folder, readdirSync(folder)[0]!);
    const sealed = readFileSync(path);
    sealed[at] = sealed[at]! ^ 4;
    writeFileSync(path, sealed);
  };

  it.each([
    ['its header', 60],
    ['its beginning', HEADER_BYTES + 10],
    ['its middle', HEADER_BYTES + 2 * CHUNK_BYTES],
  ])('in %s is fetched again, and whoever reads notices nothing', async (_where, at) => {
    const bytes = await recordOf('a', 'wav');
    await readAll(library(), 'a');
    flip(at);
    expect((await readAll(library(), 'a')).equals(bytes)).toBe(true);
    expect(fetches()).toBe(2);
    expect((await readAll(library(), 'a')).equals(bytes)).toBe(true);
    expect(fetches()).toBe(2);
  });

  it('and met by several at once is fetched once more', async () => {
    const bytes = await recordOf('a', 'wav');
    const from = library();
    await readAll(from, 'a');
    flip(HEADER_BYTES + 2 * CHUNK_BYTES);
    const all = await Promise.all(Array.from({ length: 8 }, () => readAll(from, 'a')));
    expect(all.every((each) => each.equals(bytes))).toBe(true);
    expect(fetches()).toBe(2);
  });

  it('offline gives no wrong bytes: it is gone', async () => {
    await recordOf('a', 'wav');
    await readAll(library(), 'a');
    flip(HEADER_BYTES + 2 * CHUNK_BYTES);
    await pbx.down();
    await expect(readAll(library(), 'a')).rejects.toMatchObject({ code: 'network' });
    expect(readdirSync(folder)).toEqual([]);
    await pbx.up();
  });

  it('for which the PBX now has another one does not become a mixture', async () => {
    await recordOf('a', 'wav');
    const file = await library().open('a');
    flip(HEADER_BYTES + 2 * CHUNK_BYTES);
    await recordOf('a', 'wav', 21);
    await expect(bytesOf(file.read(0, file.size))).rejects.toMatchObject({ code: 'file-damaged', retry: true });
    await file.close();
  });
});

it('a recording’s bytes are nowhere on the disk in the clear, converted ones neither', async () => {
  for (const format of ['wav', 'gsm', 'pdf'] as const) {
    const bytes = await recordOf(format, format);
    const played = await readAll(library(), format, 'playable');
    const disk = allBytes(folder);
    for (const each of [bytes, played]) {
      for (let at = 0; at + 32 <= each.length; at += 4801) {
        const sample = each.subarray(at, at + 32);
        // Silence says nothing, and is everywhere.
        if (new Set(sample).size > 8) expect(disk.includes(sample)).toBe(false);
      }
    }
  }
});
