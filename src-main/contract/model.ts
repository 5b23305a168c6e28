import * as v from 'valibot';
import type { ErrorCode, Params } from './errors.ts';

/** What both sides speak of. Schemas check what the renderer sends; what main answers needs only the types. */

const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

export const Id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/));
/** E.164, with the plus: `+74951234567`. One person, however the number is written. */
export const PhoneNumber = v.pipe(v.string(), v.regex(/^\+\d{7,15}$/));
export type PhoneNumber = string;
/** What a person wrote into a number field, as it stands. */
export const WrittenNumber = v.pipe(v.string(), v.maxLength(200));

/** A code with the values for its sentence. */
export interface Notice {
  code: ErrorCode;
  params?: Params;
}

// ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a written number turned out to be. `display` is what the app shows everywhere: «+7 495 123-45-67», «доб. 101». */
export type ReadNumber =
  | { kind: 'phone'; number: PhoneNumber; display: string; region: string | null }
  | { kind: 'extension'; extension: string }
  | { kind: 'none'; problem: 'number-empty' | 'number-impossible' | 'number-emergency' };

// ── Account ─────────────────────────────────────────────────────────────────────────────────────────────────────────

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
  keyKeeping: KeyKeeping;
  /** False: this system has no key store (Linux without a secret service). */
  keyStoreAvailable: boolean;
  connection: ConnectionView;
  /** What has to be said about the app's own files: moved aside, newer than the app, not writable, … */
  notices: Notice[];
}

// ── Settings ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const Theme = v.picklist(['system', 'light', 'dark']);
export const Language = v.picklist(['ru', 'en']);
export type Language = v.InferOutput<typeof Language>;

/** What a person may set. Each is effective at once. */
export const Preferences = v.object({
  theme: Theme,
  language: Language,
  /** Who is rung first by «Перезвонить». */
  ringFirst: v.picklist(['me', 'client']),
  tries: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  /** Between two tries; the PBX takes no less than 120. */
  pauseSeconds: v.pipe(v.number(), v.integer(), v.minValue(120), v.maxValue(3600)),
  /** A moment in which a click can be taken back before anything is sent; 0: none. */
  cancelSeconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
  /** The outside number under which the person at this PC is reached; needed to ring colleagues. Empty: none. */
  ownNumber: v.union([v.literal(''), PhoneNumber]),
});
export type Preferences = v.InferOutput<typeof Preferences>;
export const PreferencesPatch = v.partial(Preferences);
export type PreferencesPatch = v.InferOutput<typeof PreferencesPatch>;

// ── Staff ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A colleague: one person of `sip_accounts`, with all devices. */
export interface Member {
  id: string;
  name: string;
  extension: string;
  online: boolean;
  /** Online: since when; offline: last seen; null: the PBX does not say. */
  sinceMs: number | null;
  /** Short names of the devices, as the PBX tells them. */
  devices: string[];
  /** The person at this PC. */
  me: boolean;
}

export interface TeamView {
  members: Member[];
  /** When the list was last read; null: never yet. */
  readAtMs: number | null;
  error: Notice | null;
}

// ── Contacts ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const numberLabels = ['work', 'mobile', 'home', 'other'] as const;
export type NumberLabel = (typeof numberLabels)[number];

export const ContactForm = v.object({
  name: line(200),
  company: line(200),
  note: v.pipe(v.string(), v.maxLength(4000)),
  favourite: v.boolean(),
  /** As written; main reads each and names the one that is wrong. */
  numbers: v.pipe(v.array(v.object({ label: v.picklist(numberLabels), written: WrittenNumber })), v.maxLength(20)),
});
export type ContactForm = v.InferOutput<typeof ContactForm>;

export interface ContactNumber {
  label: NumberLabel;
  number: PhoneNumber;
  display: string;
}

export interface Contact {
  id: string;
  name: string;
  company: string;
  note: string;
  favourite: boolean;
  numbers: ContactNumber[];
}

export const ContactQuery = v.object({
  /** Any part of name, company, number or note; empty: everybody. */
  text: v.pipe(v.string(), v.maxLength(200)),
  /** From the page before; null: from the start. */
  after: v.nullable(v.pipe(v.string(), v.maxLength(600))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
});
export type ContactQuery = v.InferOutput<typeof ContactQuery>;

export interface Page<T> {
  items: T[];
  /** Give it back as `after` for the next page; null: that was the last. */
  next: string | null;
}

// ── Callbacks ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const OrderCallback = v.object({
  /** A client by number, or a colleague by extension. */
  target: v.variant('kind', [
    v.object({ kind: v.literal('client'), written: WrittenNumber }),
    v.object({ kind: v.literal('colleague'), extension: v.pipe(v.string(), v.regex(/^\d{3,20}$/)) }),
  ]),
  /** Shown on the card; null: look it up in the contacts. */
  name: v.nullable(line(200)),
  /** The person has seen that this client was just ordered, and wants it all the same. */
  repeat: v.boolean(),
});
export type OrderCallback = v.InferOutput<typeof OrderCallback>;

/**
 * How far a callback has come, as far as the PBX tells. Open stages first, ended ones from `done` on.
 */
export const stages = [
  /** The moment in which it can still be taken back; nothing was sent. */
  'holding',
  'sending',
  /** The answer was lost; asking the PBX whether the task was created. */
  'checking',
  'accepted',
  'scheduled',
  'ringing-me',
  'ringing-other',
  'talking',
  /** A try failed, another will follow. */
  'waiting',
  'done',
  'failed',
  /** The PBX said no, or was not reached at all: nothing was created. */
  'refused',
  /** The answer was lost and no task appeared. */
  'not-created',
  'cancelled',
  /** The PBX no longer knows the task. */
  'vanished',
] as const;
export type Stage = (typeof stages)[number];

export type LegRole = 'me' | 'other';
/** What to do about a failed try: `soon` again, `later`, `fix` the number first, `ask` the administrator, nothing. */
export type Advice = 'none' | 'soon' | 'later' | 'fix' | 'ask';

export interface CauseView {
  /** ISDN/Q.850. */
  code: number;
  text: Record<Language, string>;
  advice: Advice;
}

export interface LegView {
  role: LegRole;
  /** «+7 495 123-45-67» or the bare extension. */
  display: string;
  answeredAtMs: number | null;
  endedAtMs: number | null;
  talkSeconds: number;
  cause: CauseView | null;
}

export interface AttemptView {
  startedAtMs: number;
  succeeded: boolean;
  /** The leg that made it fail, if it did. */
  failedLeg: LegView | null;
  legs: LegView[];
}

/** A callback ordered on this PC. */
export interface Callback {
  id: string;
  target: { kind: 'client' | 'colleague'; display: string; number: PhoneNumber | null; extension: string | null };
  /** Of who is called; empty: nameless. */
  name: string;
  /** Where the person at this PC is rung: the extension, or the own outside number when a colleague is called. */
  myDisplay: string;
  ringFirst: LegRole;
  orderedAtMs: number;
  stage: Stage;
  open: boolean;
  /** Null until the PBX gave it one. */
  taskId: number | null;
  /** `holding`: nothing is sent before this time. */
  holdUntilMs: number | null;
  /** `scheduled`: when the PBX will start. */
  startsAtMs: number | null;
  /** Number of the try that runs, or ran last; 0: none yet. */
  attempt: number;
  attemptsMax: number;
  /** `waiting`: when the next try is due, as far as can be told. */
  nextAttemptAtMs: number | null;
  /** `talking`: since when. */
  talkingSinceMs: number | null;
  /** `done`. */
  talkSeconds: number | null;
  attempts: AttemptView[];
  /** The PBX's own words for the state. */
  pbxState: string;
  error: Notice | null;
  /** The card was put away. */
  dismissed: boolean;
}

export const HistoryQuery = v.object({
  after: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
});
export type HistoryQuery = v.InferOutput<typeof HistoryQuery>;
