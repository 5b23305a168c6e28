import { expect, it } from 'vitest';
import * as v from 'valibot';
import { Accelerator } from '../../../src-main/contract/model.ts';
import { PaletteShortcut } from '../../../src-main/desktop/shortcuts.ts';

function keyboard(...taken: string[]) {
  const held = new Set(taken);
  const register = (keys: string) => !held.has(keys) && Boolean(held.add(keys));
  return { held, keys: { register, unregister: (keys: string) => void held.delete(keys) } };
}

it('other keys give back those of before; keys of another program are told as taken', () => {
  const { held, keys } = keyboard('Alt+F2');
  const chosen = { now: 'Control+Alt+K' };
  let told = 0;
  const shortcut = new PaletteShortcut({
    keys,
    chosen: () => chosen.now,
    onPressed: () => undefined,
    onChanged: () => (told += 1),
  });
  const states = ['Control+Alt+K', 'Control+Alt+J', 'Alt+F2', ''].map((next) => {
    chosen.now = next;
    shortcut.apply();
    return shortcut.state;
  });
  expect(states).toEqual(['set', 'set', 'taken', 'off']);
  expect([...held]).toEqual(['Alt+F2']);
  shortcut.apply();
  expect(told).toBe(4);
});

it.each([
  ['CommandOrControl+Alt+K', true],
  ['Super+Space', true],
  ['Control+F13', true],
  ['Control+Shift+K', true],
  ['Control+C', false],
  ['Command+V', false],
  ['CommandOrControl+Z', false],
  ['Alt+Left', false],
  ['Alt+F4', false],
  ['Shift+K', false],
  ['K', false],
  ['F5', false],
  ['Control+Control+K', false],
  ['Control+Alt+K\n', false],
  ['Control+', false],
])('%j can be set: %s', (keys, fits) => {
  expect(v.safeParse(Accelerator, keys).success).toBe(fits);
});
