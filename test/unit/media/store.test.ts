import { execFile, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES, HEADER_BYTES, SealBroken } from '../../../src-main/media/seal.ts';
import { MediaStore } from '../../../src-main/media/store.ts';
import { allBytes, bytesOf, pieces, storeOptions, temporaryFolder, wavOf } from './support/files.ts';
import { keyHex } from './support/stored.ts';

async function readAll(store: MediaStore, id: string): Promise<Buffer | null> {
  const reader = await store.read(id);
  if (!reader) return null;
  try {
    return await bytesOf(reader.read(0, reader.size));
  } finally {
    await reader.close();
  }
}

const onlyFile = (folder: string) => {
  const [name = '', ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  return join(folder, name);
};

describe('a stored file', () => {
  it.each([0, 1, 44, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 1_000_000])(
    'of %i bytes is read back as it was, also by another start',
    async (length) => {
      const folder = temporaryFolder();
      const bytes = wavOf('a', length).subarray(0, length);
      const store = await MediaStore.open(storeOptions(folder));
      expect(store.has('a')).toBe(false);
      expect(await store.read('a')).toBeNull();
      await store.put('a', pieces(bytes));
      expect(store.has('a')).toBe(true);
      for (const each of [store, await MediaStore.open(storeOptions(folder))]) {
        expect((await readAll(each, 'a'))?.equals(bytes)).toBe(true);
        expect(each.bytes).toBe(statSync(onlyFile(folder)).size);
      }
    },
  );

  it('gives any range of it', async () => {
    const store = await MediaStore.open(storeOptions(temporaryFolder()));
    const bytes = wavOf('ranges', 3 * CHUNK_BYTES + 777);
    await store.put('a', pieces(bytes, 33_333));
    const reader = (await store.read('a'))!;
    const place = fc.oneof(
      fc.nat(bytes.length + 10),
      fc.constantFrom(CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 1),
    );
    await fc.assert(
      fc.asyncProperty(place, place, async (start, end) => {
        expect((await bytesOf(reader.read(start, end))).equals(bytes.subarray(start, Math.max(start, end)))).toBe(true);
      }),
      { numRuns: 300 },
    );
    await reader.close();
  });

  it('takes the place of an older one, and can be deleted', async () => {
    const folder = temporaryFolder();
    const store = await MediaStore.open(storeOptions(folder));
    await store.put('a', pieces(wavOf('old', 500)));
    await store.put('a', pieces(wavOf('new', 900)));
    expect((await readAll(store, 'a'))?.equals(wavOf('new', 900))).toBe(true);
    await store.put('b', pieces(wavOf('b', 100)));
    await store.forget('a');
    expect([store.has('a'), store.has('b')]).toEqual([false, true]);
    await store.forgetAll();
    expect(readdirSync(folder)).toEqual([]);
    expect(store.bytes).toBe(0);
  });

  it('is not there when its source ends with an error', async () => {
    const folder = temporaryFolder();
    const store = await MediaStore.open(storeOptions(folder));
    async function* broken() {
      yield* pieces(wavOf('a', 200_000));
      await delay(1);
      throw new Error('cable pulled');
    }
    await expect(store.put('a', broken())).rejects.toThrow('cable pulled');
    expect(store.has('a')).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it(
    'that the disk has no room for is not there, and what is there stays',
    { skip: process.platform === 'win32' },
    async () => {
      const folder = temporaryFolder();
      await (await MediaStore.open(storeOptions(folder))).put('small', pieces(wavOf('small', 1000)));
      // No process may write more than that into a file; the system then answers as a full disk does.
      const limited = `trap '' XFSZ; ulimit -f 100; exec "$0" "$@"`;
      const program = fileURLToPath(new URL('./support/store-one.ts', import.meta.url));
      const { stdout } = await promisify(execFile)('bash', ['-c', limited, process.execPath, program, folder]);
      expect(stdout.trim()).toBe('file-not-saved');
      expect(readdirSync(folder)).toHaveLength(1);
      expect((await readAll(await MediaStore.open(storeOptions(folder)), 'small'))?.length).toBe(1044);
    },
  );

  it('is refused where nothing can be written', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    await expect(MediaStore.open(storeOptions(file))).rejects.toMatchObject({ code: 'file-not-saved', retry: true });
  });
});

describe('on the disk', () => {
  const canary = Buffer.from('CANARY-Анна-Петрова-79031112233');

  it('nothing tells what it is, whose it is, or what is in it', async () => {
    const folder = temporaryFolder();
    const store = await MediaStore.open(storeOptions(folder));
    const id = 'voicemail~2026-11-23~79031112233~101';
    const bytes = Buffer.concat([wavOf('a', 100_000), ...Array.from({ length: 3000 }, () => canary)]);
    await store.put(id, pieces(bytes));
    await readAll(store, id);
    const disk = allBytes(folder);
    const secrets = [
      canary,
      bytes.subarray(0, 44),
      bytes.subarray(1000, 1016),
      Buffer.from(keyHex, 'hex'),
      Buffer.from(keyHex),
      Buffer.from('RIFF'),
    ];
    for (const secret of secrets) expect(disk.includes(secret)).toBe(false);
    const [name = ''] = readdirSync(folder);
    expect(name).toMatch(/^[\da-f]{40}$/);
    expect(name).not.toContain(createHash('sha1').update(id).digest('hex'));
    if (process.platform !== 'win32') expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('equal files do not look alike', async () => {
    const folder = temporaryFolder();
    const store = await MediaStore.open(storeOptions(folder));
    for (const id of ['a', 'b']) await store.put(id, pieces(Buffer.alloc(3 * CHUNK_BYTES)));
    const chunks = readdirSync(folder).flatMap((name) => {
      const sealed = readFileSync(join(folder, name)).subarray(HEADER_BYTES);
      return [0, 1, 2].map((i) =>
        sealed.subarray(i * (CHUNK_BYTES + 16), (i + 1) * (CHUNK_BYTES + 16)).toString('hex'),
      );
    });
    expect(new Set(chunks).size).toBe(6);
  });

  it('another key finds nothing, and destroys nothing', async () => {
    const folder = temporaryFolder();
    await (await MediaStore.open(storeOptions(folder))).put('a', pieces(wavOf('a', 100)));
    const stranger = await MediaStore.open(storeOptions(folder, { keyHex: '77'.repeat(32) }));
    expect(await stranger.read('a')).toBeNull();
    expect((await readAll(await MediaStore.open(storeOptions(folder)), 'a'))?.equals(wavOf('a', 100))).toBe(true);
  });
});

describe('damage', () => {
  const bytes = wavOf('damaged', 2 * CHUNK_BYTES + 1000);

  async function stored() {
    const folder = temporaryFolder();
    const store = await MediaStore.open(storeOptions(folder));
    await store.put('a', pieces(bytes));
    const path = onlyFile(folder);
    return { folder, store, path, sealed: readFileSync(path) };
  }

  /** The right bytes, nothing, or the seal's complaint. Never other bytes. */
  const outcome = async (store: MediaStore): Promise<string> => {
    try {
      const read = await readAll(store, 'a');
      return read === null ? 'gone' : read.equals(bytes) ? 'right' : 'wrong';
    } catch (error) {
      return error instanceof SealBroken ? 'detected' : 'other';
    }
  };

  it('of a single bit is detected, wherever it is', { timeout: 60_000 }, async () => {
    const { folder, path, sealed } = await stored();
    const places = [...Array(HEADER_BYTES + 40).keys()].filter((at) => at % 5 === 0 || at < 48);
    for (let i = 0; i < 200; i++) places.push((i * 7919 * 31) % sealed.length);
    places.push(sealed.length - 1, HEADER_BYTES + CHUNK_BYTES + 15, HEADER_BYTES + CHUNK_BYTES + 16);
    for (const [i, at] of places.entries()) {
      const flipped = Buffer.from(sealed);
      flipped[at] = flipped[at]! ^ (1 << (i % 8));
      writeFileSync(path, flipped);
      const found = await outcome(await MediaStore.open(storeOptions(folder)));
      expect(['gone', 'detected'], `byte ${at}`).toContain(found);
      // A damaged header is seen at once, and the file deleted.
      if (at < HEADER_BYTES) expect(readdirSync(folder)).toEqual([]);
    }
    writeFileSync(path, sealed);
    expect(await outcome(await MediaStore.open(storeOptions(folder)))).toBe('right');
  });

  it('by cutting off or lengthening is detected at once', async () => {
    const { folder, path, sealed } = await stored();
    const lengths = [
      0,
      1,
      HEADER_BYTES,
      HEADER_BYTES + CHUNK_BYTES + 16,
      HEADER_BYTES + 2 * (CHUNK_BYTES + 16),
      sealed.length - 1,
    ];
    for (const length of lengths) {
      writeFileSync(path, sealed);
      truncateSync(path, length);
      expect(await outcome(await MediaStore.open(storeOptions(folder)))).toBe('gone');
    }
    writeFileSync(path, Buffer.concat([sealed, Buffer.alloc(16)]));
    expect(await outcome(await MediaStore.open(storeOptions(folder)))).toBe('gone');
  });

  it('by exchanging chunks, or files, is detected', async () => {
    const { folder, path, sealed, store } = await stored();
    const sealedChunk = CHUNK_BYTES + 16;
    const exchanged = Buffer.from(sealed);
    sealed.copy(exchanged, HEADER_BYTES, HEADER_BYTES + sealedChunk, HEADER_BYTES + 2 * sealedChunk);
    sealed.copy(exchanged, HEADER_BYTES + sealedChunk, HEADER_BYTES, HEADER_BYTES + sealedChunk);
    writeFileSync(path, exchanged);
    expect(await outcome(store)).toBe('detected');
    await store.put('b', pieces(wavOf('b', 5000)));
    const other = readdirSync(folder)
      .map((name) => join(folder, name))
      .find((each) => each !== path)!;
    renameSync(other, path);
    expect(await outcome(store)).toBe('gone');
  });
});

it('a process that is killed leaves whole files or none', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const program = new URL('./support/store-until-killed.ts', import.meta.url);
  let next = 0;
  let killedWhileWriting = 0;
  // How often a kill meets a write is chance: there are more until it did often enough.
  for (let kill = 0; kill < 25 || (killedWhileWriting < 4 && kill < 200); kill++) {
    const child = fork(program, [folder, String(next)]);
    let acknowledged = next - 1;
    child.on('message', (n) => (acknowledged = n as number));
    await once(child, 'message');
    await delay((kill * 37) % 130);
    child.kill('SIGKILL');
    await once(child, 'close');
    if (readdirSync(folder).some((name) => name.endsWith('.part'))) killedWhileWriting += 1;
    const store = await MediaStore.open(storeOptions(folder));
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    for (let n = next; n <= acknowledged + 1; n++) {
      const read = await readAll(store, `record-${n}`);
      if (n <= acknowledged) expect(read).not.toBeNull();
      if (read) expect(read.equals(wavOf(String(n), 150_000))).toBe(true);
      if (read) next = n + 1;
    }
  }
  expect(next).toBeGreaterThanOrEqual(25);
  expect(killedWhileWriting).toBeGreaterThan(3);
});

describe('room', () => {
  it('is made by deleting what was not used for longest, also after another start', async () => {
    const folder = temporaryFolder();
    let nowMs = Date.UTC(2026, 10, 1);
    const options = storeOptions(folder, { limitBytes: 450_000, nowMs: () => (nowMs += 1000) });
    let store = await MediaStore.open(options);
    for (const id of ['a', 'b', 'c', 'd']) await store.put(id, pieces(wavOf(id, 100_000)));
    await readAll(store, 'a');
    store = await MediaStore.open(options);
    await store.put('e', pieces(wavOf('e', 100_000)));
    expect(['a', 'b', 'c', 'd', 'e'].filter((id) => store.has(id))).toEqual(['a', 'c', 'd', 'e']);
    expect(store.bytes).toBeLessThanOrEqual(450_000);
    await store.limitTo(150_000);
    expect(['a', 'b', 'c', 'd', 'e'].filter((id) => store.has(id))).toEqual(['e']);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('a file larger than all the room is kept for whoever waits for it', async () => {
    const store = await MediaStore.open(storeOptions(temporaryFolder(), { limitBytes: 1000 }));
    await store.put('a', pieces(wavOf('a', 100)));
    await store.put('huge', pieces(wavOf('huge', 100_000)));
    expect([store.has('a'), store.has('huge')]).toEqual([false, true]);
    await store.put('b', pieces(wavOf('b', 100)));
    expect([store.has('huge'), store.has('b')]).toEqual([false, true]);
  });

  it('a file that is being read goes on being read', { skip: process.platform === 'win32' }, async () => {
    const store = await MediaStore.open(storeOptions(temporaryFolder()));
    const bytes = wavOf('a', 300_000);
    await store.put('a', pieces(bytes));
    const reader = (await store.read('a'))!;
    await store.forget('a');
    expect((await bytesOf(reader.read(0, reader.size))).equals(bytes)).toBe(true);
    await reader.close();
  });

  it('what was stored too long ago is deleted, however often it was used', async () => {
    const folder = temporaryFolder();
    const day = 86_400_000;
    let nowMs = Date.UTC(2026, 10, 1);
    let store = await MediaStore.open(storeOptions(folder, { nowMs: () => nowMs }));
    await store.put('old', pieces(wavOf('old', 100)));
    nowMs += 20 * day;
    await store.put('young', pieces(wavOf('young', 100)));
    nowMs += 15 * day;
    await readAll(store, 'old');
    store = await MediaStore.open(storeOptions(folder, { nowMs: () => nowMs }));
    expect(await store.forgetStoredBefore(nowMs - 30 * day)).toBe(1);
    expect([store.has('old'), store.has('young')]).toEqual([false, true]);
    expect(await store.forgetStoredBefore(nowMs)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});
