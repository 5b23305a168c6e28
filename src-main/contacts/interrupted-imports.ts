import type { Cache } from '../cache/cache.ts';
import type { Clock } from '../clock.ts';
import type { InterruptedImport } from '../contract/model.ts';
import { batchSize } from './batches.ts';

export interface InterruptedImportsOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  onChanged: () => void;
  /** Contacts are as they were before. */
  onContacts: () => void;
}

/**
 * Imports that the end of the program has cut off, be it a quit or a power cut: what came in stays, and is told of until the
 * person puts it away, takes it back, or has that file come in whole.
 */
export class InterruptedImports {
  readonly #options: InterruptedImportsOptions;
  readonly #underWay: () => string | null;

  /** `underWay`: the act of the import that is not interrupted. */
  constructor(options: InterruptedImportsOptions, underWay: () => string | null) {
    this.#options = options;
    this.#underWay = underWay;
  }

  /** The last one; null: none. */
  last(): Promise<InterruptedImport | null> {
    return this.#options.cache.run('contactImport.interrupted', this.#underWay());
  }

  /** Takes back what came in, but for contacts that were changed since: returns how many those are. */
  async undo(id: string): Promise<number> {
    const left = await takeBack(this.#options, id);
    this.#options.onContacts();
    await this.forget(id);
    return left;
  }

  /** The person knows. */
  async forget(id: string): Promise<void> {
    await this.#options.cache.run('contactImport.end', id, false);
    this.#options.onChanged();
  }
}

/** Takes back an import batch by batch. Returns how many contacts were changed since, and so left as they are. */
export async function takeBack(
  { cache, clock }: Pick<InterruptedImportsOptions, 'cache' | 'clock'>,
  actId: string,
): Promise<number> {
  let left = 0;
  for (;;) {
    const done = await cache.run('contactImport.undo', actId, batchSize, clock.nowMs());
    left += done.left;
    if (done.undone + done.left === 0) return left;
  }
}
