import type { Clock, Stop } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import { retryPauseMs } from './backoff.ts';

interface LaneOptions {
  clock: Clock;
  random(): number;
  /** One question, from the asking to the last write. `signal` breaks it off. */
  work(signal: AbortSignal): Promise<void>;
  /** From the end of a good one to the next. */
  pauseMs(): number;
  onFailure(failure: Failure): void;
  onDefect(error: unknown): void;
}

/** One kind of question, asked again and again: never twice at once, ever more rarely while it fails. */
export class Lane {
  readonly #options: LaneOptions;
  #timer: Stop = () => undefined;
  #dueAtMs = 0;
  #endedAtMs = 0;
  #failures = 0;
  /** The next question is wanted at once: the usual pause does not count for it. */
  #hurried = false;
  #running: { done: Promise<void>; abort: AbortController } | null = null;
  #stopped = true;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.#running !== null;
  }

  start(pauseMs: number): void {
    this.#stopped = false;
    this.#hurried = false;
    // Still ending after a stop: it goes on from there.
    if (!this.#running) this.#schedule(pauseMs);
  }

  /** Asks so soon, if it would not do so anyway; while a question is under way, another follows it. */
  hurry(pauseMs: number): void {
    if (this.#stopped) return;
    this.#hurried = true;
    if (this.#running) return;
    const leftMs = this.#dueAtMs - this.#options.clock.nowMs();
    // Overdue: the clock was set forward, and the timer does not know.
    if (leftMs > pauseMs || leftMs < 0) this.#schedule(pauseMs);
  }

  /** The usual pause is another one now. A retry keeps its own, and what is hurried has none. */
  repace(): void {
    if (this.#stopped || this.#running || this.#hurried || this.#failures > 0 || this.#endedAtMs === 0) return;
    const pauseMs = this.#options.pauseMs();
    // A clock that was set back must not make it a long one.
    const sinceMs = Math.max(0, this.#options.clock.nowMs() - this.#endedAtMs);
    this.#schedule(pauseMs - sinceMs);
  }

  /** Breaks off what is under way; resolves when nothing more will be written. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer();
    this.#running?.abort.abort();
    await this.#running?.done;
  }

  #schedule(pauseMs: number): void {
    const { clock } = this.#options;
    const waitMs = Math.max(0, pauseMs);
    this.#timer();
    this.#dueAtMs = clock.nowMs() + waitMs;
    this.#timer = clock.after(waitMs, () => {
      const abort = new AbortController();
      this.#hurried = false;
      this.#running = { abort, done: this.#run(abort.signal) };
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, random, work, pauseMs } = this.#options;
    try {
      await work(signal);
      this.#failures = 0;
    } catch (error) {
      // What was broken off says nothing about the PBX.
      if (!signal.aborted) this.#failed(error);
    }
    this.#running = null;
    if (this.#stopped) return;
    this.#endedAtMs = clock.nowMs();
    if (this.#hurried) this.#schedule(0);
    else this.#schedule(this.#failures > 0 ? retryPauseMs(this.#failures, random()) : pauseMs());
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    if (error instanceof Failure) this.#options.onFailure(error);
    else this.#options.onDefect(error);
  }
}
