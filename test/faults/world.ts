import { randomUUID } from 'node:crypto';
import type { Cache } from '../../src-main/cache/cache.ts';
import type { Order } from '../../src-main/cache/queries/orders.ts';
import { CallbackDesk } from '../../src-main/callbacks/desk.ts';
import { orderJournal, type CallbackApi, type OrderJournal } from '../../src-main/callbacks/journal.ts';
import type { Clock } from '../../src-main/clock.ts';
import { Failure } from '../../src-main/contract/errors.ts';
import {
  defaultPreferences,
  type Callback,
  type CallbackPlan,
  type OrderCallback,
  type Preferences,
} from '../../src-main/contract/model.ts';
import { DemoClock } from '../../src-main/demo/clock.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import type { DemoTask } from '../../src-main/demo/tasks.ts';
import { explainCause } from '../../src-main/vats/causes.ts';
import { VatsClient } from '../../src-main/vats/client.ts';
import { fromPbxNumber, readNumber, sameClient, toWireNumber } from '../../src-main/vats/numbers.ts';
import { inProcessCache } from '../support/memory-cache.ts';

/** A write that goes wrong: not done at all, or done and its confirmation lost. */
export type WriteFault = 'fails' | 'reply-lost';

/** One run of the program: when it is killed, it neither learns nor writes anything more. */
interface Run {
  desk: CallbackDesk;
  client: VatsClient;
  dead: boolean;
}

/** How many of a step's milliseconds pass before those who wait for them get their turn. */
const stepMs = 500;

/**
 * The real desk, journal and client against the demo PBX over real HTTP, on a clock that moves only by `pass`: whatever
 * is under way comes to its end between two steps, however slow the machine is.
 */
export class CallWorld {
  readonly clock = new DemoClock({ startMs: Date.UTC(2026, 10, 23, 9, 0, 0), speed: 0 });
  readonly pbx = new DemoPbx({ clock: this.clock, strict: true, historyDays: 1, callsPerDay: 1, arrivals: null });
  readonly defects: unknown[] = [];
  /** How often each order was marked as sent, by all runs. */
  readonly sent = new Map<string, number>();
  /** How often `callback_add` was called, by all runs. */
  added = 0;
  preferences: Preferences = { ...defaultPreferences('ru'), pauseSeconds: 120, ownNumber: '+79160000505' };
  /** How far the PC's clock is off. */
  skewMs = 0;
  /** Decides on each write of the journal whether it goes wrong. */
  writeFault: (method: 'insert' | 'update', patch: Partial<Order>) => WriteFault | null = () => null;
  /** Changes what the PBX seems to be. */
  disguise: (api: CallbackApi) => CallbackApi = (api) => api;
  disguiseJournal: (journal: OrderJournal) => OrderJournal = (journal) => journal;
  onChanged: (ids: string[]) => void = () => undefined;
  readonly #timeoutMs: number;
  readonly #cache: Cache = inProcessCache();
  readonly #runs: Run[] = [];
  #pending = 0;

  constructor({ timeoutMs = 1500 } = {}) {
    this.#timeoutMs = timeoutMs;
  }

  get desk(): CallbackDesk {
    return this.#run.desk;
  }

  get client(): VatsClient {
    return this.#run.client;
  }

  get #run(): Run {
    return this.#runs.at(-1)!;
  }

  async open(): Promise<void> {
    await this.pbx.start();
    await this.#cache.open();
    this.build();
    await this.desk.start();
  }

  async close(): Promise<void> {
    for (const run of this.#runs) await this.#end(run);
    await this.#cache.close();
    await this.pbx.stop();
    this.clock.stop();
  }

  /** As `kill -9` would leave it. */
  kill(): void {
    const run = this.#run;
    run.dead = true;
    run.client.close();
    void run.desk.stop();
  }

  /** As leaving the program does: what is under way is broken off, and its outcome noted. */
  async quit(): Promise<void> {
    await this.#end(this.#run);
  }

  /** The next start of the program, over the same journal. */
  async start(): Promise<void> {
    this.build();
    await this.#counted(this.desk.start());
  }

  /** A desk that was not started yet. */
  build(): void {
    const base: Clock = {
      nowMs: () => this.clock.nowMs() + this.skewMs,
      after: (delayMs, run) => this.clock.after(delayMs, run),
    };
    const client = new VatsClient({
      apiUrl: this.pbx.apiUrl,
      domain: this.pbx.domain,
      key: () => this.pbx.key,
      timeZone: this.pbx.timeZone,
      transport: 'post',
      clock: base,
      timeouts: { response: this.#timeoutMs, read: this.#timeoutMs, request: this.#timeoutMs },
      retries: { limit: 0, firstWaitMs: 0 },
    });
    const run: Run = { client, dead: false, desk: null as unknown as CallbackDesk };
    run.desk = new CallbackDesk({
      api: this.disguise(this.#api(run)),
      journal: this.disguiseJournal(this.#journal(run)),
      clock: client.clock,
      words: {
        read: readNumber,
        toWireNumber,
        sameNumber: sameClient,
        display: (raw) => fromPbxNumber(raw).display,
        explainCause,
      },
      extension: '101',
      preferences: () => this.preferences,
      lookUp: () => Promise.resolve(null),
      newId: randomUUID,
      random: () => 0.5,
      onChanged: (ids) => this.onChanged(ids),
      onDefect: (error) => this.defects.push(error),
    });
    this.#runs.push(run);
  }

  order(written: string, repeat = false, plan?: CallbackPlan): Promise<Callback> {
    const input: OrderCallback = { target: { kind: 'client', written }, name: null, repeat, ...(plan && { plan }) };
    return this.desk.order(input);
  }

  /** Waits until nothing is under way. */
  async quiet(): Promise<void> {
    for (let still = 0; still < 3; still = this.#pending > 0 ? 0 : still + 1) {
      await (this.#pending > 0
        ? new Promise((done) => setTimeout(done, 1))
        : new Promise((done) => setImmediate(done)));
    }
  }

  /** Lets time pass; who waits for it gets his turn every `eachMs`. */
  async pass(ms: number, eachMs = stepMs): Promise<void> {
    await this.quiet();
    for (let left = ms; left > 0; left -= eachMs) {
      this.clock.advance(Math.min(eachMs, left));
      await this.quiet();
    }
  }

  /** Lets time pass until the newest order is so far; fails after `withinMs`. */
  async until(stage: Callback['stage'], withinMs = 900_000): Promise<Callback> {
    for (let passed = 0; ; passed += stepMs) {
      const [newest] = await this.orders();
      if (newest?.stage === stage) return newest;
      if (passed > withinMs) throw new Error(`still ${newest?.stage} instead of ${stage}`);
      await this.pass(stepMs);
    }
  }

  /** All orders as the desk shows them, newest first. */
  async orders(): Promise<Callback[]> {
    await this.quiet();
    return (await this.desk.history({ after: null, limit: 200 })).items;
  }

  /** All orders as they lie in the journal. */
  async rows(): Promise<Order[]> {
    return (await orderJournal(this.#cache).page({ after: null, limit: 200 })).items;
  }

  /** `callback_add` as the PBX saw it. */
  get requests(): number {
    return this.pbx.validRequests('callback_add').length;
  }

  /** The PBX may still ring somebody for it. */
  mayRing(task: DemoTask): boolean {
    const nowMs = this.clock.nowMs();
    void this.pbx.rings;
    const last = task.planned.at(-1);
    if (!last || last.endMs > nowMs) return true;
    return last.talkMs === null && task.planned.length < task.triesMax;
  }

  async #end(run: Run): Promise<void> {
    run.client.close();
    if (!run.dead) await run.desk.stop();
  }

  #api(run: Run): CallbackApi {
    const { client } = run;
    return {
      addCallback: (callback) => {
        if (!run.dead) this.added += 1;
        return this.#living(run, () => client.addCallback(callback));
      },
      task: (taskId) => this.#living(run, () => client.task(taskId)),
      tasks: (query) => this.#living(run, () => client.tasks(query)),
    };
  }

  #journal(run: Run): OrderJournal {
    const journal = orderJournal(this.#cache);
    const write = <T>(method: 'insert' | 'update', patch: Partial<Order>, work: () => Promise<T>): Promise<T> =>
      this.#living(run, async () => {
        const fault = this.writeFault(method, patch);
        if (fault === 'fails') throw new Failure('cache-closed', { retry: true });
        const result = await work();
        if (fault === 'reply-lost') throw new Failure('cache-closed', { retry: true });
        return result;
      });
    const read = <A extends unknown[], T>(work: (...args: A) => Promise<T>) => {
      return (...args: A) => this.#living(run, () => work(...args));
    };
    return {
      insert: (order) => write('insert', order, () => journal.insert(order)),
      update: (id, patch) => {
        if (!run.dead && typeof patch.sentAtMs === 'number') this.sent.set(id, (this.sent.get(id) ?? 0) + 1);
        return write('update', patch, () => journal.update(id, patch));
      },
      byId: read(journal.byId),
      open: read(journal.open),
      cards: read(journal.cards),
      page: read(journal.page),
      recentTo: read(journal.recentTo),
      adoptedTaskIds: read(journal.adoptedTaskIds),
    };
  }

  /** What a run does as long as it lives; afterwards it gets no answer, and what it asks is not carried out. */
  async #living<T>(run: Run, work: () => Promise<T>): Promise<T> {
    const never = new Promise<T>(() => undefined);
    if (run.dead) return never;
    const worked = this.#counted(work());
    return worked.then(
      (value) => (run.dead ? never : value),
      (error: unknown) => {
        if (run.dead) return never;
        throw error;
      },
    );
  }

  async #counted<T>(work: Promise<T>): Promise<T> {
    this.#pending += 1;
    try {
      return await work;
    } finally {
      this.#pending -= 1;
    }
  }
}

export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: Failure) => error.code,
  );
