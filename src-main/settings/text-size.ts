import { textSizes, type Preferences, type TextSizeStep } from '../contract/model.ts';

type TextSize = Preferences['textSizePercent'];

/** The size that a step leads to; beyond the ends of the scale there is none. */
export function textSizeAfter(now: TextSize, step: TextSizeStep): TextSize {
  if (step === 'usual') return 100;
  return textSizes[textSizes.indexOf(now) + (step === 'larger' ? 1 : -1)] ?? now;
}
