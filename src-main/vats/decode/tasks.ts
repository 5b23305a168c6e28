import type { CallbackTask, Decoded, TaskAttempt, TaskLeg } from '../model.ts';
import type { PbxZone } from '../pbx-time.ts';
import { decodeEach } from './records.ts';
import { elements, field, isFields, link, seconds, text, time, whole, type Fields } from './fields.ts';

/** Far more than any task has; what is beyond is counted, not kept. */
const mostAttempts = 1000;
const mostLegs = 200;

/** `stat_callback` (document 3.2). Tasks by id, attempts by time, legs by creation: the answer's order means nothing. */
export function decodeTasks(body: string, zone: PbxZone): Decoded<CallbackTask> {
  const decoded = decodeEach(body, 'task_id', (fields) => readTask(fields, zone));
  decoded.records.sort((a, b) => a.taskId - b.taskId);
  return decoded;
}

function readTask(fields: Fields, zone: PbxZone): { record: CallbackTask; rejected: number } | null {
  const taskId = whole(field(fields, 'task_id'));
  if (taskId === null) return null;
  const failed = readAttempts(field(fields, 'failed_calls'), false, zone);
  const succeeded = readAttempts(field(fields, 'success_calls'), true, zone);
  const tries = whole(field(fields, 'try_count'), 100_000) ?? 0;
  const record: CallbackTask = {
    taskId,
    cgpn: text(field(fields, 'cgpn'), 40),
    cdpn: text(field(fields, 'cdpn'), 40),
    createdAtMs: time(field(fields, 'create_dt'), zone),
    // The description says `exec_dt`, the sample `out_call_exec_dt`.
    executeAtMs: time(field(fields, 'exec_dt'), zone) ?? time(field(fields, 'out_call_exec_dt'), zone),
    state: text(field(fields, 'state')),
    tries,
    // Without its limit a task with tries left must not look exhausted.
    triesMax: whole(field(fields, 'try_max'), 100_000) ?? Math.max(1, tries),
    attempts: [...failed.attempts, ...succeeded.attempts].sort((a, b) => a.startedAtMs - b.startedAtMs),
  };
  return { record, rejected: failed.rejected + succeeded.rejected };
}

/** A map «time of the attempt → its legs»; `[]` without `detail` or when there was none. */
function readAttempts(
  value: unknown,
  succeeded: boolean,
  zone: PbxZone,
): { attempts: TaskAttempt[]; rejected: number } {
  const attempts: TaskAttempt[] = [];
  let rejected = 0;
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  for (const [key, calls] of entries.slice(0, mostAttempts)) {
    const { legs, bad } = readLegs(calls, zone);
    rejected += bad;
    // The key may be a list's index, when PHP's keys were lost: then the first leg tells the time.
    const startedAtMs = time(key, zone) ?? legs.find((leg) => leg.createdAtMs !== null)?.createdAtMs ?? null;
    if (startedAtMs === null) rejected += 1;
    else attempts.push({ startedAtMs, succeeded, legs });
  }
  return { attempts, rejected: rejected + Math.max(0, entries.length - mostAttempts) };
}

function readLegs(value: unknown, zone: PbxZone): { legs: TaskLeg[]; bad: number } {
  const entries = isFields(value) && field(value, 'list_id') !== undefined ? [value] : (elements(value) ?? []);
  const legs: TaskLeg[] = [];
  for (const entry of entries.slice(0, mostLegs)) {
    const leg = isFields(entry) ? readLeg(entry, zone) : null;
    if (leg) legs.push(leg);
  }
  legs.sort((a, b) => (a.createdAtMs ?? Infinity) - (b.createdAtMs ?? Infinity) || byId(a, b));
  return { legs, bad: entries.length - legs.length };
}

/** Legs created in the same instant have ascending ids. */
function byId(a: TaskLeg, b: TaskLeg): number {
  return a.listId.length - b.listId.length || (a.listId < b.listId ? -1 : Number(a.listId > b.listId));
}

function readLeg(fields: Fields, zone: PbxZone): TaskLeg | null {
  const listId = text(field(fields, 'list_id'), 40);
  const number = text(field(fields, 'num_b'), 40);
  if (listId === '' && number === '') return null;
  return {
    listId,
    number,
    createdAtMs: time(field(fields, 'create_dt'), zone),
    answeredAtMs: time(field(fields, 'start_dt'), zone),
    endedAtMs: time(field(fields, 'end_dt'), zone),
    durationSeconds: seconds(field(fields, 'dur_real')),
    cause: whole(field(fields, 'close_cause'), 127),
    recordingUrl: link(field(fields, 'file_name')),
  };
}
