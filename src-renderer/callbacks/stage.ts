import type { AttemptView, Callback, LegRole, LegView, Stage } from '../../src-main/contract/model.ts';
import type { I18n } from '../i18n/i18n.svelte.ts';
import type { Tone } from '../ui/tone.ts';

const tones: Record<Stage, Tone> = {
  holding: 'busy',
  sending: 'busy',
  checking: 'busy',
  accepted: 'busy',
  scheduled: 'busy',
  'ringing-me': 'busy',
  'ringing-other': 'busy',
  talking: 'good',
  waiting: 'busy',
  done: 'good',
  failed: 'bad',
  refused: 'bad',
  'not-created': 'bad',
  cancelled: 'quiet',
  vanished: 'quiet',
};

/** The number that is called, as the app shows numbers: «+7 495 123-45-67», «доб. 102». */
export function numberOf({ target }: Callback, { t }: I18n): string {
  return target.kind === 'colleague' && target.extension ? t.words.extension(target.extension) : target.display;
}

export const toneOf = ({ stage }: Pick<Callback, 'stage'>): Tone => tones[stage];

const longSinceMs = 60_000;
const farAheadMs = 120_000;

/** The PBX has it, and its time is a good while off: it waits in «Запланированные», not among the current calls. */
export function isFarAhead({ stage, startsAtMs, orderedAtMs }: Callback, nowMs: number): boolean {
  if (stage !== 'scheduled' || startsAtMs === null) return false;
  return startsAtMs - nowMs > farAheadMs && Math.abs(nowMs - orderedAtMs) > longSinceMs;
}

/** What the card says: one sentence for each stage, in the words of the product's description. */
export function sentenceOf(callback: Callback, { t, formats, language }: I18n, nowMs: number): string {
  const says = t.calls.stage;
  const colleague = callback.target.kind === 'colleague';
  switch (callback.stage) {
    case 'holding':
      return callback.startsAtMs === null ? says.holding : t.plan.held(formats.until(callback.startsAtMs, nowMs));
    case 'sending':
      return says.sending;
    case 'checking':
      return says.checking;
    case 'accepted':
      return says.accepted(callback.taskId);
    case 'scheduled':
      return callback.startsAtMs === null
        ? says.scheduledSoon
        : says.scheduled(formats.moment(callback.startsAtMs, nowMs));
    case 'ringing-me':
      return says.ringingMe(callback.myDisplay);
    case 'ringing-other':
      if (callback.ringFirst === 'me') return colleague ? says.connectingColleague : says.connectingClient;
      return colleague ? says.ringingColleague : says.ringingClient;
    case 'talking':
      return says.talking;
    case 'waiting': {
      const why = failedLegOf(callback)?.cause?.text[language] ?? says.unanswered;
      const soFar = says.waiting(why, callback.attempt, callback.attemptsMax);
      if (callback.nextAttemptAtMs === null) return soFar;
      return `${soFar}, ${says.waitingNext(formats.moment(callback.nextAttemptAtMs, nowMs))}`;
    }
    case 'done':
      return callback.talkSeconds === null ? says.doneBare : says.done(formats.duration(callback.talkSeconds));
    case 'failed':
      return callback.attempt === 0 ? says.failedBare : says.failed(callback.attempt);
    case 'refused':
      return says.refused;
    case 'not-created':
      return says.notCreated;
    case 'cancelled':
      return says.cancelled;
    case 'vanished':
      return says.vanished;
  }
}

/** The line below it: which leg failed and why, what to do, or the reason of a refusal. Empty: nothing to add. */
export function moreOf(callback: Callback, i18n: I18n): string {
  const { t } = i18n;
  switch (callback.stage) {
    case 'refused':
      return callback.error ? i18n.sentence(callback.error.code, callback.error.params) : '';
    case 'not-created':
      // Its time was over before it could be sent.
      return callback.error?.code === 'time-past' ? t.plan.missed : t.calls.stage.notCreatedMore;
    case 'scheduled':
      return t.plan.atPbx;
    case 'vanished':
      return t.calls.stage.vanishedMore;
    case 'waiting': {
      // The sentence has the cause already; only that it was the own phone is still to be said.
      const leg = failedLegOf(callback);
      return leg?.role === 'me' ? t.calls.legMine(leg.display || callback.myDisplay) : '';
    }
    case 'failed':
      return legSentence(callback, failedLegOf(callback), i18n);
    case 'checking':
      // Not the failure's own sentence: «Попробуйте ещё раз» would have the client rung twice.
      return t.calls.stage.checkingMore;
    default:
      return '';
  }
}

function legSentence(callback: Callback, leg: LegView | null, { t, language }: I18n): string {
  if (!leg?.cause) return '';
  const why = lowerFirst(leg.cause.text[language]);
  const what =
    leg.role === 'me'
      ? t.calls.legFailed.me(leg.display || callback.myDisplay, why)
      : t.calls.legFailed[callback.target.kind](why);
  const advice = t.calls.advice[leg.cause.advice];
  return advice ? `${what}. ${advice}` : what;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The leg that made the last try fail. */
export function failedLegOf({ attempts }: Pick<Callback, 'attempts'>): LegView | null {
  return lastFailed(attempts)?.failedLeg ?? null;
}

function lastFailed(attempts: AttemptView[]): AttemptView | undefined {
  return attempts.findLast(({ succeeded }) => !succeeded);
}

// ── The line of steps ───────────────────────────────────────────────────────────────────────────────────────────────

export type StepName = 'order' | 'me' | 'client' | 'colleague' | 'talk';
export type StepState = 'done' | 'now' | 'next' | 'failed';

export interface Step {
  name: StepName;
  state: StepState;
}

/** Order → who is rung first → the other → the talk, each as far as the PBX told. */
export function stepsOf(callback: Callback): Step[] {
  const other: StepName = callback.target.kind;
  const names: StepName[] =
    callback.ringFirst === 'me' ? ['order', 'me', other, 'talk'] : ['order', other, 'me', 'talk'];
  const { reached, state } = progress(callback, names);
  return names.map((name, index) => ({ name, state: index < reached ? 'done' : index === reached ? state : 'next' }));
}

function progress(callback: Callback, names: StepName[]): { reached: number; state: StepState } {
  const legAt = (role: LegRole) => names.indexOf(role === 'me' ? 'me' : callback.target.kind);
  switch (callback.stage) {
    case 'holding':
    case 'sending':
    case 'checking':
      return { reached: 0, state: 'now' };
    case 'accepted':
    case 'scheduled':
      return { reached: 1, state: 'next' };
    case 'ringing-me':
      return { reached: legAt('me'), state: 'now' };
    case 'ringing-other':
      return { reached: legAt('other'), state: 'now' };
    case 'talking':
      return { reached: 3, state: 'now' };
    case 'done':
      return { reached: 4, state: 'done' };
    case 'waiting':
    case 'failed': {
      const leg = failedLegOf(callback);
      return { reached: leg ? legAt(leg.role) : 1, state: 'failed' };
    }
    case 'refused':
    case 'not-created':
      return { reached: 0, state: 'failed' };
    case 'cancelled':
    case 'vanished':
      return { reached: callback.taskId === null ? 0 : 1, state: 'next' };
  }
}
