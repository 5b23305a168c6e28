import { readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Program } from '../support/desktop/program.ts';
import { Notifications } from '../support/desktop/notifications.ts';
import { processTree, running } from '../support/desktop/processes.ts';
import { startTrayHost, trayIcon } from '../support/desktop/tray.ts';
import { keyboardIn, startWindowManager, typeText } from '../support/desktop/windows.ts';
import { addContact, cards, openSection } from './person.ts';
import { connect, dial, expect, test, type Sputnik } from './sputnik.ts';

let panel: Program;
test.beforeAll(async () => {
  panel = await startTrayHost();
});
test.afterAll(() => panel.stop());

const isShown = (app: Sputnik) => expect.poll(() => app.native((window) => window.isVisible()));

/** What «Требуют внимания» shows of the client, opened. */
const opened = (page: Page) => page.getByRole('main').getByRole('article', { name: '+7 903 000-55-11' });

async function closeWindow(app: Sputnik): Promise<void> {
  await isShown(app).toBe(true);
  await app.native((window) => window.close());
  await isShown(app).toBe(false);
}

test('closing the window hides it, the program works on, and that is said once and never again', async ({ start }) => {
  await using notifications = await Notifications.start();
  const told = {
    title: 'Спутник ВАТС остаётся в трее',
    body: 'Окно закрыто, программа работает. Открыть или завершить её можно через значок в трее.',
  };
  const first = await start();
  await closeWindow(first);
  expect(await notifications.waitFor(1)).toEqual([told]);
  await (await trayIcon()).choose('Открыть');
  await isShown(first).toBe(true);
  await closeWindow(first);
  await first.quit();

  const second = await start();
  await closeWindow(second);
  // Goes the same way as one of the app's own would, hence comes after it.
  await second.electron.evaluate(({ Notification }) => new Notification({ title: 'The last one' }).show());
  await expect.poll(() => notifications.shown.at(-1)?.title).toBe('The last one');
  expect(notifications.shown).toEqual([told, { title: 'The last one', body: '' }]);
});

test('the icon tells whose it is, and its menu opens, dials and quits', async ({ start }) => {
  await start();
  const icon = await trayIcon();
  expect(await icon.tooltip()).toBe('Спутник ВАТС');
  const items = (await icon.menu()).filter(({ label, visible }) => visible && label !== '');
  expect(items.map(({ label, enabled }) => ({ label, enabled }))).toEqual([
    { label: 'Открыть', enabled: true },
    { label: 'Набрать…', enabled: true },
    { label: 'Выйти', enabled: true },
  ]);
});

test('what waits is in its menu, and leads to itself; the icon tells that it is new', async ({ connected, pbx }) => {
  const { page } = connected;
  const icon = await trayIcon();
  await expect(page.getByRole('progressbar', { name: 'Загрузка истории' })).toBeVisible({ timeout: 20_000 });
  const usual = await icon.picture();
  pbx.addRecord('voicemail', { numberA: '79030005511' });
  await page.getByRole('button', { name: 'Обновить' }).click();
  await expect.poll(() => icon.tooltip()).toBe('Спутник ВАТС — 1 ждёт ответа');
  expect(await icon.picture()).not.toBe(usual);
  const label = (await icon.menu()).map((item) => item.label).find((text) => text.startsWith('Голосовое'));
  expect(label).toMatch(/^Голосовое · \+7 903 000-55-11 · (\d\d:\d\d|\d+ \S+)$/);

  await closeWindow(connected);
  await icon.choose(label ?? '');
  await isShown(connected).toBe(true);
  await expect(opened(page)).toBeVisible();
});

test('what is chosen while the page is still loading is opened when it listens', async ({ connected, pbx }) => {
  const { page } = connected;
  const icon = await trayIcon();
  await expect(page.getByRole('progressbar', { name: 'Загрузка истории' })).toBeVisible({ timeout: 20_000 });
  pbx.addRecord('voicemail', { numberA: '79030005511' });
  await page.getByRole('button', { name: 'Обновить' }).click();
  await expect.poll(() => icon.tooltip()).toBe('Спутник ВАТС — 1 ждёт ответа');
  const label = (await icon.menu()).map((item) => item.label).find((text) => text.startsWith('Голосовое')) ?? '';
  await page.reload({ waitUntil: 'commit' });
  await icon.choose(label);
  await expect(opened(page)).toBeVisible();
});

test('a favourite is called from its menu, once, and the window tells how it goes', async ({ connected, pbx }) => {
  const { page } = connected;
  await openSection(page, 'Контакты');
  const numbers = [{ written: '+7 903 000-55-11' }];
  await addContact(page, { name: 'Анна & Ко_', favourite: true, numbers });
  await closeWindow(connected);
  const icon = await trayIcon();
  await expect.poll(async () => (await icon.menu()).map(({ label }) => label)).toContain('Перезвонить: Анна & Ко_');
  await Promise.all([1, 2].map(() => icon.choose('Перезвонить: Анна & Ко_')));
  await isShown(connected).toBe(true);
  await expect(cards(page).getByText('Анна & Ко_').first()).toBeVisible();
  await expect.poll(() => pbx.tasks.length).toBe(1);
});

test('the schedule of the quiet is switched in its menu', async ({ connected }) => {
  const icon = await trayIcon();
  const schedule = async () =>
    (await icon.menu())
      .find(({ label }) => label === 'Не беспокоить')
      ?.items.find(({ label }) => label.startsWith('По расписанию'));
  await expect.poll(schedule).toMatchObject({ label: 'По расписанию, 20:00–9:00', checked: false });
  await icon.choose('Не беспокоить', 'По расписанию, 20:00–9:00');
  await expect.poll(schedule).toMatchObject({ checked: true });
  await openSection(connected.page, 'Настройки');
  const hours = connected.page.getByRole('region', { name: 'Уведомления' });
  await expect(hours.getByRole('switch', { name: 'Тихие часы' })).toBeChecked();
});

test('a click on the icon shows the window again', async ({ start }) => {
  const app = await start();
  await closeWindow(app);
  await (await trayIcon()).click();
  await isShown(app).toBe(true);
});

test('«Набрать…» shows the window, and what is typed next is the number', async ({ connected }) => {
  await using _manager = await startWindowManager();
  const { page } = connected;
  await openSection(page, 'Настройки');
  await closeWindow(connected);
  await (await trayIcon()).choose('Набрать…');
  await isShown(connected).toBe(true);
  const number = page.getByRole('textbox', { name: 'Номер', exact: true });
  await expect(number).toBeFocused();
  await keyboardIn('Спутник ВАТС');
  await typeText('89030005555');
  await expect(number).toHaveValue('89030005555');
});

test('«Выйти» ends every process, and what was going on is taken up at the next start', async ({
  connected,
  start,
  pbx,
  profile,
}) => {
  await dial(connected.page, '+7 903 000-55-88');
  await expect(cards(connected.page).getByText('Идёт разговор')).toBeVisible();
  const processes = processTree(connected.pid);
  expect(processes.length).toBeGreaterThan(3);
  await (await trayIcon()).choose('Выйти');
  expect(await connected.ended).toBe(0);
  await expect.poll(() => running(processes)).toEqual([]);
  const files = await readdir(profile, { recursive: true });
  expect(files.filter((file) => /\.sqlite/.test(file))).toEqual([expect.stringMatching(/\/cache\.sqlite$/)]);

  const { page } = await start();
  await expect(cards(page).getByText('Идёт разговор')).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  expect(pbx.tasks).toHaveLength(1);
});

test('when the exchange is gone, icon, tooltip and status line say so, and take it back by themselves', async ({
  start,
  pbx,
}) => {
  const app = await start();
  const { page } = app;
  await connect(page, pbx);
  await app.hasten(10);
  const state = page.getByRole('contentinfo', { name: 'Состояние' }).getByRole('status');
  await expect(state).toHaveText('На связи');
  const icon = await trayIcon();
  const [quiet, tooltip] = [await icon.picture(), await icon.tooltip()];

  // A call that is followed makes the app ask every few seconds.
  await dial(page, '+7 903 000-55-88');
  await expect(cards(page).getByText('Идёт разговор')).toBeVisible();
  await pbx.down();
  await expect(state).toHaveText('Нет связи: сервер АТС не отвечает');
  await expect.poll(() => icon.tooltip()).toBe('Спутник ВАТС — нет связи с АТС');
  await expect.poll(() => icon.picture()).not.toBe(quiet);

  await pbx.up();
  await expect(state).toHaveText('На связи');
  await expect.poll(() => icon.tooltip()).toBe(tooltip);
  await expect.poll(() => icon.picture()).toBe(quiet);
});
