import type { AppView, KeyKeeping } from '../contract/model.ts';

export interface SecretsState {
  keeping: KeyKeeping;
  /** This system has a key store that works now. */
  available: boolean;
  /** What has to be opened before anything can be read or kept. */
  locked: AppView['lock'];
}

/** What has to be said about the file at start. */
export interface SecretsNotice {
  /** `secrets-broken`: moved aside as `params.file`. `secrets-newer`, `secrets-unreadable`: left as it is, and locked. */
  code: 'secrets-broken' | 'secrets-newer' | 'secrets-unreadable';
  params?: Record<string, string>;
}
