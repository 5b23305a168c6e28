import * as v from 'valibot';
import type { PolicyView } from './policy.ts';
import type { Notice } from './shared.ts';

/** The fields of «Подключить ВАТС», as typed; main checks each and names the one that is wrong. */
export const ConnectForm = v.object({
  domain: v.pipe(v.string(), v.maxLength(300)),
  key: v.pipe(v.string(), v.maxLength(300)),
  /** May be empty in `account.check`: then the person picks himself from the list. */
  extension: v.pipe(v.string(), v.maxLength(100)),
  apiUrl: v.pipe(v.string(), v.maxLength(500)),
  /** IANA name of the PBX's time zone. */
  timeZone: v.pipe(v.string(), v.maxLength(100)),
});
export type ConnectForm = v.InferOutput<typeof ConnectForm>;
export type ConnectField = keyof ConnectForm;

/** Somebody who may sit at this PC: an account of `sip_accounts`. */
export interface Person {
  extension: string;
  name: string;
}

export const AccountId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

/** The account as the renderer may know it: without its key. */
export interface AccountView {
  id: string;
  domain: string;
  apiUrl: string;
  extension: string;
  /** Empty when the PBX has no name for the extension. */
  name: string;
  timeZone: string;
  demo: boolean;
}

/** Where the key to the PBX is kept. */
export type KeyKeeping =
  /** The operating system's key store. */
  | 'key-store'
  /** Under a passphrase, because there is no key store. */
  | 'passphrase'
  /** Nowhere: until the app quits. */
  | 'memory';

export interface ConnectionView {
  /** `unknown` until the first answer. */
  state: 'unknown' | 'online' | 'offline';
  /** When the PBX last answered; null: not since the start. */
  answeredAtMs: number | null;
  error: Notice | null;
}

export interface AppView {
  version: string;
  electron: string;
  /** `welcome`: no account yet. `locked`: a passphrase or the key store is needed first. `ready`: at work. */
  phase: 'starting' | 'welcome' | 'locked' | 'ready';
  /** Why it is locked. */
  lock: 'passphrase' | 'key-store' | null;
  account: AccountView | null;
  /** All that were connected on this PC, without the demo. */
  accounts: AccountView[];
  keyKeeping: KeyKeeping;
  /** False: this system has no key store (Linux without a secret service). */
  keyStoreAvailable: boolean;
  connection: ConnectionView;
  policy: PolicyView;
  /** What has to be said about the app's own files: moved aside, newer than the app, not writable, … */
  notices: Notice[];
}
