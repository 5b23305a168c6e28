import type { AttemptView, Callback, CauseView, LegRole, LegView, Stage } from '../contract/model.ts';
import type { Order } from '../cache/queries/orders.ts';
import type { CallbackTask, TaskAttempt, TaskLeg } from '../vats/model.ts';
import { failedLeg, legRoles, talkSeconds, taskStatus, type TaskContext, type TaskState } from '../vats/task-status.ts';

/** The phone knowledge that a view needs; `vats/numbers.ts` and `vats/causes.ts` have it. */
export interface PhoneWords {
  sameNumber(left: string, right: string): boolean;
  /** «+7 495 123-45-67», or the bare short number. */
  display(number: string): string;
  explainCause(cause: number): CauseView;
}

const openStages: ReadonlySet<Stage> = new Set([
  'holding',
  'sending',
  'checking',
  'accepted',
  'scheduled',
  'ringing-me',
  'ringing-other',
  'talking',
  'waiting',
]);

export const isOpenStage = (stage: Stage): boolean => openStages.has(stage);

export const stageOfState: Record<TaskState, Stage> = {
  waiting: 'accepted',
  scheduled: 'scheduled',
  'ringing-me': 'ringing-me',
  'ringing-other': 'ringing-other',
  talking: 'talking',
  between: 'waiting',
  done: 'done',
  failed: 'failed',
};

/** An order of the journal as a person sees it. */
export function toCallback(order: Order, words: PhoneWords, nowMs: number): Callback {
  const context = contextOf(order, words);
  const stage = stageOf(order, words, nowMs);
  const task = order.snapshot;
  const status = task && taskStatus(task, context, nowMs);
  const attempts = task ? task.attempts.map((attempt) => toAttempt(attempt, task, context, words)) : [];
  const colleague = order.kind === 'colleague';
  return {
    id: order.id,
    target: {
      kind: order.kind,
      display: words.display(colleague ? order.extension : order.number),
      number: colleague ? null : order.number,
      extension: colleague ? order.extension : null,
    },
    name: order.name,
    myDisplay: words.display(colleague ? order.number : order.extension),
    ringFirst: order.ringFirst,
    orderedAtMs: order.orderedAtMs,
    stage,
    open: isOpenStage(stage),
    taskId: order.taskId,
    holdUntilMs: order.holdUntilMs,
    startsAtMs: order.startsAtMs,
    attempt: status?.attempt ?? 0,
    attemptsMax: Math.max(task?.triesMax ?? 0, order.tries),
    pauseSeconds: order.pauseSeconds,
    nextAttemptAtMs: stage === 'waiting' ? nextAttemptAtMs(order) : null,
    talkingSinceMs: stage === 'talking' && status?.running ? talkingSinceMs(status.running) : null,
    talkSeconds: stage === 'done' && task ? talkSeconds(task) : null,
    attempts,
    pbxState: task?.state ?? '',
    error: order.error,
    dismissed: order.dismissed,
  };
}

export function contextOf(
  order: Pick<Order, 'kind' | 'ringFirst'>,
  words: Pick<PhoneWords, 'sameNumber'>,
): TaskContext {
  return {
    outside: order.kind === 'client' ? 'other' : 'me',
    ringFirst: order.ringFirst,
    sameNumber: words.sameNumber,
  };
}

export function stageOf(order: Order, words: Pick<PhoneWords, 'sameNumber'>, nowMs: number): Stage {
  switch (order.phase) {
    case 'holding':
    case 'refused':
    case 'not-created':
    case 'cancelled':
    case 'vanished':
      return order.phase;
    case 'ordered':
      return 'sending';
    case 'unknown':
      return 'checking';
    case 'accepted':
    case 'ended': {
      if (order.snapshot) return stageOfState[taskStatus(order.snapshot, contextOf(order, words), nowMs).state];
      return order.startsAtMs !== null && order.startsAtMs > nowMs ? 'scheduled' : 'accepted';
    }
  }
}

/** The PBX does not tell when it tries again; it is the end of the last try and the pause that was ordered. */
export function nextAttemptAtMs(order: Pick<Order, 'snapshot' | 'pauseSeconds'>): number | null {
  const last = order.snapshot?.attempts.at(-1);
  if (!last) return null;
  const endedAtMs = Math.max(last.startedAtMs, ...last.legs.map((leg) => leg.endedAtMs ?? 0));
  return endedAtMs + order.pauseSeconds * 1000;
}

function talkingSinceMs(attempt: TaskAttempt): number {
  return Math.max(...attempt.legs.map((leg) => leg.answeredAtMs ?? 0));
}

export function toAttempt(
  attempt: TaskAttempt,
  task: CallbackTask,
  context: TaskContext,
  words: PhoneWords,
): AttemptView {
  const roles = legRoles(attempt, task, context);
  const view = (leg: TaskLeg) => toLeg(leg, roles.get(leg) ?? 'other', words);
  const failed = failedLeg(attempt);
  return {
    startedAtMs: attempt.startedAtMs,
    succeeded: attempt.succeeded,
    failedLeg: failed && view(failed),
    legs: attempt.legs.map(view),
  };
}

function toLeg(leg: TaskLeg, role: LegRole, words: PhoneWords): LegView {
  return {
    role,
    display: words.display(leg.number),
    answeredAtMs: leg.answeredAtMs,
    endedAtMs: leg.endedAtMs,
    talkSeconds: leg.durationSeconds,
    cause: leg.cause === null ? null : words.explainCause(leg.cause),
  };
}
