import * as v from 'valibot';
import { WrittenNumber, type PhoneNumber } from './numbers.ts';
import type { Language } from './settings.ts';
import { line, type Notice } from './shared.ts';

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
