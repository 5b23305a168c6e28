import type { Locator, Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { addContact, contactList, inboxList, openSection } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { connect, expect, test, type Sputnik } from './sputnik.ts';

const record = (page: Page, text: string): Locator =>
  page.getByRole('grid', { name: 'Записи' }).locator('[role=row][aria-selected]').filter({ hasText: text }).first();
const card = (page: Page, name: string): Locator => page.getByRole('article', { name });
const happened = (within: Locator): Locator =>
  within.getByRole('list', { name: 'Всё, что было с этим клиентом' }).getByRole('listitem');

/** Somebody with two numbers, calls on both, and a call with a stranger. */
async function office(pbx: DemoPbx, start: () => Promise<Sputnik>): Promise<Page> {
  const now = pbx.clock.nowMs();
  const call = (minutesAgo: number, numberA: string, numberB: string, seconds: number) =>
    pbx.addRecord('call', { startMs: now - minutesAgo * 60_000, numberA, numberB, seconds, user: 'Ким Виталий' });
  call(1, '101', '79161234567', 0);
  call(2, '74957654321', '101', 65);
  call(3, '101', '79035550199', 420);
  const { page } = await start();
  await connect(page, pbx);
  await firstAnswers(page);
  await addContact(page, {
    name: 'Иванов Пётр',
    company: 'ООО «Альфа»',
    note: 'Звонить после обеда',
    numbers: [{ written: '8 916 123-45-67' }, { written: '8 495 765-43-21' }],
  });
  return page;
}

test('a contact shows what there was on all of its numbers, newest first', async ({ start, pbx }) => {
  const page = await office(pbx, start);
  await expect(happened(card(page, 'Иванов Пётр'))).toHaveText([
    /^\s*Исходящий без ответа.*\+7 916 123-45-67/s,
    /^\s*Входящий звонок.*1:05.*\+7 495 765-43-21/s,
  ]);
});

test('a number is copied as it is shown', async ({ start, pbx }) => {
  const page = await office(pbx, start);
  await card(page, 'Иванов Пётр').getByRole('button', { name: 'Скопировать +7 495 765-43-21' }).click();
  await expect(page.getByText('Скопировано: +7 495 765-43-21')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Поиск' }).focus();
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('searchbox', { name: 'Поиск' })).toHaveValue('+7 495 765-43-21');
});

test('the note is written where it is read, and a click right after does not undo it', async ({ start, pbx }) => {
  const page = await office(pbx, start);
  const ivanov = card(page, 'Иванов Пётр');
  const note = ivanov.getByRole('textbox', { name: 'Заметка', exact: true });
  await note.fill('Отпуск до пятницы');
  await ivanov.getByRole('button', { name: 'Добавить в избранное' }).click();
  await expect(contactList(page).getByLabel('в избранном')).toBeVisible();
  await note.fill('Вернулся');
  await ivanov.getByRole('button', { name: 'Изменить' }).click();
  const form = page.getByRole('form', { name: 'Изменить контакт' });
  await expect(form.getByLabel('Заметка')).toHaveValue('Вернулся');
  await form.getByRole('button', { name: 'Отмена' }).click();
  await openSection(page, 'Журнал');
  await record(page, 'Иванов Пётр').click();
  await expect(card(page, 'Иванов Пётр').getByText('Вернулся')).toBeVisible();
});

test('a record leads to its contact, by the button and by the key', async ({ start, pbx }) => {
  const page = await office(pbx, start);
  await openSection(page, 'Журнал');
  await record(page, 'Иванов Пётр').click();
  await card(page, 'Иванов Пётр').getByRole('button', { name: 'Открыть контакт' }).click();
  await expect(card(page, 'Иванов Пётр').getByRole('list', { name: 'Номера' })).toBeVisible();

  await contactList(page).getByRole('row').first().focus();
  await openSection(page, 'Журнал');
  await record(page, 'Иванов Пётр').focus();
  await page.keyboard.press('o');
  await expect(card(page, 'Иванов Пётр').getByRole('list', { name: 'Номера' })).toBeVisible();
  await expect(card(page, 'Иванов Пётр')).toBeFocused();
});

test('an unknown number becomes a new contact by the key, or goes to somebody known', async ({ start, pbx }) => {
  const page = await office(pbx, start);
  await openSection(page, 'Журнал');
  await record(page, '+7 903 555-01-99').focus();
  await page.keyboard.press('o');
  const form = page.getByRole('form', { name: 'Новый контакт' });
  await expect(form.getByRole('textbox', { name: 'Номер 1' })).toHaveValue('+7 903 555-01-99');
  await expect(form.getByLabel('Имя')).toBeFocused();

  await form.getByRole('button', { name: 'Добавить к существующему…' }).click();
  await page.keyboard.type('иванов');
  await expect(form.getByRole('list', { name: 'Список контактов' }).getByRole('button')).toHaveText(/Иванов Пётр/);
  await page.keyboard.press('Enter');
  const known = page.getByRole('form', { name: 'Изменить контакт' });
  await expect(known.getByRole('textbox', { name: 'Номер 3' })).toHaveValue('+7 903 555-01-99');
  await known.getByRole('button', { name: 'Сохранить' }).click();
  await expect(card(page, 'Иванов Пётр').getByRole('list', { name: 'Номера' }).getByRole('listitem')).toHaveCount(3);
  await openSection(page, 'Журнал');
  await expect(record(page, '+7 903 555-01-99')).toContainText('Иванов Пётр');
});

test('what waits for an answer leads to the contact, too', async ({ start, pbx }) => {
  const page = await office(pbx, start);
  pbx.addRecord('voicemail', { numberA: '79035550177', numberB: '101', seconds: 12 });
  await askNow(page);
  await openSection(page, 'Требуют внимания');
  await inboxList(page).getByRole('row').filter({ hasText: '+7 903 555-01-77' }).click();
  await page.keyboard.press('o');
  const form = page.getByRole('form', { name: 'Новый контакт' });
  await expect(form.getByRole('textbox', { name: 'Номер 1' })).toHaveValue('+7 903 555-01-77');
});
