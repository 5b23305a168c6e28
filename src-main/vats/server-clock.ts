import type { Clock, Stop } from '../clock.ts';

/** `Date` has whole seconds and the answer travels; below this the PC's clock is as good: so far it may be ahead. */
export const toleratedMs = 60_000;
/** A server that claims another time has no clock at all. */
const earliestMs = Date.UTC(2015, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

/**
 * The PC's clock, corrected by the PBX's own (the HTTP `Date` header) when they differ by more than `toleratedMs`. Days and
 * delays are then right on a PC whose clock is wrong, and the many good clocks stay as smooth as they are.
 */
export class ServerClock implements Clock {
  private readonly base: Clock;
  private offsetMs = 0;

  constructor(base: Clock) {
    this.base = base;
  }

  nowMs(): number {
    return this.base.nowMs() + this.offsetMs;
  }

  after(delayMs: number, run: () => void): Stop {
    return this.base.after(delayMs, run);
  }

  /** What is added to the PC's clock; 0: it is right. */
  get correctionMs(): number {
    return this.offsetMs;
  }

  /**
   * Takes in an answer's `Date` header. `sentAtMs`, `receivedAtMs`: base-clock times of the request and of its answer;
   * the server wrote the date somewhere between them.
   */
  observe(dateHeader: string | undefined, sentAtMs: number, receivedAtMs: number): void {
    const serverMs = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader);
    if (!(serverMs >= earliestMs && serverMs <= latestMs)) return;
    // Half a second: the header drops the fraction.
    const differenceMs = serverMs + 500 - (sentAtMs + receivedAtMs) / 2;
    const uncertainMs = Math.abs(receivedAtMs - sentAtMs) / 2;
    this.offsetMs = Math.abs(differenceMs) - uncertainMs > toleratedMs ? Math.round(differenceMs) : 0;
  }
}
