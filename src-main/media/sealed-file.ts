import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import * as v from 'valibot';
import { putInPlace } from '../whole-file.ts';
import type { ByteSource } from './convert.ts';
import {
  CHUNK_BYTES,
  HEADER_BYTES,
  placeOfChunk,
  SealBroken,
  sealedBytes,
  type FileSeal,
  type MediaKeys,
} from './seal.ts';

const Note = v.object({
  /** Bytes, before sealing. */
  length: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  storedAtMs: v.number(),
});
type Note = v.InferOutput<typeof Note>;

/** What a name of a file that is still being written ends with. None such is ever read. */
export const unfinished = '.part';

/** Writes a sealed file beside its place, and puts it there when it is whole: there is all of it or nothing. */
export class SealedWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #seal: FileSeal;
  readonly #file: FileHandle;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #chunks = 0;
  #length = 0;

  private constructor(path: string, temporary: string, seal: FileSeal, file: FileHandle) {
    this.#path = path;
    this.#temporary = temporary;
    this.#seal = seal;
    this.#file = file;
  }

  static async begin(path: string, seal: FileSeal): Promise<SealedWriter> {
    // At random: two writers of one name have a file each, and the later one wins.
    const temporary = `${path}-${randomBytes(6).toString('hex')}${unfinished}`;
    return new SealedWriter(path, temporary, seal, await open(temporary, 'wx', 0o600));
  }

  async write(bytes: Buffer): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#length += bytes.length;
    if (this.#pendingBytes < CHUNK_BYTES) return;
    const all = Buffer.concat(this.#pending);
    const rest = all.length % CHUNK_BYTES;
    for (let at = 0; at + CHUNK_BYTES <= all.length; at += CHUNK_BYTES) {
      await this.#writeChunk(all.subarray(at, at + CHUNK_BYTES));
    }
    this.#pending = rest === 0 ? [] : [all.subarray(-rest)];
    this.#pendingBytes = rest;
  }

  /** The file is on the disk, under its name, when this resolves. Returns its size there. */
  async finish(storedAtMs: number): Promise<number> {
    if (this.#pendingBytes > 0) await this.#writeChunk(Buffer.concat(this.#pending));
    const note: Note = { length: this.#length, storedAtMs };
    await this.#writeAt(this.#seal.closeNote(JSON.stringify(note)), 0);
    await this.#file.sync();
    await this.#file.close();
    await putInPlace(this.#temporary, this.#path);
    return sealedBytes(this.#length);
  }

  /** Nothing is left of it. Does not reject. */
  async giveUp(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(this.#temporary, { force: true }).catch(() => undefined);
  }

  async #writeChunk(plain: Buffer): Promise<void> {
    const { at } = placeOfChunk(this.#chunks, this.#length);
    await this.#writeAt(this.#seal.closeChunk(this.#chunks, plain), at);
    this.#chunks += 1;
  }

  /** The system may take less than it is given. */
  async #writeAt(bytes: Buffer, at: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += (await this.#file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
  }
}

/** An open sealed file. What it reads is what was written, or it throws `SealBroken`. To be closed by whoever opened it. */
export class SealedReader implements ByteSource {
  readonly size: number;
  readonly storedAtMs: number;
  readonly #seal: FileSeal;
  readonly #file: FileHandle;

  private constructor(note: Note, seal: FileSeal, file: FileHandle) {
    this.size = note.length;
    this.storedAtMs = note.storedAtMs;
    this.#seal = seal;
    this.#file = file;
  }

  /** Throws `SealBroken`, and what the system throws (`ENOENT`). */
  static async open(path: string, name: string, keys: MediaKeys): Promise<SealedReader> {
    const file = await open(path, 'r');
    try {
      const header = await readAt(file, 0, HEADER_BYTES);
      const seal = keys.sealOf(name, header);
      const note = readNote(seal.openNote(header));
      if ((await file.stat()).size !== sealedBytes(note.length)) throw new SealBroken();
      return new SealedReader(note, seal, file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async *read(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < Math.min(end, this.size);) {
      const index = Math.floor(at / CHUNK_BYTES);
      const place = placeOfChunk(index, this.size);
      const chunk = this.#seal.openChunk(index, await readAt(this.#file, place.at, place.bytes));
      const from = index * CHUNK_BYTES;
      yield chunk.subarray(at - from, Math.min(end - from, chunk.length));
      at = from + chunk.length;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function readNote(text: string): Note {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Note), text);
  if (!read.success) throw new SealBroken();
  return read.output;
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  for (let done = 0; done < bytes;) {
    const { bytesRead } = await file.read(buffer, done, bytes - done, at + done);
    if (bytesRead === 0) throw new SealBroken();
    done += bytesRead;
  }
  return buffer;
}
