import type { Clock } from '../clock.ts';
import type { FreeNumbersView } from '../contract/model.ts';
import type { Decoded, FreeRegion } from '../vats/model.ts';
import { fromPbxNumber } from '../vats/numbers.ts';

/** Numbers are not rented every minute; somebody who looks again wants the list at once. */
const freshMs = 10 * 60_000;

interface FreeNumbersOptions {
  api: { freeNumbers(): Promise<Decoded<FreeRegion>> };
  clock: Clock;
}

/** The numbers that can be rented (`free_numbers`, document 3.3). */
export class FreeNumbers {
  readonly #options: FreeNumbersOptions;
  #known: FreeNumbersView | null = null;
  #asking: Promise<FreeNumbersView> | null = null;

  constructor(options: FreeNumbersOptions) {
    this.#options = options;
  }

  /** `anew`: whatever is known already. Failures: those of the PBX; the list from before stays known. */
  list({ anew }: { anew: boolean }): Promise<FreeNumbersView> {
    const { clock } = this.#options;
    if (!anew && this.#known && Math.abs(clock.nowMs() - this.#known.readAtMs) < freshMs)
      return Promise.resolve(this.#known);
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask(): Promise<FreeNumbersView> {
    const { api, clock } = this.#options;
    const { records } = await api.freeNumbers();
    const regions = records.map(({ region, numbers }) => ({
      region,
      numbers: numbers.map((digits) => ({ digits, display: fromPbxNumber(digits).display })),
    }));
    this.#known = { readAtMs: clock.nowMs(), regions };
    return this.#known;
  }
}
