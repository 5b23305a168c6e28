/** Longer than this no step may hold up the end: what is not done by then is left to the next start. */
const stepWithinMs = 4000;

/** What has to be ended when the app ends: last made, first ended, each step bounded. */
export class Life {
  readonly #steps: { name: string; end: () => unknown }[] = [];
  readonly #onTrouble: (step: string, error: unknown) => void;

  constructor(onTrouble: (step: string, error: unknown) => void) {
    this.#onTrouble = onTrouble;
  }

  onStop(name: string, end: () => unknown): void {
    this.#steps.push({ name, end });
  }

  /** Never rejects; a second call finds nothing left to end. */
  async stop(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      const { name, end } = step;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('took too long')), stepWithinMs);
      });
      await Promise.race([Promise.resolve().then(end), late]).catch((error: unknown) => this.#onTrouble(name, error));
      clearTimeout(timer);
    }
  }
}
