import { expect, it } from 'vitest';
import { defaultPreferences } from '../../../src-main/contract/model.ts';
import { pressTextSize } from '../../../src-renderer/text-size.ts';
import { fakeBridge } from './fake-bridge.ts';

function start() {
  const main = fakeBridge({ 'settings.stepTextSize': () => defaultPreferences('ru') });
  const event = (code: string, more: Partial<KeyboardEvent>) =>
    ({ code, ctrlKey: true, metaKey: false, altKey: false, preventDefault: () => undefined, ...more }) as KeyboardEvent;
  return {
    asked: () => main.inputsOf('settings.stepTextSize'),
    press: (code: string, more: Partial<KeyboardEvent> = {}) => pressTextSize(event(code, more), main.ask),
  };
}

it('Ctrl with plus, minus and nought, also of the number pad, changes the text size', async () => {
  const { press, asked } = start();
  for (const code of ['Equal', 'NumpadAdd', 'Minus', 'NumpadSubtract', 'Digit0', 'Numpad0']) await press(code);
  expect(asked()).toEqual(['larger', 'larger', 'smaller', 'smaller', 'usual', 'usual'].map((to) => ({ to })));
});

it('other keys are left alone, and what another part has taken', () => {
  const { press, asked } = start();
  expect(press('Equal', { ctrlKey: false })).toBeNull();
  expect(press('Equal', { altKey: true })).toBeNull();
  expect(press('KeyE')).toBeNull();
  expect(press('Equal', { defaultPrevented: true })).toBeNull();
  expect(asked()).toEqual([]);
});
