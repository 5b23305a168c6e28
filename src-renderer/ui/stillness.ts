/** Tells keys that are meant for what has just opened from those that were meant for what was there before. */
export class Stillness {
  readonly #nowMs: () => number;
  readonly #stillMs: number;
  #awaitedUntilMs = 0;

  /** `stillMs`: keys that come within that long of each other are pressed in one go. */
  constructor(nowMs: () => number, stillMs: number) {
    this.#nowMs = nowMs;
    this.#stillMs = stillMs;
  }

  await(): void {
    this.#awaitedUntilMs = this.#nowMs() + this.#stillMs;
  }

  end(): void {
    this.#awaitedUntilMs = 0;
  }

  /** Whether a key comes too early; each one that does makes it wait anew. A busy PC tells late what was pressed. */
  isBroken(pressedMs: number): boolean {
    if (Math.min(pressedMs, this.#nowMs()) >= this.#awaitedUntilMs) return false;
    this.await();
    return true;
  }
}
