import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * How a file is closed on the disk:
 *
 *     magic and version (8) · salt (32) · sealed note (512 + 16) · chunks of 64 KB, each sealed (+ 16), the last shorter
 *
 * AES-256-GCM with a key made of the media key and the salt, so a key closes one file only and the place of a piece can be its
 * nonce: no chunk opens at another place or in another file. The note, bound to the file's name, holds the whole length;
 * a file that was cut off or lengthened does not have the size that follows from it.
 */
const MAGIC = Buffer.from('SPUTMED\x01', 'latin1');
const SALT_BYTES = 32;
const NOTE_BYTES = 512;
const TAG_BYTES = 16;
export const CHUNK_BYTES = 64 * 1024;

const SEALED_NOTE_AT = MAGIC.length + SALT_BYTES;
/** Everything in front of the first chunk. */
export const HEADER_BYTES = SEALED_NOTE_AT + NOTE_BYTES + TAG_BYTES;
/** The note's place among the nonces: no file has that many chunks. */
const NOTE_PLACE = 2 ** 48 - 1;

const cipher = 'aes-256-gcm';

/** Altered, cut off, another file, or another key: which of them cannot be told. */
export class SealBroken extends Error {
  constructor() {
    super('sealed file does not open');
    this.name = 'SealBroken';
  }
}

/** Where a sealed file of `length` bytes ends. */
export const sealedBytes = (length: number): number =>
  HEADER_BYTES + length + Math.ceil(length / CHUNK_BYTES) * TAG_BYTES;

/** Place and length of a chunk in the sealed file. */
export function placeOfChunk(index: number, length: number): { at: number; bytes: number } {
  const plain = Math.min(CHUNK_BYTES, length - index * CHUNK_BYTES);
  return { at: HEADER_BYTES + index * (CHUNK_BYTES + TAG_BYTES), bytes: plain + TAG_BYTES };
}

/** The two keys that are made of the one that the key store keeps. */
export class MediaKeys {
  readonly #main: Buffer;

  /** `keyHex`: 32 bytes. */
  constructor(keyHex: string) {
    if (!/^[\da-f]{64}$/i.test(keyHex)) throw new TypeError('a media key has 32 bytes');
    this.#main = Buffer.from(keyHex, 'hex');
  }

  /** A name that tells nothing of what it names. */
  fileName(id: string): string {
    return this.#derive('name', Buffer.from(id, 'utf8')).subarray(0, 20).toString('hex');
  }

  newSeal(name: string): FileSeal {
    return this.#seal(name, randomBytes(SALT_BYTES));
  }

  /** Of a file whose first bytes are `header`. Throws `SealBroken`. */
  sealOf(name: string, header: Buffer): FileSeal {
    if (header.length < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBroken();
    return this.#seal(name, Buffer.from(header.subarray(MAGIC.length, SEALED_NOTE_AT)));
  }

  #seal(name: string, salt: Buffer): FileSeal {
    return new FileSeal(name, salt, this.#derive('file', salt));
  }

  #derive(purpose: 'name' | 'file', from: Buffer): Buffer {
    return createHmac('sha256', this.#main).update(`vats-sputnik media ${purpose}\0`).update(from).digest();
  }
}

/** Closes and opens the pieces of one file. Each place is closed once: the place is the nonce. */
export class FileSeal {
  readonly #name: Buffer;
  readonly #salt: Buffer;
  readonly #key: Buffer;

  constructor(name: string, salt: Buffer, key: Buffer) {
    this.#name = Buffer.from(name, 'utf8');
    this.#salt = salt;
    this.#key = key;
  }

  /** The whole header: magic, salt, note. */
  closeNote(note: string): Buffer {
    const text = Buffer.from(note, 'utf8');
    if (text.length > NOTE_BYTES) throw new RangeError('note too long');
    const padded = Buffer.alloc(NOTE_BYTES, ' ');
    text.copy(padded);
    return Buffer.concat([MAGIC, this.#salt, this.#close(NOTE_PLACE, padded, this.#name)]);
  }

  /** Throws `SealBroken`. */
  openNote(header: Buffer): string {
    return this.#open(NOTE_PLACE, header.subarray(SEALED_NOTE_AT, HEADER_BYTES), this.#name).toString('utf8').trimEnd();
  }

  closeChunk(index: number, plain: Buffer): Buffer {
    return this.#close(index, plain, MAGIC);
  }

  /** Throws `SealBroken`. */
  openChunk(index: number, sealed: Buffer): Buffer {
    return this.#open(index, sealed, MAGIC);
  }

  #close(place: number, plain: Buffer, boundTo: Buffer): Buffer {
    const closing = createCipheriv(cipher, this.#key, nonceOf(place)).setAAD(boundTo);
    return Buffer.concat([closing.update(plain), closing.final(), closing.getAuthTag()]);
  }

  #open(place: number, sealed: Buffer, boundTo: Buffer): Buffer {
    if (sealed.length < TAG_BYTES) throw new SealBroken();
    const opening = createDecipheriv(cipher, this.#key, nonceOf(place), { authTagLength: TAG_BYTES });
    opening.setAAD(boundTo).setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = opening.update(sealed.subarray(0, -TAG_BYTES));
    try {
      opening.final();
    } catch {
      throw new SealBroken();
    }
    return plain;
  }
}

function nonceOf(place: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(place, 6, 6);
  return nonce;
}
