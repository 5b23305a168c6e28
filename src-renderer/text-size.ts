import { textSizes, type Preferences } from '../src-main/contract/model.ts';
import type { Ask } from './bridge.ts';

type TextSize = Preferences['textSizePercent'];
type Step = (now: TextSize) => TextSize;

const usual: TextSize = 100;
const moved =
  (by: number): Step =>
  (now) =>
    textSizes[textSizes.indexOf(now) + by] ?? now;
const [larger, smaller, asUsual] = [moved(1), moved(-1), () => usual];

const steps: Readonly<Record<string, Step>> = {
  Equal: larger,
  NumpadAdd: larger,
  Minus: smaller,
  NumpadSubtract: smaller,
  Digit0: asUsual,
  Numpad0: asUsual,
};

/**
 * Ctrl with plus, minus or nought changes «Размер текста», wherever the focus is; but for what has taken the key for
 * itself, as a fax does. By the key's place, as all the window's keys.
 */
export class TextSizeKeys {
  readonly #ask: Ask;
  /** Several presses in a row are as many steps. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** @returns what the key came to, once it is effective; null: the key is another's */
  press(event: KeyboardEvent): Promise<void> | null {
    const step = steps[event.code];
    if (!step || !(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return null;
    event.preventDefault();
    const done = this.#last.then(() => this.#take(step));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #take(step: Step): Promise<void> {
    const { textSizePercent } = await this.#ask('settings.get');
    await this.#ask('settings.set', { textSizePercent: step(textSizePercent) });
  }
}
