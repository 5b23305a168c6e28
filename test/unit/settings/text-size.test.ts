import { expect, it } from 'vitest';
import { textSizeAfter } from '../../../src-main/settings/text-size.ts';

it('goes up and down the scale, as far as it goes, and back to the usual size', () => {
  const steps = ['larger', 'larger', 'larger', 'larger', 'smaller', 'usual', 'smaller', 'smaller'] as const;
  let size: Parameters<typeof textSizeAfter>[0] = 100;
  expect(steps.map((step) => (size = textSizeAfter(size, step)))).toEqual([110, 125, 150, 150, 125, 100, 90, 90]);
});
