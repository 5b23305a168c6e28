import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { Backup } from './backup.ts';
import type { CacheNotice, QueryArgs, QueryName, QueryResult } from './protocol.ts';
import { Session, type CacheProcess } from './session.ts';

/** The process is started at most so often in this time; a file that kills it each time must not do so for ever. */
const startsMax = 5;
const startsWithinMs = 60_000;
const endWithinMs = 3000;

export interface CacheOptions {
  /** Starts `worker.ts`. */
  spawn: () => CacheProcess;
  file: string;
  /** 256 bits as 64 lower-case hex digits. */
  keyHex: string;
  clock: Clock;
  /** What has to be told about a file that was opened again later, on its own. */
  onNotice?: (notice: CacheNotice) => void;
}

/**
 * The encrypted database, as main sees it. It lives in a process of its own; when that dies, what was asked is rejected
 * with `cache-closed` (to be tried again) and the next question starts another.
 */
export class Cache {
  readonly #options: CacheOptions;
  /** Opened, or about to be. */
  #opened: Promise<Session> | null = null;
  /** The last process that was started, perhaps on its way out. */
  #last: Session | null = null;
  #lastFailure: Failure | null = null;
  #startedAtMs: number[] = [];
  #check = false;
  #closed = false;

  constructor(options: CacheOptions) {
    this.#options = options;
  }

  /**
   * Opens the file. Returns what has to be told about it: `cache-corrupt` or `cache-key-wrong` when it was moved aside
   * and a new one begun, `cache-missing` when it was gone and restored. Failures: `cache-newer`, `cache-readonly`,
   * `cache-full`, `cache-closed`.
   */
  async open(): Promise<CacheNotice | null> {
    let told: CacheNotice | null = null;
    await this.#ready((notice) => (told = notice));
    return told;
  }

  /**
   * Asks one of `queries`, by name: `cache.run('orders.byId', id)`. Fails with what the query fails with, or with
   * `cache-closed` (retry), `cache-corrupt`, `cache-full`, `cache-readonly`. A write that was answered is on the disk.
   */
  async run<N extends QueryName>(name: N, ...args: QueryArgs<N>): Promise<QueryResult<N>> {
    const session = await this.#ready(this.#options.onNotice);
    try {
      return (await session.ask(name, args)) as QueryResult<N>;
    } catch (error) {
      if (error instanceof Failure && error.code === 'cache-corrupt') this.#distrust(session);
      throw error;
    }
  }

  /**
   * Writes what cannot be fetched again into an encrypted backup beside the file, unless the last one is younger than
   * `afterMs`. Returns it, or null when none was due. Failures: as `run`; the cache itself is none the worse.
   */
  async backUp(afterMs = 0): Promise<Backup | null> {
    const session = await this.#ready(this.#options.onNotice);
    return (await session.ask('backUp', [afterMs])) as Backup | null;
  }

  /** Everything asked before is still done; then the file is left in one piece. Takes a few seconds at most. */
  async close(): Promise<void> {
    this.#closed = true;
    // In line behind what was asked before: that, too, waits for the opening first.
    const finish = async () => (await this.#opened)?.ask('close', []);
    await this.#atMost(endWithinMs, finish());
    if (!this.#last) return;
    this.#last.kill();
    await this.#atMost(endWithinMs, this.#last.gone);
  }

  #ready(onNotice?: (notice: CacheNotice) => void): Promise<Session> {
    if (this.#closed) return Promise.reject(new Failure('cache-closed'));
    if (!this.#opened) {
      const opening = this.#start(onNotice);
      this.#opened = opening;
      const forget = () => {
        if (this.#opened === opening) this.#opened = null;
      };
      opening.then((session) => session.gone.then(forget), forget);
    }
    return this.#opened;
  }

  async #start(onNotice?: (notice: CacheNotice) => void): Promise<Session> {
    const { clock, spawn, file, keyHex } = this.#options;
    this.#startedAtMs = this.#startedAtMs.filter((time) => clock.nowMs() - time < startsWithinMs);
    if (this.#startedAtMs.length >= startsMax) throw this.#lastFailure ?? new Failure('cache-closed', { retry: true });
    this.#startedAtMs.push(clock.nowMs());
    // Two processes must not have the file open: on Windows it could not even be moved aside.
    if (this.#last) await this.#atMost(endWithinMs, this.#last.gone);
    if (this.#closed) throw new Failure('cache-closed');
    const session = new Session(spawn());
    this.#last = session;
    try {
      const notice = (await session.ask('open', [{ file, keyHex, check: this.#check }])) as CacheNotice | null;
      this.#check = false;
      this.#lastFailure = null;
      if (notice) onNotice?.(notice);
      return session;
    } catch (error) {
      this.#lastFailure = error as Failure;
      session.kill();
      throw error;
    }
  }

  /** Something in the file is broken: open it anew, this time looking through all of it. */
  #distrust(session: Session): void {
    if (session.over) return;
    this.#check = true;
    this.#opened = null;
    session.kill();
  }

  /** Waits for the end, but no longer than that. */
  #atMost(limitMs: number, end: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#options.clock.after(limitMs, resolve);
      const done = () => {
        stop();
        resolve();
      };
      end.then(done, done);
    });
  }
}
