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
      .map(({ region, numbers }) => ({ region, numbers: numbers.filter((number) => fits(nationalDigits(number))) }))
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

/** What a number shown as «+7 495 221-19-52» has behind its +7, however the PBX writes it. */
function nationalDigits({ digits, display }: FreeNumber): string {
  return display.startsWith('+7') ? display.slice(2).replaceAll(/\D/g, '') : digits;
}

/**
 * Digits are looked for anywhere in a number; with `*` (any digits) or `?` (one digit) the pattern is that of its end:
 * `77*77`, `??00`. A number may also be written from its beginning, with +7, 8 or 7 before the area. Whatever else is
 * typed (blanks, dashes, brackets) means nothing.
 */
export function matcher(pattern: string): (digits: string) => boolean {
  const typed = pattern.replaceAll(/[^\d*?+]/g, '');
  const wanted = typed.replaceAll('+', '');
  // An 8 or a 7 before less than an area may as well be the middle of a number.
  const begins = /^(?:\+7|[78](?=\d{3}))/.test(typed);
  const anywhere = typed.startsWith('+7') ? null : reading(wanted, false);
  const fromTheStart = begins ? reading(wanted.slice(1), true) : null;
  return (digits) => (anywhere?.test(digits) ?? false) || (fromTheStart?.test(digits) ?? false);
}

function reading(wanted: string, fromTheStart: boolean): RegExp {
  // Several stars in a row mean one; two that stand alone could take the matching for ever.
  const body = wanted.replaceAll(/\*+/g, '*').replaceAll('*', '\\d*').replaceAll('?', '\\d');
  return new RegExp(`${fromTheStart ? '^' : ''}${body}${/[*?]/.test(wanted) ? '$' : ''}`);
}
