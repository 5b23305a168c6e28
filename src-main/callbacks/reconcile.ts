import type { Order } from '../cache/queries/orders.ts';
import type { CallbackTask } from '../vats/model.ts';

/** How far the PBX's idea of "now" may lie behind ours when its last task before the order is not known. */
const clockSlackMs = 120_000;
const dayMs = 24 * 3600_000;

/**
 * An answer to a question asked after so long a wait, without our task in it, means that there is none: the request itself
 * was given up before, and a PBX that still worked on it has had time to write it down. The same patience decides that a
 * task is gone: a failing database denies tasks too.
 */
export const settleAfterMs = 60_000;

/** For so long after that the PBX is still asked now and then: what turns up late is taken on all the same. */
export const doubtMs = 10 * 60_000;
export const doubtPauseMs = 30_000;

/** Pauses between the questions; the last one is repeated. */
const askPausesMs = [500, 1500, 3000, 6000, 10_000, 15_000];

export const askPauseMs = (asked: number) => askPausesMs[Math.min(asked, askPausesMs.length - 1)] ?? 15_000;

/**
 * The task that a lost answer was about: same client, same extension, later than the last task known before sending, and
 * nobody else's. The lowest such, because ours was the first. Null: none (yet).
 */
export function findLostTask(
  order: Pick<Order, 'number' | 'extension' | 'lastTaskBefore' | 'sentAtMs'>,
  tasks: readonly CallbackTask[],
  adopted: ReadonlySet<number>,
  sameNumber: (left: string, right: string) => boolean,
): CallbackTask | null {
  const candidates = tasks.filter(
    (task) =>
      task.cdpn === order.extension &&
      sameNumber(task.cgpn, order.number) &&
      !adopted.has(task.taskId) &&
      cameAfter(order, task),
  );
  return candidates.reduce<CallbackTask | null>(
    (first, task) => (first === null || task.taskId < first.taskId ? task : first),
    null,
  );
}

function cameAfter(order: Pick<Order, 'lastTaskBefore' | 'sentAtMs'>, task: CallbackTask): boolean {
  // The task numbers are the PBX's own order of events; its clock is believed only where they are not known.
  if (order.lastTaskBefore !== null) return task.taskId > order.lastTaskBefore;
  return task.createdAtMs === null || task.createdAtMs >= (order.sentAtMs ?? 0) - clockSlackMs;
}

/**
 * When the order was sent, as far as it can be believed of a clock that may have been put right since: before we began to
 * wait; and if it seems to lie ahead of us, then some time in the last day.
 */
export const believableTime = (sentAtMs: number, nowMs: number, waitedMs: number): number =>
  Math.min(sentAtMs > nowMs ? nowMs - dayMs : sentAtMs, nowMs - waitedMs);

/**
 * Settled by what the PBX did *not* say, or by a sentence of which nobody knows whether it is a refusal: the task may be
 * there all the same, or come to light.
 */
export function isDoubted(order: Pick<Order, 'phase' | 'sentAtMs' | 'error'>): boolean {
  if (order.sentAtMs === null) return false;
  if (order.phase === 'refused') return order.error?.code === 'server-message';
  return order.phase === 'not-created' || order.phase === 'vanished';
}
