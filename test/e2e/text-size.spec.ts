import type { Page } from '@playwright/test';
import { until } from '../support/desktop/program.ts';
import { cards, openSection } from './person.ts';
import { dial, expect, test, type Sputnik } from './sputnik.ts';

const least = { width: 760, height: 520 };

const ratio = (page: Page) => page.evaluate(() => window.devicePixelRatio);
const sizes = (page: Page) => page.getByRole('radiogroup', { name: 'Размер текста' });
const paletteOf = ({ electron }: Sputnik): Promise<Page> =>
  until('the palette', () => Promise.resolve(electron.windows().find((page) => page.url().endsWith('/palette.html'))));

/** What runs out of the window, or out of what holds it without scrolling. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const rail = document.querySelector('nav')!;
    if (rail.scrollHeight > rail.clientHeight) found.push('sections');
    for (const part of document.querySelectorAll('header, main, footer, section[aria-label]')) {
      const { right, bottom } = part.getBoundingClientRect();
      const inPage = part.closest('main') !== null && part.tagName !== 'MAIN';
      const name = part.getAttribute('aria-label') ?? part.tagName;
      if (right > innerWidth + 1 || (!inPage && bottom > innerHeight + 1)) found.push(name);
      if (part.scrollWidth > part.clientWidth + 1) found.push(`inside ${name}`);
    }
    return found;
  });

test('a chosen text size is effective at once in both windows, also by keys, and is remembered', async ({
  connected,
  start,
}) => {
  const { page } = connected;
  const usual = await ratio(page);
  await openSection(page, 'Настройки');
  await sizes(page).getByRole('radio', { name: '125' }).click();
  await expect.poll(() => ratio(page)).toBeCloseTo(usual * 1.25, 2);

  await page.getByRole('textbox', { name: 'Номер', exact: true }).focus();
  await page.keyboard.press('Control+=');
  await expect(sizes(page).getByRole('radio', { name: '150' })).toBeChecked();
  await page.keyboard.press('Control+k');
  const palette = await paletteOf(connected);
  await expect.poll(() => ratio(palette)).toBeCloseTo(usual * 1.5, 2);
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expect.poll(() => palette.evaluate(() => innerHeight - document.querySelector('main')!.offsetHeight)).toBe(0);

  await palette.keyboard.press('Control+0');
  await expect(sizes(page).getByRole('radio', { name: '100' })).toBeChecked();
  await expect.poll(() => ratio(page)).toBeCloseTo(usual, 2);
  await expect.poll(() => ratio(palette)).toBeCloseTo(usual, 2);
  await palette.keyboard.press('Escape');

  await page.keyboard.press('Control+-');
  await expect(sizes(page).getByRole('radio', { name: '90' })).toBeChecked();
  await connected.quit();
  const again = await start();
  await expect.poll(() => ratio(again.page)).toBeCloseTo(usual * 0.9, 2);
});

test('the largest text in the smallest window: nothing is cut off, in either language, with a call under way', async ({
  connected,
}) => {
  const { page } = connected;
  await connected.native((window) => window.setContentSize(760, 520));
  const set = (patch: object) =>
    page.evaluate((given) => {
      const { sputnik } = globalThis as unknown as { sputnik: { call: Record<string, (patch: object) => unknown> } };
      return sputnik.call['settings.set']!(given);
    }, patch);
  await dial(page, '+7 903 000-55-11');
  await expect(cards(page).getByRole('article')).toBeVisible();
  await set({ textSizePercent: 150 });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(least.width / 1.4);
  for (const language of ['ru', 'en']) {
    await set({ language });
    const count = await page.getByRole('navigation').first().getByRole('button').count();
    for (let nth = 0; nth < count; nth += 1) {
      await page.getByRole('navigation').first().getByRole('button').nth(nth).click();
      await expect.poll(() => cutOff(page), `section ${nth + 1}, ${language}`).toEqual([]);
    }
  }
});
