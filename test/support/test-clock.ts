import type { Clock, Stop } from '../../src-main/clock.ts';

/** A clock that stands still until a test lets time pass. */
export class TestClock implements Clock {
  #nowMs = Date.UTC(2026, 10, 23, 9, 0, 0);
  readonly #timers = new Set<{ atMs: number; run: () => void }>();

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): Stop {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Lets time pass; what falls due runs in its order, and what it started gets its turn in between. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (let next = this.#nextBy(endMs); next; next = this.#nextBy(endMs)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
      await settle();
    }
    this.#nowMs = endMs;
  }

  /** As a PC that sleeps, or whose clock is set (also back): another time, and timers that know nothing of it. */
  sleep(ms: number): void {
    this.#nowMs += ms;
    for (const timer of this.#timers) timer.atMs += ms;
  }

  #nextBy(endMs: number) {
    const due = [...this.#timers].filter((timer) => timer.atMs <= endMs);
    return due.sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** Promises that wait for nothing but one another are settled after this. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
