import type { Clock, Stop } from '../clock.ts';

interface Waiting {
  dueMs: number;
  /** Two timers due at the same moment run in the order in which they were set. */
  order: number;
  run: () => void;
}

export interface DemoClockOptions {
  /** Where it starts, milliseconds since the epoch; now, if not given. */
  startMs?: number;
  /** How many of its seconds pass in a real one; 0: it stands and moves only by `advance`. */
  speed?: number;
}

/** setTimeout takes no more than 2³¹−1 ms; a longer wait is cut into pieces. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * The demo PBX's time: real time, hastened, standing still or moved by hand. Timers see exactly the moment at which they
 * were due, however late the real timer came, so that a hastened life has the same times as a slow one.
 */
export class DemoClock implements Clock {
  #anchorMs: number;
  #anchorReal: number;
  #speed: number;
  #waiting: Waiting[] = [];
  #order = 0;
  #timer: NodeJS.Timeout | undefined;
  /** The moment a timer was due, while it runs. */
  #fixedMs: number | null = null;

  constructor({ startMs = Date.now(), speed = 1 }: DemoClockOptions = {}) {
    this.#anchorMs = startMs;
    this.#anchorReal = performance.now();
    this.#speed = speed;
  }

  nowMs(): number {
    if (this.#fixedMs !== null) return this.#fixedMs;
    return Math.floor(this.#anchorMs + (performance.now() - this.#anchorReal) * this.#speed);
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#anchorAt(this.nowMs());
    this.#speed = speed;
    this.#arm();
  }

  after(delayMs: number, run: () => void): Stop {
    const waiting = { dueMs: this.nowMs() + Math.max(0, delayMs), order: this.#order++, run };
    this.#waiting.push(waiting);
    this.#waiting.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
    this.#arm();
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== waiting);
      this.#arm();
    };
  }

  /** Moves on by `ms`; what falls due on the way runs now, in order, each at its own moment. */
  advance(ms: number): void {
    const targetMs = this.nowMs() + ms;
    this.#runDue(targetMs);
    this.#anchorAt(targetMs);
    this.#arm();
  }

  /** Jumps to a time, also back. What is due by then runs now. */
  set(ms: number): void {
    this.#runDue(ms);
    this.#anchorAt(ms);
    this.#arm();
  }

  /** Forgets every timer. */
  stop(): void {
    this.#waiting = [];
    this.#arm();
  }

  #anchorAt(ms: number): void {
    this.#anchorMs = ms;
    this.#anchorReal = performance.now();
  }

  #runDue(untilMs: number): void {
    for (let next = this.#waiting[0]; next && next.dueMs <= untilMs; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#fixedMs = next.dueMs;
      try {
        next.run();
      } finally {
        this.#fixedMs = null;
      }
    }
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#waiting[0];
    if (!next || this.#speed <= 0) return;
    const realMs = Math.min(Math.max(0, (next.dueMs - this.nowMs()) / this.#speed), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => {
      this.#runDue(this.nowMs());
      this.#arm();
    }, Math.ceil(realMs));
    // A clock alone must not keep a process alive; whoever listens on a socket does.
    this.#timer.unref();
  }
}
