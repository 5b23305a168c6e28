import type { TextSizeStep } from '../src-main/contract/model.ts';
import type { Ask } from './bridge.ts';

const steps: Readonly<Record<string, TextSizeStep>> = {
  Equal: 'larger',
  NumpadAdd: 'larger',
  Minus: 'smaller',
  NumpadSubtract: 'smaller',
  Digit0: 'usual',
  Numpad0: 'usual',
};

/**
 * Ctrl with plus, minus or nought changes «Размер текста», wherever the focus is; but for what has taken the key for
 * itself, as a fax does. By the key's place, as all the window's keys.
 *
 * @returns what the key came to, once it is effective; null: the key is another's
 */
export function pressTextSize(event: KeyboardEvent, ask: Ask): Promise<unknown> | null {
  const to = steps[event.code];
  if (!to || !(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return null;
  event.preventDefault();
  return ask('settings.stepTextSize', { to });
}
