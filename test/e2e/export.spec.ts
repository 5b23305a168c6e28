import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { readXlsx } from '../unit/export/read-xlsx.ts';
import { addContact, openSection } from './person.ts';
import { firstAnswers } from './questions.ts';
import { connect, expect, test as base, type Sputnik } from './sputnik.ts';

const run = promisify(execFile);
const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));
const caller = '79035550177';

/** A folder of the test's own. */
const test = base.extend<{ folder: string }>({
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sputnik-export-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Выгрузить из журнала' });

/** A missed call, a talk and a voicemail of one caller, on an exchange with thousands of others. */
function addCalls(pbx: DemoPbx): number {
  const now = pbx.clock.nowMs();
  const of = (minutesAgo: number) => ({ startMs: now - minutesAgo * 60_000, numberA: caller, numberB: '101' });
  pbx.addRecord('call', { ...of(1), seconds: 0, user: '=1+1', group: null, file: null });
  pbx.addRecord('call', { ...of(2), seconds: 65, user: 'Ким Виталий', file: { format: 'mp3', variant: 1 } });
  pbx.addRecord('voicemail', { ...of(3), seconds: 9, user: 'Ким Виталий', file: { format: 'wav', variant: 2 } });
  return now;
}

/** As a person who picks this place in the system's own window. */
async function willPick(app: Sputnik, place: string): Promise<void> {
  await app.electron.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, place);
}

/** What the system's file manager is asked to show from now on. */
async function willReveal(app: Sputnik): Promise<() => Promise<string[]>> {
  const seen = await app.electron.evaluateHandle(({ shell }) => {
    const paths: string[] = [];
    shell.showItemInFolder = (shown) => void paths.push(shown);
    return paths;
  });
  return () => seen.evaluate((paths) => paths);
}

async function findCalls(page: Page): Promise<void> {
  await firstAnswers(page);
  await openSection(page, 'Журнал');
  await page.getByRole('searchbox', { name: 'Поиск' }).fill('903 555 01 77');
  await expect(page.getByText('3 записи', { exact: true })).toBeVisible();
}

test('what the journal shows becomes a workbook: numbers are text, times are dates, nothing is a formula', async ({
  start,
  pbx,
  folder,
}) => {
  const now = addCalls(pbx);
  const app = await start();
  const { page } = app;
  await connect(page, pbx);
  await findCalls(page);
  const file = path.join(folder, 'журнал.xlsx');
  await willPick(app, file);
  await page.getByRole('button', { name: 'Выгрузить…' }).click();
  await expect(dialog(page).getByText('Под фильтром 3 записи.')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Сохранить…' }).click();
  await expect(dialog(page).getByText('Таблица сохранена: 3 строки.')).toBeVisible();
  const revealed = await willReveal(app);
  await dialog(page).getByRole('button', { name: 'Показать в папке' }).press('Enter');
  await expect.poll(revealed).toEqual([file]);
  await dialog(page).getByRole('button', { name: 'Готово' }).click();
  await expect(dialog(page)).toBeHidden();

  const book = readXlsx(file);
  expect(book.xml).not.toContain('<f>');
  const [head, ...rows] = book.rows;
  expect(head?.map((cell) => cell.text).slice(0, 5)).toEqual(['Дата и время', 'Вид', 'Направление', 'Имя', 'Номер']);
  expect(rows.map((row) => [row[1]?.text, row[2]?.text, row[4]?.text, row[6]?.text])).toEqual([
    ['Звонок', 'Пропущенный', '+7 903 555-01-77', '=1+1'],
    ['Звонок', 'Входящий', '+7 903 555-01-77', 'Ким Виталий'],
    ['Голосовое', 'Входящий', '+7 903 555-01-77', 'Ким Виталий'],
  ]);
  const when = rows[1]![0]!;
  expect(book.formatOf(when)).toBe('dd.mm.yyyy hh:mm:ss');
  const local = new Date(now - 120_000);
  const days = (local.getTime() - local.getTimezoneOffset() * 60_000) / 86_400_000 + 25_569;
  expect(Number(when.value)).toBeCloseTo(days, 4);

  test.skip(office === undefined, 'LibreOffice is not here to read the workbook');
  await run(office!, [
    `-env:UserInstallation=file://${folder}/office`,
    ...['--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76', '--outdir', folder, file],
  ]);
  const lines = (await readFile(path.join(folder, 'журнал.csv'), 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(4);
  const two = (value: number) => String(value).padStart(2, '0');
  expect(lines[2]).toMatch(new RegExp(`^${two(local.getDate())}\\.${two(local.getMonth() + 1)}\\.20\\d\\d `));
  expect(lines[1]).toContain('+7 903 555-01-77');
  expect(lines[1]).toContain('=1+1');
});

test('the files of what the journal shows go into a folder, each under its own name', async ({
  start,
  pbx,
  folder,
}) => {
  addCalls(pbx);
  const app = await start();
  const { page } = app;
  await connect(page, pbx);
  await findCalls(page);
  await willPick(app, folder);
  await page.getByRole('button', { name: 'Выгрузить…' }).click();
  await dialog(page).getByLabel('Записи и факсы файлами').check();
  await dialog(page).getByRole('button', { name: 'Выбрать папку…' }).click();
  await expect(dialog(page).getByText('Сохранено: 2 файла.')).toBeVisible();
  const names = (await readdir(folder)).sort();
  expect(names.map((name) => name.replace(/^\d{4}-\d\d-\d\d_\d{4}_/, '')).sort()).toEqual([
    '+79035550177.mp3',
    '+79035550177.wav',
  ]);
  for (const name of names) expect((await stat(path.join(folder, name))).size).toBeGreaterThan(1000);
  const revealed = await willReveal(app);
  await dialog(page).getByRole('button', { name: 'Показать в папке' }).press('Enter');
  await expect.poll(async () => (await revealed()).map((file) => path.dirname(file))).toEqual([folder]);
});

test('a long export goes on behind the window, is shown again from the status line, and stops when told', async ({
  start,
  pbx,
  folder,
}) => {
  const app = await start();
  const { page } = app;
  await connect(page, pbx);
  await firstAnswers(page);
  await openSection(page, 'Журнал');
  await expect(page.getByText(/^[\d\s]{3,} запис/)).toBeVisible();
  pbx.fail({ kind: 'late', delayMs: 300 }, { action: 'file' });
  await willPick(app, folder);
  await page.getByRole('button', { name: 'Выгрузить…' }).click();
  await dialog(page).getByLabel('Записи и факсы файлами').check();
  await dialog(page).getByRole('button', { name: 'Выбрать папку…' }).click();
  await expect(dialog(page).getByRole('progressbar')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Свернуть' }).click();
  await openSection(page, 'Контакты');
  await page.getByRole('button', { name: /^Файлы: \d+/ }).click();
  await dialog(page).getByRole('button', { name: 'Остановить' }).click();
  await expect(dialog(page).getByText(/^Выгрузка остановлена\. Сохранено: /)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Готово' }).click();
  await expect(page.getByRole('button', { name: /^Файлы: / })).toHaveCount(0);
  for (const name of await readdir(folder)) expect((await stat(path.join(folder, name))).size).toBeGreaterThan(0);
});

test('a saved file is shown in its folder from the notice, and the page can have no other shown', async ({
  connected,
  folder,
}) => {
  const { page } = connected;
  await addContact(page, { name: 'Семёнова Анна', numbers: [{ written: '+7 903 000-55-66' }] });
  const file = path.join(folder, 'люди.csv');
  await willPick(connected, file);
  const revealed = await willReveal(connected);
  const asked = (kind: 'contacts' | 'recording', extra = {}) =>
    page.evaluate((given) => window.sputnik.call['saved.show'](given), { kind, ...extra });
  expect(await asked('contacts')).toMatchObject({ ok: false, error: { code: 'saved-gone' } });
  await page.getByRole('button', { name: 'Файлы и повторы' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  await page.getByRole('button', { name: 'Показать в папке' }).press('Enter');
  await expect.poll(revealed).toEqual([file]);
  await asked('contacts', { path: '/etc/passwd', file: '/etc/passwd' });
  expect(await revealed()).toEqual([file, file]);
  expect(await asked('recording')).toMatchObject({ ok: false, error: { code: 'saved-gone' } });
  await rm(file);
  expect(await asked('contacts')).toMatchObject({ ok: false, error: { code: 'saved-gone' } });
  expect(await revealed()).toHaveLength(2);
});
