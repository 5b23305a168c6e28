import type { Locator, Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { addContact, openSection } from './person.ts';
import { firstAnswers } from './questions.ts';
import { connect, expect, test, type Sputnik, type StartOptions } from './sputnik.ts';

const list = (page: Page): Locator => page.getByRole('grid', { name: 'Записи' });
/** Rows of records, without the days. */
const rows = (page: Page): Locator => list(page).locator('[role=row][aria-selected]');
const row = (page: Page, text: string | RegExp): Locator => rows(page).filter({ hasText: text });
const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Поиск' });
const chip = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('group', { name: 'Фильтры' }).getByRole('button', { name, exact: typeof name === 'string' });

const ivanov = '79161234567';
const stranger = '79035550199';
const caller = '79035550177';

/** An exchange with a handful of calls of our own among its thousands, and the app connected to it. */
async function office(pbx: DemoPbx, start: (options?: StartOptions) => Promise<Sputnik>, hasten = 1): Promise<Sputnik> {
  const now = pbx.clock.nowMs();
  const call = (minutesAgo: number, numberA: string, numberB: string, seconds: number) =>
    pbx.addRecord('call', { startMs: now - minutesAgo * 60_000, numberA, numberB, seconds, user: 'Ким Виталий' });
  call(1, ivanov, '101', 0);
  call(2, ivanov, '101', 65);
  call(3, '101', stranger, 420);
  // Longer than any other of the company's.
  call(4, '101', '102', 9000);
  const app = await start();
  await app.hasten(hasten);
  await connect(app.page, pbx);
  await firstAnswers(app.page);
  await openSection(app.page, 'Журнал');
  await expect(row(app.page, '+7 916 123-45-67').first()).toBeVisible();
  return app;
}

test('a number is found however it is written, a name in any case, and what was found is counted', async ({
  start,
  pbx,
}) => {
  const { page } = await office(pbx, start);
  await openSection(page, 'Контакты');
  await addContact(page, { name: 'Иванов Пётр', numbers: [{ written: '8 916 123 45 67' }] });
  await openSection(page, 'Журнал');
  for (const written of ['8 (916) 123-45', '+7 916 12345', '9161234567', '123-45-67', 'ИВАНОВ', 'петр иван']) {
    await search(page).fill(written);
    await expect(rows(page)).toHaveCount(2);
    await expect(row(page, 'Иванов Пётр')).toHaveCount(2);
    await expect(page.getByText('2 записи', { exact: true })).toBeVisible();
  }
  await search(page).fill('нет такого');
  await expect(page.getByText('Ничего не нашли')).toBeVisible();
  await page.getByRole('button', { name: 'Сбросить всё' }).click();
  await expect(row(page, '+7 903 555-01-99')).toBeVisible();
});

test('a call with a colleague bears the other one’s name, is found by it, and is called back from there', async ({
  start,
  pbx,
}) => {
  const { page } = await office(pbx, start);
  await page.evaluate(() => window.sputnik.call['settings.set']({ ownNumber: '+79750120109' }));
  await search(page).fill('кузнецов дмитр');
  await expect(rows(page).first()).toContainText('Кузнецов Дмитрий');
  await chip(page, 'Направление').click();
  await page.getByLabel('Внутренние').check();
  await page.keyboard.press('Escape');
  const call = row(page, /доб\. 102.*Ким Виталий/s).first();
  await expect(call).toContainText('Кузнецов Дмитрий');
  await call.getByRole('button', { name: 'Перезвонить: Кузнецов Дмитрий' }).click();
  const orders = () => pbx.validRequests('callback_add').map(({ pairs }) => Object.fromEntries(pairs));
  await expect.poll(orders).toEqual([expect.objectContaining({ cgpn: '79750120109', cdpn: '102' })]);
});

test('chips narrow, tell to what, and are taken away one by one', async ({ start, pbx }) => {
  const { page } = await office(pbx, start);
  await search(page).fill('Ким Виталий');
  await chip(page, 'Направление').click();
  await page.getByLabel('Пропущенные').check();
  await page.keyboard.press('Escape');
  await expect(chip(page, 'Направление: Пропущенные')).toBeVisible();
  await expect(row(page, '+7 916 123-45-67')).toHaveText([/Пропущенный звонок/]);
  await expect(row(page, /Исходящий|Внутренний/)).toHaveCount(0);

  await page.getByRole('button', { name: 'Убрать фильтр: Направление' }).click();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(3);
  await chip(page, 'Направление').click();
  await page.getByLabel('Внутренние').check();
  await page.keyboard.press('Escape');
  await chip(page, 'Период').click();
  await page.getByLabel('7 дней').check();
  await page.keyboard.press('Escape');
  await chip(page, 'Длительность').click();
  await page.getByLabel('Не короче, с', { exact: true }).fill('9000');
  await page.getByLabel('Не длиннее, с', { exact: true }).fill('9000');
  await page.keyboard.press('Escape');
  await expect(chip(page, 'Длительность: 2:30:00 – 2:30:00')).toBeVisible();
  await expect(rows(page)).toHaveText([/Внутренний звонок/]);
  await page.getByRole('button', { name: 'Сбросить всё' }).click();
  await expect(search(page)).toHaveValue('');
  await chip(page, 'Сотрудник').click();
  await page.getByLabel('Сотрудник').getByRole('searchbox').fill('ким');
  await page.getByLabel('Ким Виталий').check();
  await page.keyboard.press('Escape');
  await expect(chip(page, 'Сотрудник: Ким Виталий')).toBeVisible();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Сбросить всё' }).click();
  await expect(chip(page, 'Период')).toBeVisible();
});

test('a filter under a name is there after the next start', async ({ start, pbx }) => {
  const first = await office(pbx, start);
  await chip(first.page, 'Направление').click();
  await first.page.getByLabel('Пропущенные').check();
  await first.page.keyboard.press('Escape');
  await first.page.getByRole('button', { name: 'Сохранённые фильтры' }).click();
  await first.page.getByRole('textbox', { name: 'Название фильтра' }).fill('Кого упустили');
  await first.page.keyboard.press('Enter');
  await expect(first.page.getByRole('button', { name: 'Переименовать: Кого упустили' })).toBeVisible();
  await first.quit();

  const { page } = await start();
  await openSection(page, 'Журнал');
  await expect.poll(() => rows(page).count()).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Сохранённые фильтры' }).click();
  await page.getByRole('button', { name: 'Кого упустили', exact: true }).click();
  await expect(chip(page, 'Направление: Пропущенные')).toBeVisible();
  await expect(row(page, '+7 916 123-45-67')).toHaveText([/Пропущенный звонок/]);
  await expect(row(page, /Исходящий|Внутренний/)).toHaveCount(0);

  await page.getByRole('button', { name: 'Сохранённые фильтры' }).click();
  await page.getByRole('button', { name: 'Переименовать: Кого упустили' }).click();
  await page.getByRole('textbox', { name: 'Название фильтра' }).fill('Перезвонить');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Удалить: Перезвонить' }).click();
  await expect(page.getByText('Сохранённых фильтров нет')).toBeVisible();
  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(page.getByRole('button', { name: 'Переименовать: Перезвонить' })).toBeVisible();
});

test('a note is written in its place, found by its words, and stays with the record', async ({ start, pbx }) => {
  const { page } = await office(pbx, start);
  await row(page, '+7 903 555-01-99').click();
  const detail = page.getByRole('article', { name: '+7 903 555-01-99' });
  const note = detail.getByRole('textbox', { name: 'Заметка', exact: true });
  await note.fill('не то');
  await note.press('Escape');
  await expect(note).toHaveValue('');
  await note.fill('Просил счёт на Ёлку');
  await note.press('Control+Enter');
  await expect(row(page, '+7 903 555-01-99').getByRole('img', { name: 'есть заметка' })).toBeVisible();
  await detail.getByRole('textbox', { name: 'Заметка о клиенте' }).fill('Платит в срок');
  await search(page).fill('счет на елку');
  await expect(rows(page)).toHaveCount(1);
  await search(page).fill('в срок');
  await expect(rows(page)).toHaveCount(1);
  await search(page).fill('');
  await chip(page, 'С заметкой').click();
  await expect(rows(page)).toHaveText([/\+7 903 555-01-99/]);
});

test('a note is there after the program was ended in the middle of it', async ({ start, pbx }) => {
  const app = await office(pbx, start);
  await row(app.page, '+7 903 555-01-99').click();
  const noteOn = (page: Page) => page.getByRole('article').getByRole('textbox', { name: 'Заметка', exact: true });
  await noteOn(app.page).pressSequentially('Просил счёт');
  await app.quit();

  const { page } = await start();
  await openSection(page, 'Журнал');
  await row(page, '+7 903 555-01-99').click();
  await expect(noteOn(page)).toHaveValue('Просил счёт');
});

test('everything there was with a client is beside each of his records, and in his contact', async ({ start, pbx }) => {
  const { page } = await office(pbx, start);
  await row(page, '+7 916 123-45-67').first().click();
  const detail = page.getByRole('article', { name: '+7 916 123-45-67' });
  const history = detail.getByRole('list', { name: 'Всё, что было с этим клиентом' }).getByRole('button');
  await expect(history).toHaveText([/Пропущенный звонок/, /Входящий звонок.*1:05/s]);
  await detail.getByRole('button', { name: 'Добавить в контакты' }).click();
  const form = page.getByRole('form', { name: 'Новый контакт' });
  await expect(form.getByRole('textbox', { name: 'Номер 1' })).toHaveValue('+7 916 123-45-67');
  await form.getByLabel('Имя').fill('Иванов');
  await form.getByRole('button', { name: 'Сохранить' }).click();
  const contact = page.getByRole('article', { name: 'Иванов' });
  await expect(contact.getByRole('list', { name: 'Всё, что было с этим клиентом' }).getByRole('button')).toHaveCount(2);
  await contact.getByRole('list', { name: 'Всё, что было с этим клиентом' }).getByRole('button').last().click();
  const happened = contact.getByRole('region', { name: 'История' });
  await happened.getByRole('textbox', { name: 'Заметка', exact: true }).fill('из истории');
  await openSection(page, 'Журнал');
  await expect(row(page, 'Иванов')).toHaveCount(2);
  await expect(row(page, 'Иванов').getByRole('img', { name: 'есть заметка' })).toHaveCount(1);
});

test('the keyboard goes anywhere in the list, and calls back', async ({ start, pbx }) => {
  const { page } = await office(pbx, start);
  await search(page).press('ArrowDown');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('k');
  await page.keyboard.press('End');
  // History is still coming in between.
  const chosen = list(page).locator('[aria-selected=true]');
  await expect(chosen).not.toHaveText(/916 123-45-67/);
  await expect(chosen).toBeFocused();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  // Whoever called last of all: the company's own calls go on meanwhile.
  await expect(rows(page).first()).toBeFocused();
  await search(page).fill('916 123-45-67');
  await expect(row(page, '+7 916 123-45-67')).toHaveCount(2);
  await expect(rows(page)).toHaveCount(2);
  await search(page).press('ArrowDown');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('KeyC');
  await expect.poll(() => pbx.validRequests('callback_add').length).toBe(1);
});

test('a new call comes to the top; whoever reads below is only told', async ({ start, pbx }) => {
  const now = pbx.clock.nowMs();
  // Nobody else of the company's history has this number: nothing of it comes in between.
  for (let index = 0; index < 40; index++)
    pbx.addRecord('call', { startMs: now - index * 300_000, numberA: caller, numberB: '101', seconds: 3600 + index });
  const { page } = await office(pbx, start, 20);
  await search(page).fill('903 555 01 77');
  await expect(page.getByText('40 записей', { exact: true })).toBeVisible();
  await list(page).hover();
  await page.mouse.wheel(0, 900);
  const read = rows(page).filter({ hasText: '1:00:29' });
  await expect(read).toBeVisible();
  // Once the list stands still.
  await expect(list(page).locator('[aria-busy]')).toHaveCount(0);
  await page.waitForTimeout(500);
  const place = await read.boundingBox();
  pbx.addRecord('voicemail', { numberA: caller, numberB: '101', seconds: 9 });
  const up = page.getByRole('button', { name: '1 новая' });
  await expect(up).toBeVisible({ timeout: 20_000 });
  expect(await read.boundingBox()).toEqual(place);
  await up.click();
  await expect(row(page, /Голосовое сообщение/).first()).toContainText('+7 903 555-01-77');
  await expect(up).toHaveCount(0);
});

test('without a connection everything is there, and the window says so', async ({ start, pbx }) => {
  const first = await office(pbx, start);
  await expect(first.page.getByText(/^[\d\s]+ запис/)).toBeVisible();
  await first.quit();
  await pbx.down();

  const { page } = await start();
  await openSection(page, 'Журнал');
  await expect(row(page, '+7 916 123-45-67')).toHaveCount(2);
  await search(page).fill('916 123');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole('contentinfo', { name: 'Состояние' })).toContainText('Нет связи');
});
