import type { AppView, KeyKeeping } from '../contract/model.ts';

export interface SecretsState {
  keeping: KeyKeeping;
  /** This system has a key store that works now. */
  available: boolean;
  /** What has to be opened before anything can be read or kept. */
  locked: AppView['lock'];
}

/** What has to be said about the file at start: it could not be read as what it is, and was moved aside as `params.file`. */
export interface SecretsNotice {
  code: 'secrets-broken';
  params: { file: string };
}
