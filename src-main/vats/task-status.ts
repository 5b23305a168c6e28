import type { LegRole } from '../contract/model.ts';
import type { CallbackTask, TaskAttempt, TaskLeg } from './model.ts';

/** A leg that the PBX never closed stops counting as going on after this: longer than any honest call. */
const longestLegMs = 4 * 3600_000;
/** How long a counted try may stay unlisted before it counts as failed. */
const unlistedTryMs = 10 * 60_000;

export type TaskState =
  'waiting' | 'scheduled' | 'ringing-me' | 'ringing-other' | 'talking' | 'between' | 'done' | 'failed';

export interface TaskStatus {
  state: TaskState;
  /** Number of the try that runs or ran last, from 1; 0: none yet. */
  attempt: number;
  /** The try that is going on. */
  running: TaskAttempt | null;
}

/** What the status is judged by, beside the task itself. */
export interface TaskContext {
  /** The role of the outside side (A); the short side has the other one. */
  outside: LegRole;
  ringFirst: LegRole;
  /** The same number, however either is written. */
  sameNumber(left: string, right: string): boolean;
}

/**
 * The status of a task, from its numbers and never from its `state` text (document 3.2): any success is the end;
 * all tries used and nothing going on is a failure.
 */
export function taskStatus(task: CallbackTask, context: TaskContext, nowMs: number): TaskStatus {
  const running = task.attempts.findLast((attempt) => attempt.legs.some((leg) => isOpen(leg, nowMs))) ?? null;
  const attempt = Math.max(task.tries, task.attempts.length);
  const is = (state: TaskState): TaskStatus => ({ state, attempt, running });

  if (running) return is(runningState(running, task, context));
  if (task.attempts.some((each) => each.succeeded)) return is('done');
  if (attempt === 0) return is(task.executeAtMs !== null && task.executeAtMs > nowMs ? 'scheduled' : 'waiting');
  if (task.attempts.length < task.tries && nowMs - lastSignOf(task) < unlistedTryMs) {
    return is(context.ringFirst === 'me' ? 'ringing-me' : 'ringing-other');
  }
  return is(attempt >= task.triesMax ? 'failed' : 'between');
}

/** When the PBX last showed that it is at work on the task. */
function lastSignOf(task: CallbackTask): number {
  const times = task.attempts.flatMap((attempt) => [
    attempt.startedAtMs,
    ...attempt.legs.map((leg) => leg.endedAtMs ?? 0),
  ]);
  return Math.max(task.executeAtMs ?? 0, task.createdAtMs ?? 0, ...times);
}

const isOpen = (leg: TaskLeg, nowMs: number) =>
  leg.endedAtMs === null && leg.cause === null && nowMs - (leg.createdAtMs ?? 0) < longestLegMs;

function runningState(attempt: TaskAttempt, task: CallbackTask, context: TaskContext): TaskState {
  const roles = legRoles(attempt, task, context);
  const answered = new Set(attempt.legs.filter((leg) => leg.answeredAtMs !== null).map((leg) => roles.get(leg)));
  if (answered.size === 2) return 'talking';
  const ringing: LegRole = answered.has('me') ? 'other' : answered.has('other') ? 'me' : context.ringFirst;
  return ringing === 'me' ? 'ringing-me' : 'ringing-other';
}

/**
 * Whose leg is whose: by number where that tells them apart. Where all legs show the client's number (as the document's
 * own samples do), the first that was created is the side that is rung first.
 */
export function legRoles(attempt: TaskAttempt, task: CallbackTask, context: TaskContext): Map<TaskLeg, LegRole> {
  const inside: LegRole = context.outside === 'me' ? 'other' : 'me';
  const isOutside = attempt.legs.map((leg) => context.sameNumber(leg.number, task.cgpn));
  const ambiguous = attempt.legs.length > 1 && isOutside.every(Boolean);
  const second: LegRole = context.ringFirst === 'me' ? 'other' : 'me';
  return new Map(
    attempt.legs.map((leg, index) => {
      if (ambiguous) return [leg, index === 0 ? context.ringFirst : second];
      return [leg, isOutside[index] ? context.outside : inside];
    }),
  );
}

/** The leg that made a try fail: the last that was not answered, or else the last that has a cause. */
export function failedLeg(attempt: TaskAttempt): TaskLeg | null {
  if (attempt.succeeded) return null;
  return (
    attempt.legs.findLast((leg) => leg.answeredAtMs === null && leg.cause !== null) ??
    attempt.legs.findLast((leg) => leg.cause !== null) ??
    null
  );
}

/** How long the two spoke: the time of the leg that was answered last. */
export function talkSeconds(task: CallbackTask): number | null {
  const success = task.attempts.findLast((attempt) => attempt.succeeded);
  const legs = success?.legs.filter((leg) => leg.answeredAtMs !== null) ?? [];
  const last = legs.reduce<TaskLeg | null>(
    (latest, leg) => (latest === null || (leg.answeredAtMs ?? 0) >= (latest.answeredAtMs ?? 0) ? leg : latest),
    null,
  );
  return last?.durationSeconds ?? null;
}
