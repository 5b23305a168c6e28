import { VatsFailure } from '../vats/failure.ts';
import type { CallbackTask, TaskQuery } from '../vats/model.ts';
import type { CallbackApi } from './journal.ts';

type Api = Pick<CallbackApi, 'tasks'>;

/** Whose tasks, and how many of them. */
export interface TaskSpan {
  /** Null: of everybody. */
  extension: string | null;
  /** With their attempts. */
  detail: boolean;
  limit: number;
}

/** A PBX that does not do as it is told is asked so many times; then what came is what is shown. */
const mostQuestions = 20;
/** Enough for numbers that lie as far apart as can be. */
const mostStretches = 80;
/** Where there were too few of this extension, so much more of the numbers is looked through. */
const widening = 4;
/** The document tells of the time of execution by the first name, its sample of an answer has the second. */
const executionFields = ['exec_dt', 'out_call_exec_dt'];

/**
 * The newest tasks, newest first, at least `limit` if there are as many. The PBX pages by task number, and only upwards,
 * so they are asked for by sorting. Whether it sorts as it is told is shown by what comes after: as a rule, nothing.
 */
export async function newestTasks(api: Api, { extension, detail, limit }: TaskSpan): Promise<CallbackTask[]> {
  const query = { ...of(extension), detail, limit };
  const first = await api.tasks({ ...query, orderBy: 'task_id', order: 'desc' });
  const found = new Map(first.records.map((task) => [task.taskId, task]));
  for (let asked = 1; found.size > 0 && asked < mostQuestions; asked += 1) {
    const { records } = await api.tasks({ ...query, afterTaskId: Math.max(...found.keys()) });
    if (records.length === 0) break;
    for (const task of records) found.set(task.taskId, task);
  }
  return newestFirst([...found.values()].filter(isOf(extension)));
}

/**
 * Those before `beforeId`, newest first: at least `limit`, or all there are. As the PBX pages only upwards, a stretch of
 * numbers below is asked for: a wider one where it holds too few, a shorter one where it holds more than come at once.
 */
export async function olderTasks(
  api: Api,
  { extension, detail, limit }: TaskSpan,
  beforeId: number,
): Promise<{ tasks: CallbackTask[]; whole: boolean }> {
  const room = limit * widening;
  const query: TaskQuery = { ...of(extension), detail, limit: room, orderBy: 'task_id', order: 'asc' };
  const found: CallbackTask[] = [];
  let top = beforeId;
  let width = limit;
  let factor = widening;
  for (let asked = 0; asked < mostStretches && top > 1 && found.length < limit; asked += 1) {
    const below = Math.max(0, top - 1 - width);
    const { records } = await api.tasks({ ...query, afterTaskId: below });
    const within = records.filter(({ taskId }) => taskId > below && taskId < top);
    // A stretch of no more numbers than there is room for cannot have been cut off.
    if (within.length >= room && width > room) {
      // From here on what is looked for is the upper end of what lies close together: by halves.
      factor = 1 / 2;
    } else {
      found.push(...within.filter(isOf(extension)));
      top = below + 1;
    }
    width = Math.max(limit, Math.ceil(width * factor));
  }
  return { tasks: newestFirst(found), whole: top <= 1 };
}

/**
 * The tasks that are to be carried out last, whenever they were created: those that are planned are among them. Of a PBX
 * that does not sort by the time of execution, whatever else it answers.
 */
export async function lastToExecute(api: Api, { extension, detail, limit }: TaskSpan): Promise<CallbackTask[]> {
  const answers = await Promise.all(
    executionFields.map((orderBy) =>
      api.tasks({ ...of(extension), detail, limit, orderBy, order: 'desc' }).catch((error: unknown) => {
        if (error instanceof VatsFailure && error.delivery === 'answered') return { records: [] };
        throw error;
      }),
    ),
  );
  return answers.flatMap(({ records }) => records).filter(isOf(extension));
}

const of = (extension: string | null) => (extension === null ? {} : { cdpn: extension });

/** A PBX that does not filter as it is told must not show other people's calls under this one's name. */
const isOf =
  (extension: string | null) =>
  ({ cdpn }: CallbackTask): boolean =>
    extension === null || cdpn === extension;

const newestFirst = (tasks: CallbackTask[]) => tasks.sort((one, other) => other.taskId - one.taskId);
