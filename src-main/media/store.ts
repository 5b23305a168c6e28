import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../contract/errors.ts';
import { MediaKeys, SealBroken } from './seal.ts';
import { SealedReader, SealedWriter, unfinished } from './sealed-file.ts';

export interface StoreOptions {
  /** Of this store alone: whatever else looks like a file of it is deleted. */
  folder: string;
  /** 32 bytes. */
  keyHex: string;
  /** How much the files may take on the disk; the least recently used go first. */
  limitBytes: number;
  nowMs: () => number;
}

interface Entry {
  bytes: number;
  usedAtMs: number;
}

const isName = /^[\da-f]{40}$/;

/**
 * Files by an id of the caller's, sealed on the disk. The folder itself is the index: a name is made of the id and the key, the
 * time of last use is the file's own. It is a cache: what does not open is deleted, and asked for anew by the caller.
 */
export class MediaStore {
  readonly #folder: string;
  readonly #keys: MediaKeys;
  readonly #nowMs: () => number;
  readonly #entries: Map<string, Entry>;
  #limitBytes: number;

  private constructor({ folder, keyHex, limitBytes, nowMs }: StoreOptions, entries: Map<string, Entry>) {
    this.#folder = folder;
    this.#keys = new MediaKeys(keyHex);
    this.#limitBytes = limitBytes;
    this.#nowMs = nowMs;
    this.#entries = entries;
  }

  /** Deletes what a sudden end left half-written. Failure `file-not-saved` where there can be no such folder. */
  static async open(options: StoreOptions): Promise<MediaStore> {
    try {
      await mkdir(options.folder, { recursive: true, mode: 0o700 });
      return new MediaStore(options, await entriesOf(options.folder));
    } catch (error) {
      throw asFailure(error);
    }
  }

  /** What all files take on the disk. */
  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  has(id: string): boolean {
    return this.#entries.has(this.#keys.fileName(id));
  }

  /** Null: it is not there, or was damaged and is not there any more. To be closed by the caller. */
  async read(id: string): Promise<SealedReader | null> {
    const name = this.#keys.fileName(id);
    const entry = this.#entries.get(name);
    if (!entry) return null;
    try {
      const reader = await SealedReader.open(join(this.#folder, name), name, this.#keys);
      // Unless it was deleted in between.
      if (this.#entries.get(name) === entry) await this.#touch(name, entry.bytes);
      return reader;
    } catch (error) {
      if (!(error instanceof SealBroken) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await this.forget(id);
      return null;
    }
  }

  /** Whole and on the disk when this resolves, or not there at all. What `pieces` throws goes on. Failure `file-not-saved`. */
  async put(id: string, pieces: AsyncIterable<Buffer>): Promise<void> {
    const name = this.#keys.fileName(id);
    const writer = await attempt(SealedWriter.begin(join(this.#folder, name), this.#keys.newSeal(name)));
    try {
      for await (const piece of pieces) await attempt(writer.write(piece));
      const bytes = await attempt(writer.finish(this.#nowMs()));
      await this.#touch(name, bytes);
    } catch (error) {
      await writer.giveUp();
      throw error;
    }
    await this.#makeRoom(name);
  }

  /** Also while somebody reads it: they read on where the system allows it, or meet a file that is gone. */
  async forget(id: string): Promise<void> {
    await this.#remove(this.#keys.fileName(id));
  }

  /** «Стереть всё с этого компьютера». */
  async forgetAll(): Promise<void> {
    for (const name of [...this.#entries.keys()]) await this.#remove(name);
  }

  /** Deletes what was stored before that time. A file that does not tell when goes by the time of its last use. */
  async forgetStoredBefore(timeMs: number): Promise<number> {
    let forgotten = 0;
    for (const [name, entry] of [...this.#entries]) {
      const storedAtMs = (await this.#storedAtMs(name)) ?? entry.usedAtMs;
      if (storedAtMs >= timeMs) continue;
      await this.#remove(name);
      forgotten += 1;
    }
    return forgotten;
  }

  async limitTo(limitBytes: number): Promise<void> {
    this.#limitBytes = limitBytes;
    await this.#makeRoom(null);
  }

  /** For this start and, by the file's own time, for later ones; an order lost there is no harm. */
  async #touch(name: string, bytes: number): Promise<void> {
    const usedAtMs = this.#nowMs();
    this.#entries.set(name, { bytes, usedAtMs });
    await utimes(join(this.#folder, name), usedAtMs / 1000, usedAtMs / 1000).catch(() => undefined);
  }

  async #storedAtMs(name: string): Promise<number | null> {
    const reader = await SealedReader.open(join(this.#folder, name), name, this.#keys).catch(() => null);
    await reader?.close();
    return reader?.storedAtMs ?? null;
  }

  /** The file just written stays, be it alone larger than the limit: somebody is waiting for it. */
  async #makeRoom(kept: string | null): Promise<void> {
    const byUse = [...this.#entries].sort(([, a], [, b]) => a.usedAtMs - b.usedAtMs);
    let bytes = this.bytes;
    for (const [name, entry] of byUse) {
      if (bytes <= this.#limitBytes) return;
      if (name === kept) continue;
      bytes -= entry.bytes;
      await this.#remove(name);
    }
  }

  async #remove(name: string): Promise<void> {
    this.#entries.delete(name);
    await rm(join(this.#folder, name), { force: true }).catch(() => undefined);
  }
}

async function entriesOf(folder: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.endsWith(unfinished)) await rm(path, { force: true });
    const found = isName.test(name) ? await stat(path).catch(() => null) : null;
    if (found?.isFile()) entries.set(name, { bytes: found.size, usedAtMs: found.mtimeMs });
  }
  return entries;
}

async function attempt<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asFailure(error);
  }
}

/** Full, read-only, not ours: all the same to do. */
const asFailure = (cause: unknown) => new Failure('file-not-saved', { retry: true, cause });
