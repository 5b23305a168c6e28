import type { Locator, Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { run, until } from '../support/desktop/program.ts';
import { bringToFront, keyboardIn, startWindowManager } from '../support/desktop/windows.ts';
import { cards, inboxList } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { expect, test, type Sputnik } from './sputnik.ts';

/** By their places on the keyboard, as X counts them, and as the Latin layout names them. */
const places = { e: '26', c: '54', s: '39', j: '44', k: '45', seven: '16' } as const;

const press = (...keys: (keyof typeof places | 'ctrl' | 'alt' | 'shift' | 'Escape')[]) =>
  run('xdotool', 'key', keys.map((key) => places[key as keyof typeof places] ?? key).join('+'));

const chosen = (page: Page): Locator => inboxList(page).getByRole('row', { selected: true });
const rows = (page: Page): Locator => inboxList(page).getByRole('row');

async function voicemails({ page }: Sputnik, pbx: DemoPbx): Promise<void> {
  await firstAnswers(page);
  for (const n of [1, 2, 3])
    pbx.addRecord('voicemail', { startMs: pbx.clock.nowMs() - n * 2000, numberA: `7903000551${n}`, numberB: '101' });
  await askNow(page);
  await expect(rows(page)).toHaveCount(3);
}

test.describe('in the Russian layout', () => {
  test.beforeEach(async () => {
    await run('setxkbmap', '-layout', 'ru');
  });
  test.afterEach(async () => {
    await run('setxkbmap', '-layout', 'us');
  });

  test('the keys of the window are where they are in the Latin one', async ({ connected, pbx }) => {
    await using _manager = await startWindowManager();
    const { page } = connected;
    await voicemails(connected, pbx);
    await bringToFront('Спутник ВАТС', () => connected.native((window) => window.focus()));
    const typed = await page.evaluateHandle(() => {
      const letters: string[] = [];
      window.addEventListener('keydown', ({ key }) => letters.push(key), true);
      return letters;
    });

    await press('j');
    await press('j');
    await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await press('k');
    await expect(rows(page).nth(0)).toHaveAttribute('aria-selected', 'true');
    await press('e');
    await expect(rows(page)).toHaveCount(2);
    await press('s');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await press('Escape');
    await expect(page.getByRole('menuitem')).toHaveCount(0);
    await expect(chosen(page)).toBeFocused();
    await press('c');
    await expect(cards(page).getByRole('article')).toHaveCount(1);
    await press('shift', 'seven');
    await expect(page.getByRole('dialog')).toBeVisible();
    await press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const letters = await typed.jsonValue();
    expect(letters.filter((letter) => 'олуыс?'.includes(letter))).toEqual([...'оолуыс?']);
  });

  for (const keys of [
    ['ctrl', 'k'],
    ['ctrl', 'alt', 'k'],
  ] as const)
    test(`${keys.join('+')} opens the palette`, async ({ connected }) => {
      await using _manager = await startWindowManager();
      const { electron } = connected;
      await bringToFront('Спутник ВАТС', () => connected.native((window) => window.focus()));
      await press(...keys);
      const palette = await until('the palette', () =>
        Promise.resolve(electron.windows().find((each) => each.url().endsWith('/palette.html'))),
      );
      await expect(palette.getByRole('combobox', { name: 'Кому позвонить' })).toBeFocused();
      await keyboardIn('Кому');
    });
});
