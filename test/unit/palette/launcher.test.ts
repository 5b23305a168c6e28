import { describe, expect, it } from 'vitest';
import type { AppView } from '../../../src-main/contract/model.ts';
import type { SputnikEvent } from '../../../src-main/contract/events.ts';
import { readLink } from '../../../src-main/links/read-link.ts';
import { PaletteLauncher } from '../../../src-main/palette/launcher.ts';
import { TestClock } from '../../support/test-clock.ts';
import { offeredNumbers, type CopiedText } from '../../../src-main/palette/offered.ts';

function launcher(copied: () => Promise<CopiedText[]> = () => Promise.resolve([])) {
  const clock = new TestClock();
  const work: { phase: AppView['phase']; accountId: string | null } = { phase: 'ready', accountId: 'a' };
  const window = {
    opened: false,
    times: 0,
    open: () => ((window.opened = true), void window.times++),
    hide: () => void (window.opened = false),
  };
  const told: SputnikEvent[] = [];
  const main = { opened: 0, open: () => void (main.opened += 1), tell: (event: SputnikEvent) => void told.push(event) };
  return {
    window,
    main,
    told,
    work,
    clock,
    palette: new PaletteLauncher({
      clock,
      window,
      main,
      copied,
      work: () => work,
    }),
  };
}
const clipboard = (text: string): CopiedText => ({ from: 'clipboard', text });
const offered = [{ from: 'clipboard', number: '+74951234567', display: '+7 495 123-45-67' }];

it('what was copied is told only while the palette is open', async () => {
  const { palette, clock } = launcher(() => Promise.resolve([clipboard('8 (495) 123-45-67')]));
  expect(await palette.opening()).toMatchObject({ opened: false, offered: [] });
  palette.toggle();
  expect(await palette.opening()).toMatchObject({ opened: true, link: null, offered });
  await clock.pass(1_000);
  palette.toggle();
  expect(await palette.opening()).toMatchObject({ opened: false, offered: [] });
});

it('a program that does not hand out what it has copied does not keep it closed', async () => {
  const { palette } = launcher(() => new Promise(() => undefined));
  palette.open();
  expect(await palette.opening()).toMatchObject({ opened: true, offered: [] });
});

describe('its keys', () => {
  /** Held for three seconds, with a system's own repeats. */
  async function hold({ palette, clock }: ReturnType<typeof launcher>, firstMs: number, everyMs: number) {
    palette.toggle();
    await clock.pass(firstMs);
    for (let ms = 0; ms < 3_000; ms += everyMs) {
      palette.toggle();
      await clock.pass(everyMs);
    }
  }

  it.each([
    [250, 30],
    [500, 33],
    [660, 40],
    [990, 100],
  ])(
    'held down open it once, or close it once: the first repeat after %d ms, the next each %d ms',
    async (...repeats) => {
      const all = launcher();
      await hold(all, ...repeats);
      expect([all.window.opened, all.window.times]).toEqual([true, 1]);
      await all.clock.pass(400);
      await hold(all, ...repeats);
      expect([all.window.opened, all.window.times]).toEqual([false, 1]);
      await all.clock.pass(400);
      all.palette.toggle();
      expect(all.window.opened).toBe(true);
    },
  );

  it('open it again right after Escape, but not those that are still held', async () => {
    const { palette, clock, window } = launcher();
    palette.toggle();
    await clock.pass(400);
    palette.hide();
    palette.toggle();
    expect(window.opened).toBe(true);
    await clock.pass(1_000);
    palette.toggle();
    expect(window.opened, 'a press that is meant').toBe(false);
    await hold({ palette, clock, window } as ReturnType<typeof launcher>, 500, 30);
    palette.hide();
    palette.toggle();
    expect(window.opened, 'another repeat').toBe(false);
  });

  it('work on when the clock of the PC was set back', () => {
    const { palette, clock, window } = launcher();
    palette.toggle();
    clock.sleep(-3_600_000);
    palette.toggle();
    expect(window.opened).toBe(false);
  });
});

it('a link fills it, once', async () => {
  const { palette } = launcher();
  palette.open(readLink('tel:8(495)123-45-67'));
  expect((await palette.opening()).link).toEqual({ ok: true, written: '+7 495 123-45-67', after: null });
  palette.open(readLink('tel:112'));
  expect((await palette.opening()).link).toEqual({ ok: false, problem: 'number-emergency' });
  palette.hide();
  palette.open();
  expect((await palette.opening()).link).toBeNull();
});

it('knows what a link names by the words that it has put there, and by no others', () => {
  const { palette } = launcher();
  palette.open(readLink('tel:8(495)123-45-67'));
  expect(palette.namedBy('+7 495 123-45-67')).toMatchObject({ kind: 'phone', number: '+74951234567' });
  expect(palette.namedBy('+7 495 123-45-6')).toBeNull();
  palette.open(readLink('tel:ext%20791'));
  expect(palette.namedBy('791')).toEqual({ kind: 'extension', extension: '791' });
  palette.open();
  expect(palette.namedBy('791')).toBeNull();
});

it('a link that led to the main window comes back as soon as it can be rung, once', async () => {
  const { palette, window, main, work } = launcher();
  work.phase = 'locked';
  palette.open(readLink('tel:84951234567'));
  palette.openWindow();
  palette.workChanged();
  expect([window.opened, main.opened]).toEqual([false, 1]);
  work.phase = 'ready';
  palette.workChanged();
  expect(await palette.opening()).toMatchObject({ opened: true, link: { ok: true, written: '+7 495 123-45-67' } });
  palette.hide();
  palette.workChanged();
  expect(window.opened).toBe(false);
  palette.open();
  expect((await palette.opening()).link).toBeNull();
});

it('neither a link that was put away comes back, nor one that another has followed, nor one that was refused', () => {
  const { palette, window, work } = launcher();
  const unlocked = () => {
    work.phase = 'ready';
    palette.workChanged();
    return window.opened;
  };
  work.phase = 'locked';
  palette.open(readLink('tel:84951234567'));
  palette.hide();
  expect(unlocked()).toBe(false);
  work.phase = 'locked';
  palette.open(readLink('tel:84951234567'));
  palette.openWindow();
  palette.open(readLink('tel:112'));
  palette.openWindow();
  expect(unlocked()).toBe(false);
});

it('a thousand links in a second open one window, once, and not again when it was put away', async () => {
  const clock = new TestClock();
  const window = {
    opened: false,
    count: 0,
    open: () => ((window.opened = true), void window.count++),
    hide: () => void (window.opened = false),
  };
  const main = { open: () => undefined, tell: () => undefined };
  const palette = new PaletteLauncher({
    clock,
    window,
    main,
    copied: () => Promise.resolve([]),
    work: () => ({ phase: 'ready', accountId: 'a' }),
  });
  for (let n = 0; n < 1000; n++) palette.fill(readLink('tel:84951234567'));
  palette.hide();
  await clock.pass(3_000);
  expect([window.count, window.opened]).toEqual([1, false]);
});

it('the main window comes for what it is handed', () => {
  const { palette, main, told, window } = launcher();
  palette.open();
  const order = { target: { kind: 'client', written: '+74951234567' }, name: null, who: 'Анна', later: true } as const;
  palette.handOver(order);
  expect([window.opened, main.opened]).toEqual([false, 1]);
  expect(told).toEqual([{ type: 'order', order, accountId: 'a' }]);
});

it('only whole numbers are offered, each once', () => {
  const texts = ['Позвоните 112', '12', 'x'.repeat(100_000), '+7 495 123-45-67 и +7 903 555-66-77', ' 84951234567 '];
  expect(offeredNumbers(texts.map(clipboard))).toEqual(offered);
  expect(offeredNumbers([clipboard('84951234567'), { from: 'selection', text: '+7 495 1234567' }])).toEqual(offered);
});
