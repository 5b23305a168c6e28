/** Undoes what it was returned for: a timer, a listener, a poller. */
export type Stop = () => void;

/**
 * The only source of time for rooms that decide something by it, so that tests (and the demo PBX) can hasten or set it.
 * `vats/server-clock.ts` corrects it by the PBX's own clock.
 */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number;
  /** Calls `run` once, `delayMs` from now; the returned function takes it back. */
  after(delayMs: number, run: () => void): Stop;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
