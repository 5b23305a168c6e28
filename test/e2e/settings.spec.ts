import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startTrayHost, trayIcon } from '../support/desktop/tray.ts';
import { startWindowManager } from '../support/desktop/windows.ts';
import { addContact, cards, choose, contactList, openSection } from './person.ts';
import { connect, dial, expect, test, type Sputnik } from './sputnik.ts';

const settingsFile = (profile: string) => path.join(profile, 'settings.json');
const secretsFile = (profile: string) => readFile(path.join(profile, 'secrets.json'), 'utf8');

const atWork = (page: Page) => expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();

/** One of a few that lie side by side. */
const pick = (page: Page, group: string, option: string) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option, exact: true }).click();

/** 0 is black, 255 white. */
const lightness = (page: Page) =>
  page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? []).map(
      Number,
    );
    return (red + green + blue) / 3;
  });

test('the theme is effective at once, in the page and for the window, and is remembered', async ({
  connected,
  start,
}) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  const dark = ({ electron }: Sputnik) => electron.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors);
  for (const [theme, isDark] of [
    ['Тёмная', true],
    ['Светлая', false],
    ['Тёмная', true],
  ] as const) {
    await pick(page, 'Тема', theme);
    await expect.poll(() => lightness(page).then((light) => (isDark ? light < 60 : light > 200))).toBe(true);
    expect(await dark(connected)).toBe(isDark);
  }
  await connected.quit();
  const again = await start();
  await atWork(again.page);
  await expect.poll(() => lightness(again.page)).toBeLessThan(60);
  expect(await dark(again)).toBe(true);
});

test('who is rung first, how often and with what pause is what the exchange is asked for', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  const calling = page.getByRole('region', { name: 'Звонки', exact: true });
  await pick(page, 'Кому звоним первым', 'Клиенту');
  await choose(calling, 'Попыток', '5');
  await choose(calling, 'Пауза между попытками', '10 минут');
  await dial(page, '+7 903 000-55-55');
  await expect.poll(() => pbx.validRequests('callback_add').length).toBe(1);
  const [sent] = pbx.validRequests('callback_add');
  expect(Object.fromEntries(sent?.pairs ?? [])).toMatchObject({ calltypeid: '2', trycount: '5', trypause: '600' });
});

test('with time to think again, a call can be taken back before anything is sent', async ({ connected, pbx }) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  const calling = page.getByRole('region', { name: 'Звонки', exact: true });
  await choose(calling, 'Время передумать', '10 секунд');
  await dial(page, '+7 903 000-55-55');
  const card = cards(page).getByRole('article');
  await expect(card.getByText('Отправляем…')).toBeVisible();
  await card.getByRole('button', { name: 'Отменить' }).click();
  await expect(card.getByText('Отменено, никому не звонили')).toBeVisible();
  await card.getByRole('button', { name: 'Убрать' }).click();

  // Ordered later, and waits as long: when it is sent, the first would have been.
  await dial(page, '+7 903 000-55-66');
  await expect(card.getByRole('button', { name: 'Отменить' })).toBeVisible();
  const sent = () => pbx.requests.filter(({ action }) => action === 'callback_add');
  await expect.poll(() => sent().length, { timeout: 20_000 }).toBeGreaterThan(0);
  await expect(card.getByText(/Принято|Звоним вам|Разговор состоялся/)).toBeVisible();
  await expect(card.getByRole('button', { name: 'Отменить' })).toHaveCount(0);
  expect(sent().map(({ pairs }) => Object.fromEntries(pairs)['cgpn'])).toEqual(['79030005566']);
});

test('the own outside number is set once, in any spelling, and colleagues are called from it', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  const field = page.getByRole('textbox', { name: 'Мой внешний номер' });
  await field.fill('101');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(field).toHaveAccessibleDescription(/^Это внутренний номер/);
  await field.fill('8 975 012 01 09');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(field).toHaveValue('+7 975 012-01-09');
  await expect(page.getByRole('button', { name: 'Сохранить' })).toHaveCount(0);
  await dial(page, '102');
  await expect.poll(() => pbx.validRequests('callback_add').length).toBe(1);
  const [sent] = pbx.validRequests('callback_add');
  expect(Object.fromEntries(sent?.pairs ?? [])).toMatchObject({ cgpn: '79750120109', cdpn: '102' });
});

test('the language changes at once, everywhere, and is remembered', async ({ start, pbx }) => {
  await using _panel = await startTrayHost();
  const app = await start();
  const { page } = app;
  await connect(page, pbx);
  await openSection(page, 'Настройки');
  await pick(page, 'Язык', 'English');
  await expect(page.getByRole('region', { name: 'Calls', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // Nothing is left of the other language but its own name, and the name of the person.
  const words = async () => (await page.locator('body').innerText()).replaceAll(/Русский|Смирнова Анна/g, '');
  await expect.poll(words).not.toMatch(/[а-яё]/i);
  await expect.poll(() => app.native((window) => window.getTitle())).toBe('VATS Sputnik');
  const labels = async () => (await (await trayIcon()).menu()).map(({ label }) => label).filter(Boolean);
  await expect.poll(labels).toEqual(['Open', 'Dial…', 'Do not disturb', 'Quit']);
  await app.quit();
  const again = await start();
  await expect(again.page.getByRole('navigation', { name: 'Sections' })).toBeVisible();
});

test('who disconnects leaves no key behind, and finds the contacts again after connecting anew', async ({
  connected,
  start,
  pbx,
  profile,
}) => {
  const { page } = connected;
  await addContact(page, { name: 'Семёнова Анна', numbers: [{ written: '+7 903 000-55-66' }] });
  expect(await secretsFile(profile)).toContain('api-key:');
  await openSection(page, 'Настройки');
  await page.getByRole('button', { name: 'Отключить' }).click();
  const question = page.getByRole('dialog', { name: /^Отключить .+\?$/ });
  await question.getByRole('button', { name: 'Отключить' }).click();
  await expect(page.getByLabel('Ключ API')).toBeVisible();
  expect(await secretsFile(profile)).not.toContain('api-key:');
  await connected.quit();

  const again = await start();
  await expect(again.page.getByLabel('Ключ API')).toHaveValue('');
  await connect(again.page, pbx);
  await openSection(again.page, 'Контакты');
  await expect(contactList(again.page).getByText('Семёнова Анна')).toBeVisible();
});

test('who leaves the demo is back at the exchange that was connected before', async ({ connected, start, pbx }) => {
  await connected.quit();
  const { page } = await start({ args: ['--demo'] });
  await expect(page.getByText('Это демо')).toBeVisible();
  await page.getByRole('button', { name: 'Выйти из демо' }).first().click();
  await expect(page.getByText('Это демо')).toBeHidden();
  await dial(page, '+7 903 000-55-55');
  await expect.poll(() => pbx.validRequests('callback_add').length).toBe(1);
});

test('the window comes back where it was and as it was', async ({ start, profile }) => {
  await using _manager = await startWindowManager();
  const place = { x: 120, y: 90, width: 900, height: 610 };
  const kept = async () => {
    const text = await readFile(settingsFile(profile), 'utf8').catch(() => '{}');
    return (JSON.parse(text) as { window?: unknown }).window;
  };
  const shown = (app: Sputnik) => expect.poll(() => app.native((window) => window.isVisible())).toBe(true);

  const first = await start();
  await shown(first);
  await first.native((window) => window.setBounds({ x: 120, y: 90, width: 900, height: 610 }));
  await expect.poll(kept).toEqual({ ...place, maximized: false });
  await first.quit();

  const second = await start();
  await shown(second);
  await expect.poll(() => second.native((window) => window.getBounds())).toEqual(place);
  await second.native((window) => window.maximize());
  await expect.poll(kept).toMatchObject({ maximized: true });
  await second.quit();

  const third = await start();
  await shown(third);
  await expect.poll(() => third.native((window) => window.isMaximized())).toBe(true);
  await third.native((window) => window.unmaximize());
  await expect.poll(() => third.native((window) => window.getBounds())).toEqual(place);
});

test('a window whose monitor is gone comes back on one that is there', async ({ start, profile }) => {
  await writeFile(
    settingsFile(profile),
    JSON.stringify({ version: 1, window: { x: 5000, y: 3000, width: 900, height: 610, maximized: false } }),
  );
  const app = await start();
  await expect.poll(() => app.native((window) => window.isVisible())).toBe(true);
  const { x, y, width } = await app.native((window) => window.getBounds());
  expect(width).toBe(900);
  expect(x).toBeLessThan(1280);
  expect(y).toBeLessThan(900);
});

test('broken settings are told of and put aside; the key and the contacts are not lost with them', async ({
  connected,
  start,
  pbx,
  profile,
}) => {
  await addContact(connected.page, { name: 'Семёнова Анна', numbers: [{ written: '+7 903 000-55-66' }] });
  await connected.quit();
  const [secrets, garbage] = [await secretsFile(profile), '{"version":1,"accounts":[{"id"'];
  await writeFile(settingsFile(profile), garbage);

  const { page } = await start();
  await expect(page.getByRole('alert')).toContainText('Файл настроек был повреждён');
  const aside = (await readdir(profile)).filter((name) => name.startsWith('settings.json.broken-'));
  expect(aside).toHaveLength(1);
  await expect(page.getByRole('alert')).toContainText(aside[0]!);
  expect(await readFile(path.join(profile, aside[0]!), 'utf8')).toBe(garbage);
  expect(await secretsFile(profile)).toBe(secrets);

  await connect(page, pbx);
  await openSection(page, 'Контакты');
  await expect(contactList(page).getByText('Семёнова Анна')).toBeVisible();
});

test('a setting that cannot be written down holds until the program ends, and that is told at once', async ({
  connected,
  profile,
}) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  // Whatever the reason: here something lies in the file's place.
  await rm(settingsFile(profile));
  await mkdir(settingsFile(profile));
  await pick(page, 'Тема', 'Тёмная');
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  const told = page.getByRole('alert').filter({ hasText: 'Настройки не удалось записать на диск' });
  await expect(told).toBeVisible();
  await rm(settingsFile(profile), { recursive: true });
  await pick(page, 'Тема', 'Светлая');
  await expect(told).toBeHidden();
});

test('one wrong setting takes no other with it', async ({ connected, start, profile }) => {
  await connected.quit();
  const settings = JSON.parse(await readFile(settingsFile(profile), 'utf8')) as { preferences: object };
  await writeFile(
    settingsFile(profile),
    JSON.stringify({ ...settings, preferences: { ...settings.preferences, theme: 'dark', tries: 'many' } }),
  );
  const { page } = await start();
  await atWork(page);
  await expect(page.getByRole('alert').filter({ hasText: 'Часть настроек была испорчена' })).toBeVisible();
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  await openSection(page, 'Настройки');
  await expect(page.getByRole('combobox', { name: 'Попыток' })).toHaveText('3');
});
