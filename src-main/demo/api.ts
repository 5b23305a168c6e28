import type { ActionName } from '../vats/actions.ts';
import { incorrect, refusals } from './check.ts';
import { freeNumbersAnswer } from './free-numbers.ts';
import { fileToken, type LinkedFile } from './links.ts';
import { phpFilter, type Php } from './php-json.ts';
import { accountsAnswer } from './presence.ts';
import type { DemoRecord, DemoRecordKind } from './record-days.ts';
import type { RecordBook } from './records.ts';
import { taskAnswer, taskRecords } from './task-answer.ts';
import type { PlannedLeg } from './task-plan.ts';
import type { DemoTask, TaskBook } from './tasks.ts';
import { dayStartMs, readDay, stamp } from './wall-time.ts';

/** What the eight actions answer from. */
export interface ApiState {
  domain: string;
  seed: string;
  zone: string;
  tasks: TaskBook;
  records: RecordBook;
  /** Counts up when links are re-issued. */
  issue: number;
  nowMs(): number;
  /** Where files are, up to the token. */
  fileUrl(token: string): string;
}

type Values = ReadonlyMap<string, string>;
type Perform = (state: ApiState, values: Values) => Php;

const kinds = { call_records: 'call', fax_files: 'fax', voicemail_files: 'voicemail' } as const;

const performers: Readonly<Record<ActionName, Perform>> = {
  onlycheck: () => 'OK',
  stat_callback: (state, values) => tasksAnswer(state, values),
  free_numbers: (state) => freeNumbersAnswer(state.seed),
  callback_add: (state, values) => String(addTask(state, values).id),
  sip_accounts: (state) => accountsAnswer(state.domain, state.seed, state.nowMs(), state.zone),
  call_records: (state, values) => recordsAnswer(state, kinds.call_records, values),
  fax_files: (state, values) => recordsAnswer(state, kinds.fax_files, values),
  voicemail_files: (state, values) => recordsAnswer(state, kinds.voicemail_files, values),
};

/** Carries out a request that was examined and found good; returns what stands in `result`. */
export function perform(state: ApiState, action: ActionName, values: Values): Php {
  return performers[action](state, values);
}

const numberIn = (values: Values, name: string): number | undefined => {
  const value = values.get(name);
  return value === undefined || value === '' ? undefined : Number(value);
};

/** Document 3.4. `calldelay` wins over `calldt`. */
function addTask(state: ApiState, values: Values): DemoTask {
  const nowMs = state.nowMs();
  const delay = numberIn(values, 'calldelay');
  const [day, time] = (values.get('calldt') ?? '').split('T');
  const atMs = day && time ? dayStartMs(day, state.zone) + Date.parse(`1970-01-01T${time}Z`) : undefined;
  const order = {
    callTypeId: values.get('calltypeid') === '1' ? (1 as const) : (2 as const),
    cgpn: values.get('cgpn') ?? '',
    cdpn: values.get('cdpn') ?? '',
    tries: numberIn(values, 'trycount'),
    pauseSeconds: numberIn(values, 'trypause'),
    executeMs: delay === undefined ? atMs : nowMs + delay * 1000,
  };
  return state.tasks.add(order, nowMs, 'api');
}

const fields: Readonly<Record<string, (task: DemoTask) => number | string>> = {
  task_id: (task) => task.id,
  create_dt: (task) => task.createdMs,
  exec_dt: (task) => task.executeMs,
  out_call_exec_dt: (task) => task.executeMs,
  cgpn: (task) => task.order.cgpn,
  cdpn: (task) => task.order.cdpn,
  try_max: (task) => task.triesMax,
};

/** Document 3.2. An unknown task is told by the caller (`taskRefusal`). */
function tasksAnswer(state: ApiState, values: Values): Php {
  const cdpn = values.get('cdpn') ?? '';
  const only = numberIn(values, 'task');
  const after = numberIn(values, 'last_task') ?? -1;
  const by = fields[values.get('order_field') ?? ''] ?? fields['task_id'];
  const down = values.get('order_type')?.toLowerCase() === 'desc';
  const found = state.tasks
    .all()
    .filter((task) => (cdpn === '' || task.order.cdpn === cdpn) && (only === undefined || task.id === only))
    .filter((task) => task.id > after)
    .sort((a, b) => (by ? compare(by(a), by(b)) : 0) * (down ? -1 : 1))
    .slice(0, numberIn(values, 'data_count') ?? Infinity);
  const telling = {
    book: state.tasks,
    nowMs: state.nowMs(),
    zone: state.zone,
    detail: values.get('detail') === '1',
    recordingUrl: (leg: PlannedLeg) => linkTo(state, legFile(leg, state.issue)),
  };
  return new Map(found.map((task): [number, Php] => [task.id, taskAnswer(task, telling)]));
}

const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);

/** Refusals that need to know what there is: a task that nobody has created. */
export function stateRefusal(state: ApiState, action: ActionName, values: Values): string | null {
  const id = numberIn(values, 'task');
  if (action === 'stat_callback' && id !== undefined && !state.tasks.get(id)) return refusals.task;
  // «T25:00:00» has the table's shape, and is no time.
  const time = values.get('calldt')?.split('T')[1];
  return time !== undefined && Number.isNaN(Date.parse(`1970-01-01T${time}Z`)) ? incorrect('calldt') : null;
}

/** Document 3.5–3.7. Both days are included; erased ones leave holes in the keys, as `array_filter()` does. */
function recordsAnswer(state: ApiState, kind: DemoRecordKind, values: Values): Php {
  const from = readDay(values.get('dtStart') ?? '');
  const to = readDay(values.get('dtEnd') ?? '');
  if (from === null || to === null) return [];
  const nowMs = state.nowMs();
  const ofTasks = kind === 'call' ? taskRecords(state.tasks, nowMs) : [];
  const records = state.records.between(kind, from, to, nowMs, ofTasks);
  const kept = phpFilter(records, (record) => !record.erased);
  return new Map([...kept].map(([key, record]): [number, Php] => [key, recordAnswer(state, record)]));
}

function recordAnswer(state: ApiState, record: DemoRecord): Php {
  const { file, seconds } = record;
  return {
    dt: stamp(record.startMs, state.zone),
    dur_real: String(seconds),
    num_a: record.numberA,
    num_b: record.numberB,
    group_name: record.group,
    user_name: record.user,
    file: file ? linkTo(state, { ...file, seconds, issue: state.issue }) : null,
  };
}

/** The key to the seal of links: nothing that anybody else knows. */
export const linkSecret = (state: Pick<ApiState, 'seed' | 'domain'>): string => `${state.seed}/${state.domain}`;

const linkTo = (state: ApiState, file: LinkedFile): string => state.fileUrl(fileToken(file, linkSecret(state)));

function legFile(leg: PlannedLeg, issue: number): LinkedFile {
  const seconds = leg.answeredMs === null ? 0 : Math.floor((leg.endedMs - leg.answeredMs) / 1000);
  return { format: 'mp3', variant: leg.listId % 10_000, seconds, issue };
}
