import { expect, it } from 'vitest';
import * as v from 'valibot';
import { Accelerator } from '../../../src-main/contract/model.ts';
import { PaletteShortcut } from '../../../src-main/desktop/shortcuts.ts';

function keyboard(...taken: string[]) {
  const held = new Set(taken);
  const register = (keys: string) => {
    if (keys.includes('F21')) throw new TypeError('conversion failure');
    return !held.has(keys) && Boolean(held.add(keys));
  };
  return { held, keys: { register, unregister: (keys: string) => void held.delete(keys) } };
}

function at(desktopDecides: boolean, ...taken: string[]) {
  const { held, keys } = keyboard(...taken);
  const chosen = { now: 'Control+Alt+K' };
  const told: string[] = [];
  const shortcut: PaletteShortcut = new PaletteShortcut({
    keys,
    desktopDecides,
    chosen: () => chosen.now,
    onPressed: () => undefined,
    onChanged: () => void told.push(shortcut.state),
  });
  return { held, chosen, told, shortcut };
}

it('keys that were taken are tried again, and told when they are free', () => {
  const { held, told, shortcut } = at(false, 'Control+Alt+K');
  expect([shortcut.apply(), shortcut.apply()]).toEqual(['taken', 'taken']);
  held.delete('Control+Alt+K');
  expect(shortcut.apply()).toBe('set');
  expect(told).toEqual(['taken', 'set']);
  shortcut.stop();
  expect([...held]).toEqual([]);
});

it('keys that the system does not know are not told as taken', () => {
  const { chosen, shortcut } = at(false);
  chosen.now = 'Control+F21';
  expect(shortcut.apply()).toBe('unknown');
});

it('where the desktop decides, nobody else has taken what it refuses, and what it takes it may still ask about', () => {
  const { held, chosen, shortcut } = at(true, 'Control+Alt+K');
  expect(shortcut.apply()).toBe('refused');
  chosen.now = 'Control+Alt+J';
  expect(shortcut.apply()).toBe('asked');
  shortcut.stop();
  expect([...held]).toEqual(['Control+Alt+K']);
});

it('other keys give back those of before; keys of another program are told as taken', () => {
  const { held, chosen, told, shortcut } = at(false, 'Alt+F2');
  const states = ['Control+Alt+K', 'Control+Alt+J', 'Alt+F2', ''].map((next) => {
    chosen.now = next;
    return shortcut.apply();
  });
  expect(states).toEqual(['set', 'set', 'taken', 'off']);
  expect([...held]).toEqual(['Alt+F2']);
  shortcut.apply();
  expect(told).toEqual(['set', 'set', 'taken', 'off']);
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
