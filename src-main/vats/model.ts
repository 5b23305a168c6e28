import type { RecordKind } from '../contract/model.ts';
import type { Extension, WireNumber } from './actions.ts';

/** What an answer held: the good records, and how many (or parts of one: a task's legs) were skipped as undecodable. */
export interface Decoded<T> {
  records: T[];
  rejected: number;
}

/** One call of an attempt («звонок» of `success_calls` and `failed_calls`, document 3.2). */
export interface TaskLeg {
  listId: string;
  /** As dialled by the PBX: a short number or a phone number in any of its spellings. */
  number: string;
  createdAtMs: number | null;
  /** Null: not answered (so far). */
  answeredAtMs: number | null;
  /** Null: still going on. */
  endedAtMs: number | null;
  durationSeconds: number;
  /** ISDN/Q.850; null while the leg is going on. */
  cause: number | null;
  /** Link to the recording; untrusted. */
  recordingUrl: string | null;
}

export interface TaskAttempt {
  startedAtMs: number;
  succeeded: boolean;
  /** Sorted by creation. */
  legs: TaskLeg[];
}

/** A callback task as `stat_callback` tells it (document 3.2). */
export interface CallbackTask {
  taskId: number;
  /** A, the client, as stored by the PBX. */
  cgpn: string;
  /** B, the short number. */
  cdpn: string;
  createdAtMs: number | null;
  executeAtMs: number | null;
  /** The PBX's free Russian text: shown as it is, never parsed. */
  state: string;
  tries: number;
  triesMax: number;
  /** Oldest first; empty without `detail`. */
  attempts: TaskAttempt[];
}

export type SipState = 'registered' | 'offline';

/** One SIP account (document 3.5, `sip_accounts`). */
export interface SipAccount {
  userId: string;
  /** May be empty. */
  userName: string;
  /** The short number, as a rule. */
  sipName: string;
  state: SipState;
  /** Registered since, without a break. */
  registeredSinceMs: number | null;
  /** Last seen; only for accounts that are off. */
  lastSeenMs: number | null;
  expiresAtMs: number | null;
  contact: string;
  userAgent: string;
}

export type { RecordKind };

/** A call record, fax or voicemail (document 3.5–3.7). It has no id: see `ordinal`. */
export interface PbxRecord {
  kind: RecordKind;
  startedAtMs: number;
  durationSeconds: number;
  numberA: string;
  numberB: string;
  groupName: string;
  userName: string;
  /** Untrusted, may be re-issued; null when there is no file. */
  fileUrl: string | null;
  /** n-th record in its answer with the same time and numbers, from 0: with them it makes the identity. */
  ordinal: number;
}

/** An answer with records, and what to know it by when it comes again. */
export interface HashedRecords extends Decoded<PbxRecord> {
  hash: string;
}

/** Numbers that can be rented in one region (document 3.3), as the PBX writes them: `4952211952`, `8005058502`. */
export interface FreeRegion {
  /** Empty when the PBX names none. */
  region: string;
  numbers: string[];
}

/** Parameters of `callback_add` (document 3.4) in the program's terms. */
export interface NewCallback {
  /** 1 = ring B, the short number, first; 2 = ring A, the outside number, first. */
  first: 'b' | 'a';
  cgpn: WireNumber;
  cdpn: Extension;
  tries?: number;
  /** At least 120. */
  pauseSeconds?: number;
  minTalkSeconds?: number;
  delaySeconds?: number;
  /** `YYYY-MM-DDTHH:MM:SS`, PBX time; unused by the app, which sends `delaySeconds`. */
  at?: string;
}

export interface TaskQuery {
  cdpn?: Extension;
  detail?: boolean;
  taskId?: number;
  /** Only tasks with a greater id. */
  afterTaskId?: number;
  limit?: number;
  orderBy?: string;
  order?: 'asc' | 'desc';
}

/** A day in the PBX's own zone, `YYYY-MM-DD`. */
export type PbxDay = string;
