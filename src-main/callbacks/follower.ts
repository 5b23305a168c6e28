import type { Clock, Stop } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import type { CallbackTask, Decoded } from '../vats/model.ts';
import type { CallbackApi, OrderJournal } from './journal.ts';
import { pollDelayMs } from './pace.ts';
import { askPauseMs, findLostTask, settleAfterMs } from './reconcile.ts';
import { nextAttemptAtMs, stageOf, type PhoneWords } from './view.ts';

/** The PBX must deny a task twice before it counts as gone: a failing database says so too. */
const denialsToVanish = 2;
const soonMs = 700;
const journalPauseMs = 60_000;

interface FollowerOptions {
  api: CallbackApi;
  journal: OrderJournal;
  clock: Clock;
  words: Pick<PhoneWords, 'sameNumber'>;
  random(): number;
  onTask(extension: string, taskId: number): void;
  onChanged(order: Order): void;
}

interface Watch {
  stop: Stop;
  failures: number;
  asked: number;
  denials: number;
}

/** Asks the PBX about every open order, each at its own pace, until it is settled. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #watches = new Map<string, Watch>();
  #stopped = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Takes the order up, or on; the first question comes at once. */
  follow(order: Order): void {
    if (this.#stopped || !isFollowed(order)) return;
    this.#watches.get(order.id)?.stop();
    this.#schedule(order.id, { stop: () => undefined, failures: 0, asked: 0, denials: 0 }, soonMs);
  }

  /** After waking up, or when the network came back: everything open is asked about now. */
  async hurry(): Promise<void> {
    for (const order of await this.#options.journal.open()) this.follow(order);
  }

  stop(): void {
    this.#stopped = true;
    for (const watch of this.#watches.values()) watch.stop();
    this.#watches.clear();
  }

  #schedule(id: string, watch: Watch, delayMs: number): void {
    if (this.#stopped) return;
    this.#watches.set(id, watch);
    watch.stop = this.#options.clock.after(delayMs, () => void this.#ask(id, watch));
  }

  async #ask(id: string, watch: Watch): Promise<void> {
    const { journal, onChanged } = this.#options;
    try {
      const order = await journal.byId(id);
      if (!order || this.#stopped) return;
      const patch = order.phase === 'unknown' ? await this.#reconcile(order, watch) : await this.#look(order, watch);
      if (this.#watches.get(id) !== watch) return;
      const next = patch ? await journal.update(id, patch) : order;
      if (patch) onChanged(next);
      if (isFollowed(next)) this.#schedule(id, watch, this.#pauseMs(next, watch));
      else this.#watches.delete(id);
    } catch (error) {
      // The journal failed; it says so itself wherever a person asks. Come back later, and lose nothing.
      if (!(error instanceof Failure)) throw error;
      this.#schedule(id, watch, journalPauseMs);
    }
  }

  /** What the PBX tells of an accepted order; null: nothing new. */
  async #look(order: Order, watch: Watch): Promise<OrderPatch | null> {
    const { api, clock, words } = this.#options;
    const task = await this.#answered(watch, () => api.task(order.taskId ?? 0));
    if (task === null) return null;
    if (task === 'none') {
      watch.denials += 1;
      return watch.denials < denialsToVanish ? null : { phase: 'vanished', settledAtMs: clock.nowMs() };
    }
    watch.denials = 0;
    const stage = stageOf({ ...order, snapshot: task }, words, clock.nowMs());
    const ended = stage === 'done' || stage === 'failed';
    if (!ended && JSON.stringify(task) === JSON.stringify(order.snapshot)) return null;
    return { snapshot: task, error: null, ...(ended && { phase: 'ended', settledAtMs: clock.nowMs() }) };
  }

  /** Whether the task of a lost answer exists; null: not settled yet. */
  async #reconcile(order: Order, watch: Watch): Promise<OrderPatch | null> {
    const { api, journal, clock, words, onTask } = this.#options;
    const askedAtMs = clock.nowMs();
    const tasks = await this.#answered(watch, async () => {
      const after = order.lastTaskBefore;
      const query = { cdpn: order.extension, detail: true, ...(after !== null && after > 0 && { afterTaskId: after }) };
      return allOf(api.tasks(query));
    });
    if (tasks === null || tasks === 'none') return null;
    const adopted = new Set(await journal.adoptedTaskIds(order.extension, order.lastTaskBefore));
    const task = findLostTask(order, tasks, adopted, words.sameNumber);
    if (task) {
      onTask(order.extension, task.taskId);
      return { phase: 'accepted', taskId: task.taskId, snapshot: task, error: null };
    }
    return askedAtMs - (order.sentAtMs ?? order.orderedAtMs) < settleAfterMs
      ? null
      : { phase: 'not-created', settledAtMs: askedAtMs };
  }

  /** Runs a question; null when the PBX did not answer it, `none` when it denies the task. */
  async #answered<T>(watch: Watch, question: () => Promise<T>): Promise<T | 'none' | null> {
    watch.asked += 1;
    try {
      const answer = await question();
      watch.failures = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code === 'unknown-task') return 'none';
      watch.failures += 1;
      return null;
    }
  }

  #pauseMs(order: Order, watch: Watch): number {
    const { clock, random, words } = this.#options;
    const nowMs = clock.nowMs();
    if (order.phase === 'unknown' && watch.failures === 0) return askPauseMs(watch.asked);
    const stage = stageOf(order, words, nowMs);
    const dueAtMs = stage === 'scheduled' ? order.startsAtMs : nextAttemptAtMs(order);
    const sinceMs = Math.max(order.sentAtMs ?? 0, order.startsAtMs ?? 0);
    return pollDelayMs({ stage, dueAtMs, sinceMs, failures: watch.failures }, nowMs, random());
  }
}

/** Where a task is missed, an answer with unreadable records proves nothing. */
async function allOf(answer: Promise<Decoded<CallbackTask>>): Promise<CallbackTask[]> {
  const { records, rejected } = await answer;
  if (rejected > 0) throw new Failure('bad-answer', { retry: true });
  return records;
}

const isFollowed = (order: Order) => order.phase === 'accepted' || order.phase === 'unknown';
