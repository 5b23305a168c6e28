import type { FreeNumber, FreeNumbersView } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';

export interface ShownRegion {
  region: string;
  numbers: FreeNumber[];
}

/** «Номера»: what can be rented, by region and pattern. */
export class Numbers {
  view: FreeNumbersView | null = $state.raw(null);
  error: unknown = $state.raw(null);
  busy: boolean = $state(false);
  pattern: string = $state('');
  /** Null: all of them. */
  region: string | null = $state(null);

  readonly regions: string[] = $derived(this.view?.regions.map(({ region }) => region) ?? []);
  readonly shown: ShownRegion[] = $derived.by(() => {
    const fits = matcher(this.pattern);
    return (this.view?.regions ?? [])
      .filter(({ region }) => this.region === null || region === this.region)
      .map(({ region, numbers }) => ({ region, numbers: numbers.filter(({ digits }) => fits(digits)) }))
      .filter(({ numbers }) => numbers.length > 0);
  });
  readonly count = $derived(this.shown.reduce((sum, { numbers }) => sum + numbers.length, 0));

  readonly #ask: Ask;
  readonly #latest = new Latest();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The list that was read before stays on the screen while another is asked for, and when that fails. */
  async read(anew = false): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      await this.#latest.take(
        () => this.#ask('numbers.free', { anew }),
        (view) => (this.view = view),
      );
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }

  async copy({ display }: FreeNumber): Promise<void> {
    await this.#ask('numbers.copy', { number: display });
  }

  close(): void {
    this.#latest.drop();
  }
}

/**
 * Digits are looked for anywhere in a number; with `*` (any digits) or `?` (one digit) the pattern is that of its end:
 * `77*77`, `??00`. Whatever else is typed (blanks, dashes, brackets) means nothing.
 */
export function matcher(pattern: string): (digits: string) => boolean {
  const wanted = pattern.replaceAll(/[^\d*?]/g, '');
  if (!/[*?]/.test(wanted)) return (digits) => digits.includes(wanted);
  // Several stars in a row mean one; two that stand alone could take the matching for ever.
  const end = new RegExp(`${wanted.replaceAll(/\*+/g, '*').replaceAll('*', '\\d*').replaceAll('?', '\\d')}$`);
  return (digits) => end.test(digits);
}
