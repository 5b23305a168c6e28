/**
 * The operating system's key store as this room needs it: DPAPI, Keychain, Secret Service, KWallet. In the app it is
 * Electron's safeStorage (`desktop/key-store.ts`).
 */
export interface KeyStore {
  /** Who keeps the key: `dpapi`, `keychain`, `gnome_libsecret`, `kwallet6`, …; `basic_text` is nobody. */
  backend(): string;
  /** A real key store that can be used right now. False while it is locked. */
  available(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  /** `reencrypt`: the store's key has changed since; encrypt anew and keep that. Rejects while the store is locked or is another one. */
  decrypt(sealed: Buffer): Promise<{ text: string; reencrypt: boolean }>;
}

/** Backends that encrypt with a key everybody knows, or that are not known: never a place for a secret. */
const unreal = new Set(['basic_text', 'unknown', '']);

export const isRealBackend = (backend: string): boolean => !unreal.has(backend);
