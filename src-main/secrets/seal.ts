import { Failure } from '../contract/errors.ts';
import type { KeyStore } from './key-store.ts';

/** How a secret is closed before it is written. The name is sealed in: an entry moved to another name does not open. */
export interface Seal {
  close(name: string, value: string): Promise<Buffer>;
  /** `again`: it opened, but should be closed anew. Rejects when it does not open. */
  open(name: string, sealed: Buffer): Promise<{ value: string; again: boolean }>;
}

/** The operating system's key store does it. */
export function keyStoreSeal(keyStore: KeyStore): Seal {
  return {
    close: (name, value) => keyStore.encrypt(`${name}\n${value}`),
    open: async (name, sealed) => {
      const { text, reencrypt } = await keyStore.decrypt(sealed);
      if (!text.startsWith(`${name}\n`)) throw new Failure('key-store-locked');
      return { value: text.slice(name.length + 1), again: reencrypt };
    },
  };
}

type Entries = Readonly<Record<string, string>>;

/** Opens each for itself: one that does not open takes no other with it. */
export async function openAll(seal: Seal, entries: Entries) {
  const values = new Map<string, string>();
  const unopened: string[] = [];
  let again = false;
  for (const [name, sealed] of Object.entries(entries)) {
    try {
      const opened = await seal.open(name, Buffer.from(sealed, 'base64'));
      values.set(name, opened.value);
      again ||= opened.again;
    } catch {
      unopened.push(name);
    }
  }
  return { values, unopened, again };
}

/** Closes all or rejects. Base64, by name. */
export async function closeAll(seal: Seal, values: ReadonlyMap<string, string>): Promise<Record<string, string>> {
  const entries: Record<string, string> = {};
  for (const [name, value] of values) entries[name] = (await seal.close(name, value)).toString('base64');
  return entries;
}
