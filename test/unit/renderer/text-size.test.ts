import { describe, expect, it } from 'vitest';
import { defaultPreferences, type Preferences } from '../../../src-main/contract/model.ts';
import { TextSizeKeys } from '../../../src-renderer/text-size.ts';
import { fakeBridge } from './fake-bridge.ts';

function start() {
  let preferences: Preferences = defaultPreferences('ru');
  const main = fakeBridge({
    'settings.get': () => preferences,
    'settings.set': (patch) => (preferences = { ...preferences, ...patch } as Preferences),
  });
  const keys = new TextSizeKeys(main.ask);
  const event = (code: string, more: Partial<KeyboardEvent>) =>
    ({ code, ctrlKey: true, metaKey: false, altKey: false, preventDefault: () => undefined, ...more }) as KeyboardEvent;
  return {
    size: () => preferences.textSizePercent,
    press: (code: string, more: Partial<KeyboardEvent> = {}) => keys.press(event(code, more)),
  };
}

describe('the keys of the text size', () => {
  it('go up and down the scale, as far as it goes, and back to the usual size', async () => {
    const { press, size } = start();
    const seen: number[] = [];
    for (const code of ['Equal', 'Equal', 'NumpadAdd', 'Equal', 'Minus', 'Digit0', 'NumpadSubtract', 'Minus']) {
      await press(code);
      seen.push(size());
    }
    expect(seen).toEqual([110, 125, 150, 150, 125, 100, 90, 90]);
  });

  it('take as many steps as they were pressed, however fast', async () => {
    const { press, size } = start();
    await Promise.all([press('Equal'), press('Equal'), press('Equal')]);
    expect(size()).toBe(150);
  });

  it('leave other keys alone, and what another part has taken', () => {
    const { press } = start();
    expect(press('Equal', { ctrlKey: false })).toBeNull();
    expect(press('Equal', { altKey: true })).toBeNull();
    expect(press('KeyE')).toBeNull();
    expect(press('Equal', { defaultPrevented: true })).toBeNull();
  });
});
