import type { Clock } from '../clock.ts';

/** The first repeat of keys that are held comes after 250 ms to 1 s, as is set in the system. */
const firstRepeatWithinMs = 1_000;
/** The next ones every 30 to 100 ms; a hand is not as quick. */
const repeatsWithinMs = 300;

/**
 * Tells pressing keys from holding them down. The system tells of keys for all programs only that they are pressed, over and
 * over while they are held, and never that they are let go: only time tells.
 */
export class HeldKeys {
  readonly #clock: Clock;
  #pressedAtMs = -Infinity;
  /** The press that was no repeat. */
  #begunAtMs = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The system tells of them. False: they are only held still. */
  press(): boolean {
    const nowMs = this.#clock.nowMs();
    // A clock that was set back makes nobody wait.
    const since = (atMs: number) => (nowMs < atMs ? Infinity : nowMs - atMs);
    const repeated = since(this.#pressedAtMs) < repeatsWithinMs || since(this.#begunAtMs) < firstRepeatWithinMs;
    this.#pressedAtMs = nowMs;
    if (!repeated) this.#begunAtMs = nowMs;
    return !repeated;
  }

  /** The person has done something else meanwhile: the next press is meant, if it does not follow at once. */
  otherwise(): void {
    this.#begunAtMs = -Infinity;
  }
}
