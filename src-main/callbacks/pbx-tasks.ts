import type { Clock } from '../clock.ts';
import type { LegRole, PbxTask, PbxTaskPage, PbxTaskQuery, PhoneNumber } from '../contract/model.ts';
import type { CallbackTask } from '../vats/model.ts';
import { talkSeconds, taskStatus, type TaskContext } from '../vats/task-status.ts';
import type { CallbackApi } from './journal.ts';
import { lastToExecute, newestTasks, olderTasks } from './task-pages.ts';
import { isOpenStage, stageOfState, toAttempt, type PhoneWords } from './view.ts';

/** Far more than are planned at a time. */
const lookedThrough = 200;

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

  /** The newest `count` tasks, newest first, or the newest of those older than `before`. Failures: those of the PBX. */
  async list({ extension, count, before }: PbxTaskQuery): Promise<PbxTaskPage> {
    const { api } = this.#options;
    const span = { extension, detail: true, limit: count + 1 };
    if (before === null) {
      const all = await newestTasks(api, span);
      return { tasks: await this.#views(all.slice(0, count)), more: all.length > count };
    }
    const { tasks, whole } = await olderTasks(api, span, before);
    return {
      tasks: await this.#views(tasks.slice(0, count)),
      more: tasks.length > count || (tasks.length > 0 && !whole),
    };
  }

  /**
   * What is still ahead of this extension and was not ordered on this PC. The newest are looked through besides, for a PBX
   * that does not sort by the time of execution. Failures: those of the PBX.
   */
  async planned(): Promise<PbxTask[]> {
    const { api, extension } = this.#options;
    const span = { extension, detail: false, limit: lookedThrough };
    const newest = await newestTasks(api, span);
    const last = newest.length < lookedThrough ? [] : await lastToExecute(api, span);
    const all = new Map([...last, ...newest].map((task) => [task.taskId, task]));
    const views = await this.#views([...all.values()]);
    return views.filter(({ stage, orderId }) => stage === 'scheduled' && orderId === null);
  }

  async #views(tasks: CallbackTask[]): Promise<PbxTask[]> {
    const { whoAre, orderedHere, words } = this.#options;
    const numbers = tasks.map(({ cgpn }) => words.fromPbx(cgpn).number).filter((number) => number !== null);
    const [people, orders] = await Promise.all([whoAre(numbers), orderedHere(tasks.map(({ taskId }) => taskId))]);
    const orderOf = (task: CallbackTask) =>
      orders.find(({ taskId, extension }) => taskId === task.taskId && extension === task.cdpn)?.id ?? null;
    return tasks.map((task) => this.#view(task, people, orderOf(task)));
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
