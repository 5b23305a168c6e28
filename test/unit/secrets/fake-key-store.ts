import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyStore } from '../../../src-main/secrets/key-store.ts';

/** A key ring that really encrypts, and that can be locked, changed for another, or taken away. */
export class FakeKeyStore implements KeyStore {
  name = 'gnome_libsecret';
  locked = false;
  /** The store has a newer key and wants everything encrypted anew. */
  rotated = false;
  encrypted = 0;
  #key = randomBytes(32);

  replaceRing(): void {
    this.#key = randomBytes(32);
  }

  backend(): string {
    return this.name;
  }

  available(): Promise<boolean> {
    return Promise.resolve(!this.locked);
  }

  encrypt(text: string): Promise<Buffer> {
    if (this.locked) return Promise.reject(new Error('locked'));
    this.encrypted += 1;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    return Promise.resolve(Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]));
  }

  decrypt(sealed: Buffer): Promise<{ text: string; reencrypt: boolean }> {
    if (this.locked) return Promise.reject(new Error('locked'));
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const text = decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
      return Promise.resolve({ text, reencrypt: this.rotated });
    } catch {
      return Promise.reject(new Error('cannot decrypt'));
    }
  }
}
