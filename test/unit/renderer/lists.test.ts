import { describe, expect, it } from 'vitest';
import type { Member } from '../../../src-main/contract/model.ts';
import { History } from '../../../src-renderer/callbacks/history.svelte.ts';
import { Team } from '../../../src-renderer/team/team.svelte.ts';
import { destination } from '../../../src-renderer/ui/roving.ts';
import { Windowed } from '../../../src-renderer/ui/windowed.svelte.ts';
import { fakeBridge, settled } from './fake-bridge.ts';
import { aCallback } from './samples.ts';

describe('a windowed list', () => {
  const view = new Windowed();
  view.viewport = 520;
  view.setHeights(Array.from({ length: 50_000 }, () => 52));

  it('draws what is visible and little more', () => {
    view.scrollTop = 52 * 25_000;
    expect(view.from).toBeLessThanOrEqual(25_000);
    expect(view.to).toBeGreaterThanOrEqual(25_010);
    expect(view.to - view.from).toBeLessThan(40);
    expect(view.total).toBe(52 * 50_000);
  });

  it('scrolls no further than it takes to show a row', () => {
    view.scrollTop = 520;
    expect(view.reveal(12)).toBe(520);
    expect(view.reveal(3)).toBe(156);
    expect(view.reveal(30)).toBe(31 * 52 - 520);
  });

  it('knows rows of several heights, and none at all', () => {
    const mixed = new Windowed();
    mixed.setHeights([34, 56, 56, 34, 56]);
    expect([0, 1, 2, 3, 4].map((index) => mixed.top(index))).toEqual([0, 34, 90, 146, 180]);
    mixed.setHeights([]);
    expect([mixed.from, mixed.to, mixed.total]).toEqual([0, 0, 0]);
  });
});

it('the history stands under its days', async () => {
  const today = new Date(2026, 10, 23, 9).getTime();
  const yesterday = new Date(2026, 10, 22, 18).getTime();
  const main = fakeBridge({
    'callbacks.history': () => ({
      items: [
        aCallback({ id: 'a', orderedAtMs: today }),
        aCallback({ id: 'b', orderedAtMs: today - 3600_000 }),
        aCallback({ id: 'c', orderedAtMs: yesterday }),
      ],
      next: null,
    }),
  });
  const history = new History(main.ask, main.listen);
  await history.start();
  expect(history.rows.map((row) => (row.kind === 'day' ? 'day' : row.callback.id))).toEqual([
    'day',
    'a',
    'b',
    'day',
    'c',
  ]);
});

describe('the staff', () => {
  const member = (extension: string, name: string, online: boolean): Member => ({
    id: extension,
    name,
    extension,
    online,
    sinceMs: null,
    devices: [],
    me: false,
  });
  const members = [member('101', 'Анна Ёлкина', true), member('1102', 'Пётр Ли', false)];

  it('are found by part of the name or extension', async () => {
    const main = fakeBridge({ 'team.list': () => ({ members, readAtMs: 1, error: null }) });
    const team = new Team(main.ask, main.listen);
    await team.read();
    const found = (text: string) => {
      team.text = text;
      return team.shown.map(({ extension }) => extension);
    };
    expect(found('елк')).toEqual(['101']);
    expect(found(' ПЁТР ')).toEqual(['1102']);
    expect(found('`krbyf')).toEqual(['101']);
    expect(found('10')).toEqual(['101', '1102']);
    expect(found('нет')).toEqual([]);
    expect(team.onlineCount).toBe(1);
  });

  it('are asked after only while somebody looks', async () => {
    const main = fakeBridge({ 'team.watch': () => undefined });
    const team = new Team(main.ask, main.listen);
    await team.watch(true);
    await team.watch(true);
    await team.watch(false);
    await settled();
    expect(main.inputsOf('team.watch')).toEqual([{ seen: true }, { seen: false }]);
  });
});

describe('the keys of a list', () => {
  const isHeading = (index: number) => index === 0 || index === 4;
  const go = (key: string, from: number) =>
    destination(key, { from, count: 8, page: 3, open: (index) => !isHeading(index) });

  it('step over headings', () => {
    expect(go('ArrowDown', 3)).toBe(5);
    expect(go('ArrowUp', 5)).toBe(3);
    expect(go('ArrowDown', 1)).toBe(2);
    expect(go('PageDown', 1)).toBe(5);
    expect(go('PageUp', 7)).toBe(3);
  });

  it('stay inside the list', () => {
    expect(go('Home', 5)).toBe(1);
    expect(go('End', 1)).toBe(7);
    expect(go('ArrowUp', 1)).toBe(1);
    expect(go('ArrowDown', 7)).toBe(7);
    expect(go('a', 1)).toBeNull();
    expect(destination('End', { from: -1, count: 0, page: 1, open: () => true })).toBeNull();
  });
});
