import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Keys } from './keys.ts';
import { openSection } from './person.ts';
import { connect, expect, test } from './sputnik.ts';

const list = (page: Page) => page.getByRole('navigation', { name: 'Оглавление настроек' });
const inList = (page: Page, name: string) => list(page).getByRole('button', { name, exact: true });
const current = (page: Page) => list(page).locator('[aria-current=location]');
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Найти настройку' });
const headings = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 });

/** How far a section's upper edge is from where the page begins to be seen, in pixels; one cannot scroll by less than one. */
const fromTop = (page: Page, name: string) =>
  part(page, name).evaluate((section) => {
    const scroller = section.closest('.page')!;
    const start = scroller.getBoundingClientRect().top + (parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0);
    const px = Math.round(section.getBoundingClientRect().top - start);
    return Math.abs(px) <= 1 ? 0 : px;
  });

test('the list at the side tells where one is, leads on by mouse and keys, and the place is kept', async ({
  connected,
}) => {
  const { page } = connected;
  const keys = new Keys(page);
  await openSection(page, 'Настройки');
  await expect(current(page)).toHaveText('Звонки');

  await inList(page, 'Файлы и история').click();
  await expect(current(page)).toHaveText('Файлы и история');
  expect(await fromTop(page, 'Файлы и история')).toBe(0);

  // By the wheel to both ends: the marked one goes with it.
  await part(page, 'Файлы и история').hover();
  await page.mouse.wheel(0, -5000);
  await expect(current(page)).toHaveText('Звонки');
  await page.mouse.wheel(0, 5000);
  await expect(current(page)).toHaveText('О программе');

  await keys.tabTo(inList(page, 'Звонки'), 'Shift+Tab');
  await keys.press('End');
  await expect(inList(page, 'О программе')).toBeFocused();
  await keys.press('Home');
  await expect(inList(page, 'Звонки')).toBeFocused();
  await keys.press('End', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown');
  await expect(inList(page, 'Файлы и история')).toBeFocused();
  await expect(current(page)).toHaveText('Звонки');
  await keys.press('Enter');
  await keys.seen();
  expect(await fromTop(page, 'Файлы и история')).toBe(0);
  await keys.press('Tab');
  await expect(part(page, 'Файлы и история').getByRole('combobox').first()).toBeFocused();

  const left = await fromTop(page, 'Подключение');
  await openSection(page, 'Журнал');
  await openSection(page, 'Настройки');
  await expect.poll(() => fromTop(page, 'Подключение')).toBe(left);
  await expect(current(page)).toHaveText('Файлы и история');
});

test('a setting is found by its name, its hint or a choice, in either layout, and nothing else is in the way', async ({
  connected,
}) => {
  const { page } = connected;
  const keys = new Keys(page);
  await openSection(page, 'Настройки');
  await inList(page, 'О программе').click();
  for (const key of ['Control+f', '/']) {
    await page.getByRole('main').focus();
    await keys.press(key);
    await expect(search(page)).toBeFocused();
  }
  await keys.type('ntvyfz');
  await expect(headings(page)).toHaveText(['Вид']);
  await expect(current(page)).toHaveText('Вид');
  await expect(part(page, 'Вид').getByRole('group')).toHaveAccessibleName('Тема');
  await expect(page.getByRole('status').filter({ hasText: '1 настройка' })).toHaveCount(1);
  await keys.press('Enter');
  await expect(page.getByRole('radiogroup', { name: 'Тема' }).getByRole('radio', { checked: true })).toBeFocused();

  for (const [query, found] of [
    ['место', ['Файлы и история']],
    ['ключ', ['Подключение', 'Прокси', 'О программе']],
    ['стереть', ['О программе']],
    ['коллегам', ['Звонки']],
  ] as const) {
    await search(page).fill(query);
    await expect(headings(page)).toHaveText(found);
    await expect(list(page).getByRole('button')).toHaveText(found);
  }
  await search(page).fill('абракадабра');
  await expect(page.getByText('Ничего не нашлось')).toBeVisible();
  await expect(headings(page)).toHaveCount(0);
  await keys.press('Escape');
  await expect(search(page)).toHaveValue('');
  await expect(headings(page)).toHaveCount(8);
  await expect(current(page)).toHaveText('Звонки');
});

for (const [name, sizePercent, height] of [
  ['in the smallest window', 100, 520],
  ['with the largest text', 150, 700],
] as const) {
  test(`${name} the sections are a menu beside the search, and cover nothing`, async ({ connected }) => {
    const { page } = connected;
    const keys = new Keys(page);
    await connected.native((window) => window.setContentSize(760, 520));
    await connected.native(height === 700 ? (window) => window.setContentSize(1040, 700) : () => undefined);
    await page.evaluate((textSizePercent) => window.sputnik.call['settings.set']({ textSizePercent }), sizePercent);
    await openSection(page, 'Настройки');
    await expect(list(page)).toBeHidden();
    const menu = page.getByRole('button', { name: 'Часть: Звонки' });
    await keys.tabTo(menu);
    await keys.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Файлы и история' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Часть: Файлы и история' })).toBeVisible();
    expect(await fromTop(page, 'Файлы и история')).toBe(0);
    await expect(part(page, 'Файлы и история').getByRole('heading')).toBeFocused();
    await keys.seen();
    // Back through all that there is: whatever has the focus is not under the head of the page.
    for (let presses = 0; presses < 12; presses += 1) {
      await keys.press('Shift+Tab');
      const covered = await page.evaluate(() => {
        const at = document.activeElement!;
        const { left, top, width, height: tall } = at.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + tall / 2);
        return over && (at.contains(over) || over.contains(at)) ? '' : at.outerHTML.slice(0, 120);
      });
      expect(covered).toBe('');
    }
  });
}

test('what tells of a setting leads to it, whatever was looked for there', async ({ start, pbx, profile }) => {
  const first = await start({ keyStore: 'none' });
  await connect(first.page, pbx);
  await openSection(first.page, 'Настройки');
  await search(first.page).fill('тема');
  await openSection(first.page, 'Журнал');
  await first.page.getByRole('button', { name: 'Ключ до выхода' }).click();
  await expect(part(first.page, 'Подключение').getByRole('heading', { level: 2 })).toBeFocused();
  expect(await fromTop(first.page, 'Подключение')).toBe(0);
  await expect(headings(first.page)).toHaveCount(8);
  await first.quit();

  const file = path.join(profile, 'settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8')) as { preferences: object };
  await writeFile(file, JSON.stringify({ ...settings, preferences: { ...settings.preferences, tries: 'many' } }));
  const { page } = await start({ args: ['--demo'] });
  await page.getByRole('alert').getByRole('button', { name: 'Открыть настройки' }).click();
  await expect(page.getByRole('main', { name: 'Настройки' })).toBeVisible();
  await expect(part(page, 'Звонки').getByRole('heading', { level: 2 })).toBeFocused();
});
