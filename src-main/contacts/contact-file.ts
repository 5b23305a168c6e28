import { constants, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../contract/errors.ts';
import type { ImportMatch, TextEncoding } from '../contract/model.ts';
import { planReading, readCsv, type CsvReading } from './csv/read.ts';
import type { FileEntry } from './draft.ts';
import { fileBytesMax } from './limits.ts';
import { decode, detectEncoding } from './text-encoding.ts';
import { readCards } from './vcard/read.ts';
import type { ReadOne } from './written-numbers.ts';

const chunkBytes = 65_536;
/** A pipe that somebody puts in the file's place would otherwise be waited for, with a thread, for ever. */
const reading = process.platform === 'win32' ? 'r' : constants.O_RDONLY | constants.O_NONBLOCK;

/** How the file is to be read from beginning to end. */
export interface Reading {
  encoding: TextEncoding;
  /** Null: it is of vCards. */
  table: CsvReading | null;
}

/**
 * A file that a person chose. It is read anew from the disk each time, piece by piece, so that its size is never in
 * memory. Failures of all that reads: `import-unreadable`, `import-changed` when it is not what was opened any more.
 */
export class ContactFile {
  readonly name: string;
  readonly #path: string;
  readonly #identity: string;
  readonly #signal: AbortSignal;

  private constructor(path: string, identity: string, signal: AbortSignal) {
    this.name = basename(path);
    this.#path = path;
    this.#identity = identity;
    this.#signal = signal;
  }

  /** Failures: `import-unreadable`; `import-too-large` (`limitMb`). What the signal ends fails with its reason. */
  static async choose(path: string, signal: AbortSignal): Promise<ContactFile> {
    const { size, mtimeMs } = await readable(async () => fileOnly(await stat(path)));
    if (size > fileBytesMax) throw new Failure('import-too-large', { params: { limitMb: fileBytesMax / 1024 / 1024 } });
    return new ContactFile(path, identityOf({ size, mtimeMs }), signal);
  }

  /** The same file, whose reading ends with another signal. */
  until(signal: AbortSignal): ContactFile {
    return new ContactFile(this.#path, this.#identity, signal);
  }

  /**
   * Proposes how to read it; what `match` says is taken as it is. Failures: those of `detectEncoding`, and
   * `import-row-too-long`.
   */
  async plan(match: ImportMatch, readOne: ReadOne): Promise<Reading> {
    const encoding = match.encoding ?? (await detectEncoding(this.#bytes()));
    const text = () => decode(this.#bytes(), encoding);
    if (await isCards(text())) return { encoding, table: null };
    return { encoding, table: await planReading(text, match, readOne) };
  }

  /** All that it holds, some at a time. Failure `import-row-too-long`. */
  entries({ encoding, table }: Reading, readOne: ReadOne): AsyncGenerator<FileEntry[]> {
    if (table) return readCsv(decode(this.#bytes(), encoding), table);
    const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
    return isWide
      ? readCards(encode(decode(this.#bytes(), encoding)), 'utf-8', readOne)
      : readCards(withoutMark(this.#bytes()), encoding, readOne);
  }

  async *#bytes(): AsyncGenerator<Uint8Array> {
    const file = await readable(() => open(this.#path, reading));
    try {
      const stats = await readable(async () => fileOnly(await file.stat()));
      if (identityOf(stats) !== this.#identity) throw new Failure('import-changed');
      let left = stats.size;
      for (;;) {
        this.#signal.throwIfAborted();
        const chunk = await readable(() => readChunk(file));
        left -= chunk.length;
        // Somebody writes on, or has cut it: what is read would be neither the old nor the new file.
        if (left < 0 || (chunk.length === 0 && left > 0)) throw new Failure('import-changed');
        if (chunk.length === 0) return;
        yield chunk;
      }
    } finally {
      await file.close();
    }
  }
}

async function readChunk(file: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(chunkBytes) });
  return buffer.subarray(0, bytesRead);
}

/** Pipes and devices have no end, folders no text. */
function fileOnly(stats: Stats): Stats {
  if (!stats.isFile()) throw new Error('no regular file');
  return stats;
}

const identityOf = ({ size, mtimeMs }: { size: number; mtimeMs: number }) => `${size} ${mtimeMs}`;

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Failure('import-unreadable', { cause: error });
  }
}

/** vCards begin with one; before it there may be blank lines. */
async function isCards(text: AsyncIterable<string>): Promise<boolean> {
  let start = '';
  for await (const piece of text) {
    start = (start + piece).trimStart();
    if (start.length >= 11) break;
  }
  return /^BEGIN:VCARD/i.test(start);
}

async function* withoutMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of bytes) {
    const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    yield marked ? chunk.subarray(3) : chunk;
    first = false;
  }
}

async function* encode(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece);
}
