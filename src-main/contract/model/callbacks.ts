import * as v from 'valibot';
import { WrittenNumber, type PhoneNumber } from './numbers.ts';
import type { Language } from './settings.ts';
import { line, type Notice } from './shared.ts';

/** One order's own settings, instead of the preferences. */
export const CallbackPlan = v.object({
  /** When the PBX is to start, at most 30 days ahead; null: at once. */
  startsAtMs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** So long from now, and then not by `startsAtMs`: the PC's clock may be wrong, main's is put right by the exchange. */
  inMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 3600_000))),
  ringFirst: v.picklist(['me', 'client']),
  tries: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  /** Between two tries; the PBX takes no less than 120. */
  pauseSeconds: v.pipe(v.number(), v.integer(), v.minValue(120), v.maxValue(3600)),
});
export type CallbackPlan = v.InferOutput<typeof CallbackPlan>;

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
  /** Without it the preferences hold, and it is at once. */
  plan: v.exactOptional(CallbackPlan),
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
  /** For what time it was planned; null: at once. */
  startsAtMs: number | null;
  /** Number of the try that runs, or ran last; 0: none yet. */
  attempt: number;
  attemptsMax: number;
  /** Between two tries. */
  pauseSeconds: number;
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

/** The exchange's own list: newest first, of one extension or of all. */
export const PbxTaskQuery = v.object({
  extension: v.nullable(v.pipe(v.string(), v.regex(/^\d{3,20}$/))),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
  /** Only what is older than this task; null: the newest. */
  before: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});
export type PbxTaskQuery = v.InferOutput<typeof PbxTaskQuery>;

/** A callback task as the exchange tells it, whoever ordered it and wherever. */
export interface PbxTask {
  taskId: number;
  /** `number` is null where what the PBX wrote is no number. `name` is empty for whom the contacts do not know. */
  client: { display: string; number: PhoneNumber | null; name: string };
  extension: string;
  /** Of the colleague; empty: not known. */
  extensionName: string;
  /** It rings the extension of this PC: `me` in its legs is really me, otherwise the colleague. */
  mine: boolean;
  /** The order of this PC that led to it. */
  orderId: string | null;
  createdAtMs: number | null;
  /** When it is, or was, to be carried out next. */
  startsAtMs: number | null;
  stage: Stage;
  open: boolean;
  attempt: number;
  attemptsMax: number;
  talkSeconds: number | null;
  attempts: AttemptView[];
  pbxState: string;
}

export interface PbxTaskPage {
  tasks: PbxTask[];
  /** There are older ones. */
  more: boolean;
}
