import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Failure } from '../contract/errors.ts';
import type { Seal } from './seal.ts';

/** How the key is made of the passphrase (RFC 7914). Kept beside what it closes, so that it can be raised later. */
export interface Derivation {
  name: 'scrypt';
  N: number;
  r: number;
  p: number;
  /** Base64. */
  salt: string;
}

/** 128 MiB and some tenths of a second a try: what OWASP names as the least for scrypt. */
export const leastCost = { N: 2 ** 17, r: 8, p: 1 };
/** More than this, read from a file, is an attack on the memory and no passphrase. */
export const greatestCost = { N: 2 ** 20, r: 16, p: 4 };

const leastCharacters = 8;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const cipher = 'aes-256-gcm';

export const newDerivation = (): Derivation => ({
  name: 'scrypt',
  ...leastCost,
  salt: randomBytes(32).toString('base64'),
});

/** Failure `passphrase-weak`: fewer than 8 characters, blanks at the ends not counted. */
export function assertStrong(passphrase: string): void {
  if ([...passphrase.trim()].length < leastCharacters) throw new Failure('passphrase-weak');
}

/** A key made of a passphrase; it lives in memory until `forget`. */
export class PassphraseSeal implements Seal {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Takes some tenths of a second, on a thread of its own. */
  static async derive(passphrase: string, { N, r, p, salt }: Derivation): Promise<PassphraseSeal> {
    // One passphrase, whichever way a keyboard or system composes its letters.
    const typed = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
    const options = { N, r, p, maxmem: 256 * N * r };
    try {
      const key = await new Promise<Buffer>((resolve, reject) => {
        scrypt(typed, Buffer.from(salt, 'base64'), keyBytes, options, (error, made) =>
          error ? reject(error) : resolve(made),
        );
      });
      return new PassphraseSeal(key);
    } finally {
      typed.fill(0);
    }
  }

  close(name: string, value: string): Promise<Buffer> {
    const nonce = randomBytes(nonceBytes);
    const closing = createCipheriv(cipher, this.#key, nonce).setAAD(boundTo(name));
    const plain = Buffer.from(value, 'utf8');
    const text = Buffer.concat([closing.update(plain), closing.final()]);
    plain.fill(0);
    return Promise.resolve(Buffer.concat([nonce, text, closing.getAuthTag()]));
  }

  /** Failure `passphrase-wrong`: another key, another name, or altered. */
  async open(name: string, sealed: Buffer): Promise<{ value: string; again: boolean }> {
    if (sealed.length < nonceBytes + tagBytes) throw new Failure('passphrase-wrong');
    const opening = createDecipheriv(cipher, this.#key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
    opening.setAAD(boundTo(name)).setAuthTag(sealed.subarray(-tagBytes));
    const plain = opening.update(sealed.subarray(nonceBytes, -tagBytes));
    try {
      opening.final();
      return { value: plain.toString('utf8'), again: false };
    } catch {
      throw new Failure('passphrase-wrong');
    } finally {
      plain.fill(0);
    }
  }

  /** Overwrites the key; nothing opens or closes any more. */
  forget(): void {
    this.#key.fill(0);
  }
}

const boundTo = (name: string) => Buffer.from(`vats-sputnik secret\0${name}`, 'utf8');
