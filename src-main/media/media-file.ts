import { Failure } from '../contract/errors.ts';
import type { ByteSource } from './convert.ts';
import { headBytes, kindOf, type MediaKind } from './kind.ts';
import { SealBroken } from './seal.ts';
import type { SealedReader } from './sealed-file.ts';

/** Makes a file anew that turned out damaged. */
type Mend = () => Promise<SealedReader>;

/**
 * An open recording or fax. Its bytes are the right ones whatever happens on the disk meanwhile: what is found damaged is
 * fetched again, also in the middle of being read. To be closed by whoever opened it.
 */
export class MediaFile implements ByteSource {
  readonly kind: MediaKind;
  readonly size: number;
  readonly #source: MendedSource;

  private constructor(kind: MediaKind, source: MendedSource) {
    this.kind = kind;
    this.size = source.size;
    this.#source = source;
  }

  /** Takes the reader over. Failure `file-unknown-type`, and those of `mend`. */
  static async open(reader: SealedReader, mend: Mend): Promise<MediaFile> {
    const source = new MendedSource(reader, mend);
    try {
      const pieces: Buffer[] = [];
      for await (const piece of source.read(0, headBytes)) pieces.push(piece);
      const kind = kindOf(Buffer.concat(pieces));
      if (!kind) throw new Failure('file-unknown-type');
      return new MediaFile(kind, source);
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  /** Failure `file-damaged`: what was fetched again is not the file that was opened. */
  read(start: number, end: number): AsyncGenerator<Buffer> {
    return this.#source.read(start, end, this.size);
  }

  close(): Promise<void> {
    return this.#source.close();
  }
}

class MendedSource {
  #reader: SealedReader;
  readonly #mend: Mend;

  constructor(reader: SealedReader, mend: Mend) {
    this.#reader = reader;
    this.#mend = mend;
  }

  get size(): number {
    return this.#reader.size;
  }

  /** `size`: of the file whose bytes were read so far; those of a file of another size do not follow them. */
  async *read(start: number, end: number, size?: number): AsyncGenerator<Buffer> {
    let at = start;
    try {
      for await (const piece of this.#reader.read(at, end)) {
        at += piece.length;
        yield piece;
      }
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      const mended = await this.#mend();
      await this.#reader.close();
      this.#reader = mended;
      if (size !== undefined && mended.size !== size) throw new Failure('file-damaged', { retry: true });
      yield* mended.read(at, end);
    }
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
