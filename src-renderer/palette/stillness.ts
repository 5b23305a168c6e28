/**
 * A link may open the palette while the person types elsewhere: until the keys have been still for so long they do nothing,
 * so that an Enter meant for a letter rings nobody.
 */
const stillMs = 700;

/** Tells keys that are meant for the palette from those that were meant for another program. */
export class Stillness {
  readonly #nowMs: () => number;
  #awaitedUntilMs = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  await(): void {
    this.#awaitedUntilMs = this.#nowMs() + stillMs;
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
