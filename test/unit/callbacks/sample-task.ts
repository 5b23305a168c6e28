import type { CallbackTask, TaskAttempt, TaskLeg } from '../../../src-main/vats/model.ts';

/** Building blocks of `stat_callback`'s answers: one client, extension 101, times in seconds since `t0`. */
export const t0 = Date.UTC(2026, 10, 23, 9, 0, 0);
export const client = '79031112233';

const at = (seconds: number | null) => (seconds === null ? null : t0 + seconds * 1000);

export function leg(
  number: string,
  times: { created: number; answered?: number | null; ended?: number | null; cause?: number | null; seconds?: number },
): TaskLeg {
  return {
    listId: `${number}-${times.created}`,
    number,
    createdAtMs: at(times.created),
    answeredAtMs: at(times.answered ?? null),
    endedAtMs: at(times.ended ?? null),
    durationSeconds: times.seconds ?? 0,
    cause: times.cause ?? null,
    recordingUrl: null,
  };
}

export const attempt = (started: number, succeeded: boolean, ...legs: TaskLeg[]): TaskAttempt => ({
  startedAtMs: t0 + started * 1000,
  succeeded,
  legs,
});

export const task = (changes: Partial<CallbackTask> = {}): CallbackTask => ({
  taskId: 200,
  cgpn: client,
  cdpn: '101',
  createdAtMs: t0,
  executeAtMs: t0,
  state: '',
  tries: changes.attempts?.length ?? 0,
  triesMax: 3,
  attempts: [],
  ...changes,
});
