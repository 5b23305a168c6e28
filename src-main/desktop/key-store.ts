import { safeStorage } from 'electron';
import type { KeyStore } from '../secrets/key-store.ts';

/**
 * Electron's safeStorage, by its asynchronous interface where the Electron has it. To be used after `ready`.
 *
 * On Linux the synchronous interface asks the key ring once a run, with its own window before which the program waits: one
 * that was locked then stays so until the program is started again (seen on Electron 33).
 */
export function safeStorageKeyStore(): KeyStore {
  const hasAsync = typeof (safeStorage as Partial<typeof safeStorage>).encryptStringAsync === 'function';
  const sealing = hasAsync ? asynchronous : synchronous;
  return {
    backend,
    available: async () => {
      try {
        // On Linux the answer may be yes with a key that everybody knows: only a ciphertext tells.
        return (await sealing.available()) && isSealed(await sealing.encrypt('probe'));
      } catch {
        return false;
      }
    },
    encrypt: async (text) => {
      const sealed = await sealing.encrypt(text);
      if (!isSealed(sealed)) throw new Error('safeStorage has no key of its own');
      return sealed;
    },
    decrypt: (sealed) => sealing.decrypt(sealed),
  };
}

function backend(): string {
  if (process.platform === 'linux') return safeStorage.getSelectedStorageBackend();
  return process.platform === 'darwin' ? 'keychain' : 'dpapi';
}

/** Chromium on Linux marks with `v10` what it closed with a built-in password, and with `v11` and later what has a real key. */
const isSealed = (sealed: Buffer) => process.platform !== 'linux' || sealed.toString('latin1', 0, 3) !== 'v10';

type Sealing = Pick<KeyStore, 'available' | 'encrypt' | 'decrypt'>;

const asynchronous: Sealing = {
  available: () => safeStorage.isAsyncEncryptionAvailable(),
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (sealed) => {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
    return { text: result, reencrypt: shouldReEncrypt };
  },
};

/** For Electrons before the asynchronous interface. */
const synchronous: Sealing = {
  available: () => Promise.resolve(safeStorage.isEncryptionAvailable()),
  encrypt: (text) => Promise.resolve().then(() => safeStorage.encryptString(text)),
  decrypt: (sealed) => Promise.resolve().then(() => ({ text: safeStorage.decryptString(sealed), reencrypt: false })),
};
