import { beforeEach, describe, expect, it, vi } from 'vitest';
import { en } from '../../../src-renderer/i18n/en.ts';
import { ru } from '../../../src-renderer/i18n/ru.ts';
import { cardAct } from '../../../src-renderer/callbacks/card-keys.ts';
import { inboxKey, type InboxKeyActions } from '../../../src-renderer/inbox/keys.ts';
import { journalKey } from '../../../src-renderer/journal/keys.ts';
import { faxKey } from '../../../src-renderer/media/fax-keys.ts';
import type { Fax } from '../../../src-renderer/media/fax.svelte.ts';
import { playerKey } from '../../../src-renderer/media/player-keys.ts';
import type { Player } from '../../../src-renderer/media/player.svelte.ts';
import type { Playing } from '../../../src-renderer/media/playing.svelte.ts';
import { shownPages } from '../../../src-renderer/routes.ts';
import { keyGroups } from '../../../src-renderer/shell/key-list.ts';
import { actOnKey, type KeyActions } from '../../../src-renderer/shell/keys.ts';
import { pressTextSize } from '../../../src-renderer/text-size.ts';
import { destination } from '../../../src-renderer/ui/roving.ts';
import { aCallback, busy, failedAttempt } from './samples.ts';

/** The page of the keys and what answers them are written in different places: here they are held against each other. */

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`);
const digits = [...'0123456789'].map((digit) => `Digit${digit}`);
const functions = Array.from({ length: 12 }, (_, index) => `F${index + 1}`);
const others = ['Space', 'Enter', 'Escape', 'Backspace', 'Delete', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'];
const signs = ['Slash', 'Backslash', 'BracketLeft', 'BracketRight', 'Minus', 'Equal', 'Comma', 'Period', 'Semicolon'];
const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const codes = [...letters, ...digits, ...functions, ...others, ...signs, ...arrows, 'Quote', 'Backquote'];

/** Of a written key, its place on the keyboard. */
const places: Record<string, string> = {
  '/': 'Slash',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '+': 'Equal',
  '−': 'Minus',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  Esc: 'Escape',
  PgUp: 'PageUp',
  PgDn: 'PageDown',
  Пробел: 'Space',
};
const placeOf = (key: string) =>
  places[key] ?? (/^[A-Z]$/.test(key) ? `Key${key}` : /^\d$/.test(key) ? `Digit${key}` : key);

/** Every press that the keys of a row mean. A second key of a row is pressed with what the first is pressed with. */
function pressesOf(keys: readonly string[]): string[] {
  let held: string[] = [];
  return keys.flatMap((written) => {
    if (written === '?') return ['Shift+Slash'];
    const parts = written.split(/(?<=[^+])\+/);
    if (parts.length > 1) held = parts.slice(0, -1);
    const last = parts.at(-1) ?? '';
    if (last === 'цифра') return shownPages.map((_, index) => `Ctrl+Digit${index + 1}`);
    return [[...held, placeOf(last)].join('+')];
  });
}

const groups = keyGroups(ru, 'Ctrl');
/** Explained on the page under that heading. */
const explained = (...titles: (keyof typeof ru.keys.groups)[]) =>
  titles.flatMap((name) =>
    groups
      .filter(({ title }) => title === ru.keys.groups[name])
      .flatMap(({ rows }) => rows.flatMap(({ keys }) => pressesOf(keys))),
  );
const sorted = (presses: Iterable<string>) => [...new Set(presses)].sort();

/** Presses every key, alone and with Shift or Ctrl, and tells which were answered. */
function answered(press: (event: KeyboardEvent) => boolean): string[] {
  const found: string[] = [];
  for (const held of ['', 'Shift+', 'Ctrl+', 'Ctrl+Shift+']) {
    for (const code of codes) {
      const target = { closest: () => null };
      const prevent = { preventDefault: () => undefined, stopPropagation: () => undefined };
      const modifiers = {
        ctrlKey: held.includes('Ctrl'),
        shiftKey: held.includes('Shift'),
        metaKey: false,
        altKey: false,
      };
      const event = { code, key: code, repeat: false, target, ...modifiers, ...prevent };
      if (press(event as unknown as KeyboardEvent)) found.push(held + code);
    }
  }
  return found;
}

/** An object whose every method only tells that it was called. */
function listener<T extends object>(): { told: T; heard: () => boolean } {
  let called = false;
  const told = new Proxy({} as T, { get: (_, name) => (name === 'volume' ? 0 : () => (called = true)) });
  return { told, heard: () => [called, (called = false)][0] ?? false };
}

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null });
  for (const name of ['HTMLInputElement', 'HTMLTextAreaElement', 'Element']) vi.stubGlobal(name, Map);
  return () => vi.unstubAllGlobals();
});

describe('the page of the keys names all that are answered, and no others', () => {
  it('everywhere', () => {
    const { told, heard } = listener<KeyActions>();
    const keys = answered((event) => (actOnKey(event, told), heard()));
    const never = () => new Promise<never>(() => undefined);
    keys.push(...answered((event) => !event.shiftKey && pressTextSize(event, never) !== null));
    // Answered elsewhere: Escape by whatever is open, Ctrl+Enter by the note that is written, Ctrl+Q by the main process.
    expect(sorted([...keys, 'Escape', 'Ctrl+Enter', 'Ctrl+KeyQ'])).toEqual(sorted(explained('window')));
  });

  it('in lists', () => {
    const open = () => true;
    const moves = answered(({ key, ctrlKey, shiftKey }) => {
      return !ctrlKey && !shiftKey && destination(key, { from: 5, count: 9, page: 2, open }) !== null;
    });
    const acts = ['Enter', 'KeyC', 'KeyO', 'Space', 'Escape'];
    expect(sorted(codes.filter((code) => journalKey({ code })))).toEqual(sorted(acts));
    expect(sorted([...moves, 'Enter', 'Shift+Enter', 'KeyC', 'KeyO', 'KeyF'])).toEqual(sorted(explained('lists')));
  });

  it('of the cards', () => {
    const stages = [
      aCallback({ stage: 'failed', open: false, attempt: 1, attempts: [failedAttempt(busy)] }),
      aCallback({ stage: 'holding' }),
    ];
    const keys = stages.flatMap((callback) => answered((event) => cardAct(event, callback) !== null));
    expect(sorted(keys)).toEqual(sorted(explained('cards')));
  });

  it('of what waits, with those of the sound that plays', () => {
    const { told } = listener<InboxKeyActions>();
    const keys = answered((event) => inboxKey(event, false, told) !== null);
    const ofSound = ['Space', 'ArrowLeft', 'ArrowRight', 'BracketLeft', 'BracketRight'];
    expect(sorted(keys)).toEqual(sorted([...explained('waiting'), ...ofSound, 'Escape']));
    for (const press of ofSound) expect(explained('sound')).toContain(press);
  });

  it('of the player', () => {
    const { told, heard } = listener<Player & Playing>();
    const keys = answered((event) => (playerKey(event, told, told), heard() || isVolume(event)));
    expect(sorted(keys.filter((press) => !press.startsWith('Shift')))).toEqual(sorted(explained('sound')));
  });

  it('of the fax', () => {
    const { told, heard } = listener<Fax & { turn: (pages: number) => void; print: () => void }>();
    const keys = answered((event) => (faxKey(event, told, told), heard()));
    // The plus, where it takes Shift.
    expect(sorted(keys.filter((press) => press !== 'Ctrl+Shift+Equal'))).toEqual(sorted(explained('fax')));
  });

  it('in both languages, in the same order', () => {
    const keysOf = (messages: typeof ru) => keyGroups(messages, 'Ctrl', 'Ctrl+Alt+K').map(({ rows }) => rows.length);
    expect(keysOf(en)).toEqual(keysOf(ru));
    expect(keyGroups(ru, 'Ctrl', 'Ctrl+Alt+K')[0]?.rows).toContainEqual({
      keys: ['Ctrl+Alt+K'],
      does: ru.keys.window.anywhere,
    });
  });
});

const isVolume = ({ code, ctrlKey }: KeyboardEvent) => !ctrlKey && (code === 'ArrowUp' || code === 'ArrowDown');
