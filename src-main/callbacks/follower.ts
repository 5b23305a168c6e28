import type { Clock, Stop } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import type { CallbackApi, OrderJournal } from './journal.ts';
import { pollDelayMs } from './pace.ts';
import {
  askPauseMs,
  believableTime,
  doubtMs,
  doubtPauseMs,
  findLostTask,
  isDoubted,
  settleAfterMs,
} from './reconcile.ts';
import { nextAttemptAtMs, stageOf, type PhoneWords } from './view.ts';

const soonMs = 700;
/** Between the first questions about many orders: the PBX must not be asked a hundred things at once. */
const apartMs = 100;
const journalPauseMs = 60_000;

interface FollowerOptions {
  api: CallbackApi;
  journal: OrderJournal;
  clock: Clock;
  words: Pick<PhoneWords, 'sameNumber'>;
  random(): number;
  /** Another order for the same two sides is being sent: the PBX may know its task before its answer is noted. */
  isSendingBeside(order: Order): boolean;
  onChanged(order: Order): void;
  onDefect(error: unknown): void;
}

interface Watch {
  stop: Stop;
  failures: number;
  asked: number;
  /** The pauses between questions so far, added up: time that no clock's correction makes pass. */
  waitedMs: number;
  /** `waitedMs` when the PBX began to deny the task; null: it knows it. */
  deniedAtMs: number | null;
}

const newWatch = { stop: () => undefined, failures: 0, asked: 0, waitedMs: 0, deniedAtMs: null } satisfies Watch;

/** Asks the PBX about every open order, each at its own pace, until it is settled beyond doubt. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #watches = new Map<string, Watch>();
  /** Tasks that were found for an order, to its id: what one has found is not another's, also before it is written. */
  readonly #found = new Map<number, string>();
  #stopped = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Takes orders up, or on; the first question comes at once. */
  follow(...orders: Order[]): void {
    for (const [index, order] of orders.filter(isFollowed).entries()) {
      const watch = { ...(this.#watches.get(order.id) ?? newWatch), failures: 0, asked: 0 };
      this.#schedule(order.id, watch, soonMs + index * apartMs);
    }
  }

  /** After waking up, or when the network came back: everything open is asked about now, what is watched most first. */
  async hurry(): Promise<void> {
    this.follow(...(await this.#options.journal.open()).reverse());
  }

  stop(): void {
    this.#stopped = true;
    for (const watch of this.#watches.values()) watch.stop();
    this.#watches.clear();
  }

  /** From here on it is this watch that counts; what another one is just asking comes to nothing. */
  #schedule(id: string, watch: Watch, delayMs: number): void {
    if (this.#stopped) return;
    this.#watches.get(id)?.stop();
    this.#watches.set(id, watch);
    watch.stop = this.#options.clock.after(delayMs, () => {
      watch.waitedMs += delayMs;
      void this.#ask(id, watch);
    });
  }

  async #ask(id: string, watch: Watch): Promise<void> {
    const { journal, onChanged, onDefect } = this.#options;
    const counts = () => this.#watches.get(id) === watch;
    try {
      const order = await journal.byId(id);
      if (!counts()) return;
      if (!order || !isFollowed(order)) return void this.#watches.delete(id);
      const patch = order.taskId === null ? await this.#reconcile(order, watch) : await this.#look(order, watch);
      if (!counts()) return;
      const next = patch ? await journal.update(id, patch) : order;
      if (patch?.phase) watch.waitedMs = 0;
      this.#goOn(next, watch);
      if (patch) onChanged(next);
    } catch (error) {
      if (!(error instanceof Failure)) onDefect(error);
      // The journal failed; it says so itself wherever a person asks. Come back later, and lose nothing.
      if (counts()) this.#schedule(id, watch, journalPauseMs);
    }
  }

  /** Doubt ends with an answer, and not while the PBX gives none. */
  #goOn(order: Order, watch: Watch): void {
    const isOver = isDoubted(order) && watch.waitedMs >= doubtMs && watch.failures === 0;
    if (isFollowed(order) && !isOver) {
      return this.#schedule(order.id, watch, this.#pauseMs(order, watch));
    }
    this.#watches.get(order.id)?.stop();
    this.#watches.delete(order.id);
  }

  /** What the PBX tells of an accepted order's task; null: nothing new. */
  async #look(order: Order, watch: Watch): Promise<OrderPatch | null> {
    const { api, clock, words } = this.#options;
    const task = await this.#answered(watch, () => api.task(order.taskId ?? 0));
    if (task === null) return null;
    if (task === 'none') return this.#denied(order, watch);
    watch.deniedAtMs = null;
    const stage = stageOf({ ...order, phase: 'accepted', snapshot: task }, words, clock.nowMs());
    const isNews = JSON.stringify(task) !== JSON.stringify(order.snapshot);
    // The last try may be told a moment before its last call: a failure is the end when it is told twice.
    const ended = stage === 'done' || (stage === 'failed' && !isNews);
    const again = order.phase === 'vanished';
    if (!isNews && !ended && !again) return null;
    return {
      snapshot: task,
      error: null,
      ...(again && cameToLight),
      ...(ended && { phase: 'ended', settledAtMs: clock.nowMs() }),
    };
  }

  #denied(order: Order, watch: Watch): OrderPatch | null {
    watch.deniedAtMs ??= watch.waitedMs;
    if (order.phase === 'vanished' || watch.waitedMs - watch.deniedAtMs < settleAfterMs) return null;
    return { phase: 'vanished', settledAtMs: this.#options.clock.nowMs(), dismissed: false };
  }

  /** Whether the task of a lost answer exists; null: not settled yet. */
  async #reconcile(order: Order, watch: Watch): Promise<OrderPatch | null> {
    const { api, journal, clock, words, isSendingBeside } = this.#options;
    const after = order.lastTaskBefore;
    const query = { cdpn: order.extension, ...(after !== null && after > 0 && { afterTaskId: after }) };
    const answer = await this.#answered(watch, () => api.tasks(query));
    if (answer === null || answer === 'none' || isSendingBeside(order)) return null;
    const adopted = new Set(await journal.adoptedTaskIds(order.extension, after));
    for (const [taskId, id] of this.#found) if (id !== order.id) adopted.add(taskId);
    const sentAtMs = believableTime(order.sentAtMs ?? order.orderedAtMs, clock.nowMs(), watch.waitedMs);
    const task = findLostTask({ ...order, sentAtMs }, answer.records, adopted, words.sameNumber);
    if (task) {
      this.#found.set(task.taskId, order.id);
      return { phase: 'accepted', taskId: task.taskId, error: null, ...(isDoubted(order) && cameToLight) };
    }
    // Where a task is missed, an answer with unreadable records proves nothing.
    if (answer.rejected > 0) watch.failures += 1;
    if (answer.rejected > 0 || isDoubted(order) || watch.waitedMs < settleAfterMs) return null;
    return { phase: 'not-created', settledAtMs: clock.nowMs(), dismissed: false };
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
      const isDenial = error.code === 'unknown-task';
      watch.failures = isDenial ? 0 : watch.failures + 1;
      return isDenial ? 'none' : null;
    }
  }

  #pauseMs(order: Order, watch: Watch): number {
    const { clock, random, words } = this.#options;
    if (isDoubted(order) && watch.failures === 0) return doubtPauseMs;
    if (order.snapshot === null && watch.failures === 0) return askPauseMs(watch.asked);
    const nowMs = clock.nowMs();
    const stage = stageOf(order, words, nowMs);
    const dueAtMs = stage === 'scheduled' ? order.startsAtMs : nextAttemptAtMs(order);
    // The PBX's own time of creation counts where the PC's clock was wrong when the order was sent.
    const sinceMs = Math.max(order.sentAtMs ?? 0, order.startsAtMs ?? 0, order.snapshot?.createdAtMs ?? 0);
    return pollDelayMs({ stage, dueAtMs, sinceMs, failures: watch.failures }, nowMs, random());
  }
}

/** What was settled for want of a task is open again, and its card is shown, also if it was put away. */
const cameToLight = { phase: 'accepted', settledAtMs: null, dismissed: false } as const satisfies OrderPatch;

const isFollowed = (order: Order) => order.phase === 'accepted' || order.phase === 'unknown' || isDoubted(order);
