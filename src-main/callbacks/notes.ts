import { Failure } from '../contract/errors.ts';
import type { Clock } from '../clock.ts';
import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import type { OrderJournal } from './journal.ts';

const firstPauseMs = 1000;
const longestPauseMs = 60_000;

interface NotesOptions {
  journal: Pick<OrderJournal, 'update'>;
  clock: Clock;
  onDefect(error: unknown): void;
}

/** What has happened already and must get into the journal: a database that fails for minutes loses none of it. */
export class Notes {
  readonly #options: NotesOptions;
  readonly #waiting = new Set<() => void>();
  #stopped = false;

  constructor(options: NotesOptions) {
    this.#options = options;
  }

  /** The order as it is then; null: the journal does not know it, or `stop` came before it could be written. */
  async write(id: string, patch: OrderPatch): Promise<Order | null> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        return await this.#options.journal.update(id, patch);
      } catch (error) {
        if (error instanceof Failure && error.code === 'not-found') return null;
        if (!(error instanceof Failure)) this.#options.onDefect(error);
        if (this.#stopped) return null;
      }
      await this.#pause(pauseMs);
    }
  }

  /** What waits is tried once more, and then given up. */
  stop(): void {
    this.#stopped = true;
    for (const goOn of this.#waiting) goOn();
  }

  #pause(pauseMs: number): Promise<void> {
    return new Promise((resolve) => {
      const goOn = () => {
        takeBack();
        this.#waiting.delete(goOn);
        resolve();
      };
      const takeBack = this.#options.clock.after(pauseMs, goOn);
      this.#waiting.add(goOn);
    });
  }
}
