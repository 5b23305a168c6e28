import { open, readFile, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { migrations } from '../../src-main/cache/migrations/all.ts';
import { DemoClock } from '../../src-main/demo/clock.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { databaseOf, type ClosedDatabase } from '../support/closed-database.ts';
import { forgetInKeyRing } from '../support/desktop/key-ring.ts';
import { Notifications } from '../support/desktop/notifications.ts';
import { addContact, contactList, inboxList, openSection, openShelf } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { connect, expect, test as base, type Fixtures, type Sputnik } from './sputnik.ts';

/** What was there before the database was damaged, and what is told from then on. */
interface Before {
  notifications: Notifications;
  /** Of the account that `makeAndQuit` has left. */
  database: ClosedDatabase;
}

const test = base.extend<Before>({
  /** Its calls of today and yesterday all come with the first answers. */
  // eslint-disable-next-line no-empty-pattern
  pbx: async ({}, use) => {
    const mediaDir = fileURLToPath(new URL('../../resources/demo', import.meta.url));
    const clock = new DemoClock({ speed: 1 });
    const pbx = new DemoPbx({ clock, strict: true, quiet: true, historyDays: 1, callsPerDay: 0, mediaDir });
    for (let hour = 1; hour <= calls; hour += 1)
      pbx.addRecord('call', { startMs: clock.nowMs() - hour * 3_600_000, numberA: caller, numberB: '101' });
    await pbx.start();
    await use(pbx);
    await pbx.stop();
    clock.stop();
  },
  // eslint-disable-next-line no-empty-pattern
  notifications: async ({}, use) => {
    await using notifications = await Notifications.start();
    await use(notifications);
  },
  // The daemon is there before the app that tells by it.
  database: async ({ start, pbx, profile, notifications: _ }, use) => use(await makeAndQuit({ start, pbx, profile })),
});
test.describe.configure({ timeout: 120_000 });

const anna = { written: '+7 903 000-55-11', wire: '79030005511', name: 'Петрова Анна' };
const boris = { written: '+7 903 000-55-12', wire: '79030005512' };
const note = 'Просила счёт до пятницы';
const pageBytes = 4096;
const calls = 15;
const caller = '79035550133';

const waiting = (page: Page) => inboxList(page).getByRole('row');
const noteField = (page: Page) => page.getByRole('main').getByRole('textbox', { name: 'Заметка', exact: true });

/** So many records are known: of the caller, if nothing else is asked for. */
const known = (page: Page, filter: { noted: true } | { text: string } = { text: caller }) =>
  page.evaluate(async (filter) => {
    const reply = await window.sputnik.call['journal.page']({ filter, after: null, limit: 100 });
    return reply.ok ? reply.value.items.length : -1;
  }, filter);

/**
 * A person's doing: a contact, a voicemail that is done, with a note on it, and another that waits. Then the day's backup is
 * written, and the app ends.
 */
async function makeAndQuit({
  start,
  pbx,
  profile,
}: Pick<Fixtures, 'start' | 'pbx' | 'profile'>): Promise<ClosedDatabase> {
  const app = await start();
  const { page } = app;
  await holdBackup(app);
  await connect(page, pbx);
  await firstAnswers(page);
  for (const { wire } of [boris, anna])
    pbx.addRecord('voicemail', { numberA: wire, seconds: 20, user: 'Смирнова Анна' });
  await askNow(page);
  await addContact(page, { name: anna.name, numbers: [{ written: anna.written }] });
  await openSection(page, 'Требуют внимания');
  await expect(waiting(page)).toHaveCount(2);
  await waiting(page).filter({ hasText: anna.name }).click();
  await noteField(page).fill(note);
  await noteField(page).blur();
  await expect.poll(() => known(page, { noted: true })).toBe(1);
  await page.getByRole('main').getByRole('button', { name: 'Готово', exact: true }).click();
  await expect(waiting(page)).toHaveCount(1);
  const database = await databaseOf(app.electron, profile);
  await passToBackup(app);
  await expect.poll(async () => (await database.names()).filter((name) => name.includes('.backup-2'))).toHaveLength(1);
  await expect.poll(() => known(page)).toBe(calls);
  await app.quit();
  return database;
}

/** The first backup is due some minutes after the start: what waits for so long waits from now on for `passToBackup`. */
const holdBackup = ({ electron }: Sputnik) =>
  electron.evaluate(() => {
    const { setTimeout } = globalThis;
    const held: (() => void)[] = [];
    globalThis.setTimeout = ((run: () => void, delayMs = 0, ...given: []) => {
      if (delayMs === 5 * 60_000) held.push(run);
      return setTimeout(run, delayMs, ...given);
    }) as typeof setTimeout;
    Object.assign(globalThis, { held });
  });

const passToBackup = ({ electron }: Sputnik) =>
  electron.evaluate(() => (globalThis as unknown as { held: (() => void)[] }).held.forEach((run) => run()));

async function expectAllBack(page: Page): Promise<void> {
  await openSection(page, 'Контакты');
  await expect(contactList(page).getByText(anna.name)).toBeVisible();
  await expect.poll(() => known(page), { timeout: 30_000 }).toBe(calls);
  await openSection(page, 'Требуют внимания');
  await expect(waiting(page)).toHaveCount(1);
  await expect(waiting(page)).toContainText(boris.written);
  await openShelf(page, 'Готовые');
  await expect(waiting(page)).toContainText([anna.name]);
  await waiting(page).click();
  await expect(noteField(page)).toHaveValue(note);
}

/** What is shown from now on is one notification: that of the message which comes now. */
async function expectNewOnly(page: Page, pbx: DemoPbx, notifications: Notifications, before: number): Promise<void> {
  pbx.addRecord('voicemail', { numberA: '79030005577', seconds: 9 });
  await askNow(page);
  const shown = await notifications.waitFor(before + 1);
  expect(shown.slice(before).map(({ title }) => title)).toEqual(['Голосовое · +7 903 000-55-77']);
  await openSection(page, 'Требуют внимания');
  await openShelf(page, 'Ждут ответа');
  await waiting(page).filter({ hasText: '55-77' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Готово', exact: true }).click();
  await expect(waiting(page)).toHaveCount(1);
}

async function flipBit(file: string, at: number): Promise<void> {
  const opened = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await opened.read(byte, 0, 1, at);
  byte[0]! ^= 1;
  await opened.write(byte, 0, 1, at);
  await opened.close();
}

/** What was moved aside, by names that tell when: just now. */
async function setAside({ names }: ClosedDatabase): Promise<string[]> {
  const found = (await names()).flatMap((name) => {
    const [, day, hour, minute, second] =
      /^cache\.sqlite\.aside-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)$/.exec(name) ?? [];
    return day ? [{ name, atMs: Date.parse(`${day}T${hour}:${minute}:${second}Z`) }] : [];
  });
  for (const { atMs } of found) expect(Math.abs(Date.now() - atMs)).toBeLessThan(120_000);
  return found.map(({ name }) => name);
}

test('a flipped bit, and later a lost end: told, kept aside, and what a person made is back', async ({
  start,
  pbx,
  notifications,
  database,
}) => {
  let at = 0;
  database.change((db) => {
    const { rootpage } = db.get<{ rootpage: number }>(`SELECT rootpage FROM sqlite_schema WHERE name = 'contacts'`)!;
    at = (rootpage - 1) * pageBytes + pageBytes / 2;
  });
  await flipBit(database.file, at);
  const flipped = await readFile(database.file);
  let told = notifications.shown.length;

  const second = await start();
  const sentence = /База была повреждена\. Мы отложили её в сторону и начали новую; контакты, заметки и отметки восст/;
  await expect(second.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  await expectAllBack(second.page);
  await expectNewOnly(second.page, pbx, notifications, told);
  const [aside] = await setAside(database);
  expect(await readFile(path.join(path.dirname(database.file), aside!))).toEqual(flipped);
  await second.quit();

  await truncate(database.file, Math.floor((await stat(database.file)).size / 2 / pageBytes) * pageBytes);
  told = notifications.shown.length;
  const third = await start();
  await expect(third.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  await openSection(third.page, 'Контакты');
  await expect(contactList(third.page).getByText(anna.name)).toBeVisible();
  await expect.poll(() => known(third.page), { timeout: 30_000 }).toBe(calls);
  expect(await setAside(database)).toHaveLength(2);
  expect(notifications.shown).toHaveLength(told);
});

test('a file of a newer app is not touched; one whose key is lost is kept aside, and nothing in it is shown', async ({
  start,
  pbx,
  notifications,
  database,
}) => {
  database.change((db) => db.pragma(`user_version = ${migrations.length + 1}`));
  const newer = await readFile(database.file);
  const told = notifications.shown.length;

  const second = await start();
  await expect(second.page.getByRole('alert')).toContainText('База создана более новой версией Спутника');
  await expect(second.page.getByRole('navigation', { name: 'Разделы' })).toBeHidden();
  await second.quit();
  expect(await readFile(database.file)).toEqual(newer);
  expect(await setAside(database)).toEqual([]);

  expect(await forgetInKeyRing('vats-sputnik')).toBeGreaterThan(0);
  const { page } = await start();
  await page.getByRole('button', { name: 'Забыть ключ и подключиться заново' }).click();
  await connect(page, pbx);
  await expect(
    page.getByRole('alert').filter({ hasText: /Прежнюю базу нечем открыть: её ключ утрачен/ }),
  ).toBeVisible();
  await expect.poll(() => known(page), { timeout: 30_000 }).toBe(calls);
  await openSection(page, 'Контакты');
  await expect(contactList(page).getByText(anna.name)).toBeHidden();
  const [aside] = await setAside(database);
  expect(await readFile(path.join(path.dirname(database.file), aside!))).toEqual(newer);
  expect(notifications.shown).toHaveLength(told);
});
