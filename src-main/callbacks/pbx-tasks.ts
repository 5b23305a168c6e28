import type { Clock } from '../clock.ts';
import type { LegRole, PbxTask, PbxTaskPage, PbxTaskQuery, PhoneNumber } from '../contract/model.ts';
import type { CallbackTask } from '../vats/model.ts';
import { talkSeconds, taskStatus, type TaskContext } from '../vats/task-status.ts';
import type { CallbackApi } from './journal.ts';
import { isOpenStage, stageOfState, toAttempt, type PhoneWords } from './view.ts';

/** A PBX that sorts otherwise than it is told is followed upwards so many times; then what came is what is shown. */
const mostQuestions = 20;

interface PbxTasksOptions {
  api: Pick<CallbackApi, 'tasks'>;
  clock: Pick<Clock, 'nowMs'>;
  /** Of the person at this PC. */
  extension: string;
  words: PhoneWords & { fromPbx(raw: string): { number: PhoneNumber | null; display: string } };
  /** Names of clients, by the contacts; only those that are known. */
  whoAre(numbers: readonly PhoneNumber[]): Promise<Map<PhoneNumber, { name: string }>>;
  /** Of a colleague, by the staff list. */
  nameOf(extension: string): string | null;
  /** Which of the tasks were ordered on this PC. */
  orderedHere(taskIds: readonly number[]): Promise<{ taskId: number; extension: string; id: string }[]>;
}

/** The exchange's own list of callback tasks (`stat_callback`, document 3.2), whoever ordered them and wherever. */
export class PbxTasks {
  readonly #options: PbxTasksOptions;

  constructor(options: PbxTasksOptions) {
    this.#options = options;
  }

  /** The newest `count` tasks, newest first. Failures: those of the PBX. */
  async list({ extension, count }: PbxTaskQuery): Promise<PbxTaskPage> {
    const { whoAre, orderedHere, words } = this.#options;
    const all = await this.#newest(extension, count + 1);
    const tasks = all.slice(0, count);
    const numbers = tasks.map(({ cgpn }) => words.fromPbx(cgpn).number).filter((number) => number !== null);
    const [people, orders] = await Promise.all([whoAre(numbers), orderedHere(tasks.map(({ taskId }) => taskId))]);
    const orderOf = (task: CallbackTask) =>
      orders.find(({ taskId, extension: short }) => taskId === task.taskId && short === task.cdpn)?.id ?? null;
    return { tasks: tasks.map((task) => this.#view(task, people, orderOf(task))), more: all.length > count };
  }

  /**
   * The PBX pages by task number, and only upwards, so the newest are asked for by sorting. Whether it sorts as it is told
   * is shown by what comes after: as a rule, nothing.
   */
  async #newest(extension: string | null, limit: number): Promise<CallbackTask[]> {
    const { api } = this.#options;
    const query = { ...(extension !== null && { cdpn: extension }), detail: true, limit };
    const first = await api.tasks({ ...query, orderBy: 'task_id', order: 'desc' });
    const found = new Map(first.records.map((task) => [task.taskId, task]));
    for (let asked = 1; found.size > 0 && asked < mostQuestions; asked += 1) {
      const { records } = await api.tasks({ ...query, afterTaskId: Math.max(...found.keys()) });
      if (records.length === 0) break;
      for (const task of records) found.set(task.taskId, task);
    }
    // One that does not filter as it is told must not show other people's calls under this one's name.
    const wanted = [...found.values()].filter(({ cdpn }) => extension === null || cdpn === extension);
    return wanted.sort((one, other) => other.taskId - one.taskId);
  }

  #view(task: CallbackTask, people: Map<PhoneNumber, { name: string }>, orderId: string | null): PbxTask {
    const { clock, words, nameOf, extension } = this.#options;
    const { number, display } = words.fromPbx(task.cgpn);
    const context: TaskContext = {
      outside: 'other',
      ringFirst: ringFirstOf(task, words),
      sameNumber: words.sameNumber,
    };
    const status = taskStatus(task, context, clock.nowMs());
    const stage = stageOfState[status.state];
    return {
      taskId: task.taskId,
      client: { display, number, name: (number !== null && people.get(number)?.name) || '' },
      extension: task.cdpn,
      extensionName: nameOf(task.cdpn) ?? '',
      mine: task.cdpn === extension,
      orderId,
      createdAtMs: task.createdAtMs,
      startsAtMs: task.executeAtMs,
      stage,
      open: isOpenStage(stage),
      attempt: status.attempt,
      attemptsMax: task.triesMax,
      talkSeconds: stage === 'done' ? talkSeconds(task) : null,
      attempts: task.attempts.map((attempt) => toAttempt(attempt, task, context, words)),
      pbxState: task.state,
    };
  }
}

/** The PBX does not tell who is rung first; it is whose leg was made first. */
function ringFirstOf({ attempts, cgpn }: CallbackTask, words: Pick<PhoneWords, 'sameNumber'>): LegRole {
  const [first, second] = attempts.find(({ legs }) => legs.length > 0)?.legs ?? [];
  if (!first || !words.sameNumber(first.number, cgpn)) return 'me';
  // Where every leg shows the client's number, it tells nothing.
  return second && words.sameNumber(second.number, cgpn) ? 'me' : 'other';
}
