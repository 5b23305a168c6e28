import type { Locator, Page } from '@playwright/test';
import { addContact, cards, contactList, openSection, writeContact } from './person.ts';
import { expect, test } from './sputnik.ts';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Поиск' });
const row = (page: Page, text: string): Locator => contactList(page).getByRole('row').filter({ hasText: text });
const detail = (page: Page, name: string): Locator => page.getByRole('article', { name });

const noteOf = (card: Locator): Locator => card.getByRole('textbox', { name: 'Заметка', exact: true });

/** Waits until the list shows these people, in this order. */
async function expectList(page: Page, ...names: string[]): Promise<void> {
  await expect(contactList(page).getByRole('row')).toHaveText(names.map((name) => new RegExp(name)));
}

const anna = {
  name: 'Семёнова Анна',
  company: 'ООО «Альфа-Климат»',
  note: 'Звонить после обеда',
  numbers: [
    { written: '8 (495) 012-45-67', label: 'рабочий' },
    { written: '+7 903 000-55-88', label: 'мобильный' },
  ],
};
const boris = { name: 'Борисов Пётр', numbers: [{ written: '8 812 000-17-88' }] };
const vera = { company: 'Пекарня «Колос»', favourite: true, numbers: [{ written: '+7 863 012 34 56' }] };

test('a contact with several numbers is written down and shown as the app writes numbers', async ({ connected }) => {
  const { page } = connected;
  await openSection(page, 'Контакты');
  await expect(page.getByText('Контактов пока нет')).toBeVisible();
  await addContact(page, anna);
  const card = detail(page, 'Семёнова Анна');
  await expect(card.getByText('ООО «Альфа-Климат»')).toBeVisible();
  await expect(noteOf(card)).toHaveValue('Звонить после обеда');
  const numbers = card.getByRole('list', { name: 'Номера' }).getByRole('listitem');
  await expect(numbers).toHaveText([/\+7 495 012-45-67\s*рабочий/, /\+7 903 000-55-88\s*мобильный/]);
  await expect(row(page, 'Семёнова Анна')).toContainText('+7 495 012-45-67');
});

test('what cannot be called is told at the very number, and nothing is saved', async ({ connected }) => {
  const { page } = connected;
  const form = await writeContact(page, {
    name: 'Кто-то',
    numbers: [{ written: '+7 903 000-55-88' }, { written: '12' }, { written: '112' }, { written: '101' }],
  });
  await form.getByRole('button', { name: 'Сохранить' }).click();
  const number = (index: number) => form.getByRole('textbox', { name: `Номер ${index}` });
  await expect(number(2)).toHaveAccessibleDescription(/^Такого номера не бывает/);
  await expect(number(3)).toHaveAccessibleDescription(/^Экстренные службы/);
  await expect(number(4)).toHaveAccessibleDescription(/^Это внутренний номер/);
  await expect(number(1)).not.toHaveAttribute('aria-invalid', 'true');
  await expect(number(2)).toBeFocused();
  await expect(contactList(page).getByRole('row')).toHaveCount(0);

  for (const index of [4, 3]) await form.getByRole('button', { name: `Убрать номер ${index}` }).click();
  await number(2).fill('8 495 012 45 67');
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expect(detail(page, 'Кто-то').getByRole('listitem').getByText('+7 495 012-45-67')).toBeVisible();
});

test('the first click on a button is a click, although the number above it is read just then', async ({
  connected,
}) => {
  const { page } = connected;
  const form = await writeContact(page, { numbers: [{ written: '12' }] });
  // As long as a hand takes; the sentence about the number makes the form grow.
  await form.getByRole('button', { name: 'Добавить номер' }).click({ delay: 150 });
  await expect(form.getByText(/^Такого номера не бывает/)).toBeVisible();
  await form.getByRole('button', { name: 'Убрать номер 1' }).click();
  await form.getByRole('textbox', { name: 'Номер 1' }).fill('84950124567');
  await form.getByRole('button', { name: 'Сохранить' }).click({ delay: 150 });
  await expect(detail(page, '+7 495 012-45-67')).toBeVisible();
});

test('a contact without anything in it is not saved', async ({ connected }) => {
  const { page } = connected;
  const form = await writeContact(page, {});
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expect(form.getByRole('alert')).toHaveText('Напишите имя, компанию или хотя бы один номер.');
});

test('what is typed finds people at once, by whatever is known of them', async ({ connected }) => {
  const { page } = connected;
  for (const contact of [anna, boris, vera]) await addContact(page, contact);
  for (const [written, ...found] of [
    ['анна', 'Семёнова'],
    ['СЕМЕНОВА', 'Семёнова'],
    ['петр бор', 'Борисов'],
    ['климат', 'Семёнова'],
    ['после обеда', 'Семёнова'],
    ['495012', 'Семёнова'],
    ['8 (495) 01', 'Семёнова'],
    ['+7-903-000', 'Семёнова'],
    ['00', 'Борисов', 'Семёнова'],
    ['колос', 'Пекарня'],
  ] as const) {
    await search(page).fill(written);
    await expectList(page, ...found);
  }
  await search(page).fill('нет такого');
  await expect(page.getByText('Никого не нашли')).toBeVisible();
  await page.getByRole('button', { name: 'Очистить' }).click();
  await expectList(page, 'Пекарня «Колос»', 'Борисов', 'Семёнова');
});

test('favourites come first, as soon as they are such', async ({ connected }) => {
  const { page } = connected;
  for (const contact of [anna, boris, vera]) await addContact(page, contact);
  await expectList(page, 'Пекарня «Колос»', 'Борисов', 'Семёнова');
  await row(page, 'Семёнова').click();
  await detail(page, 'Семёнова Анна').getByRole('button', { name: 'Добавить в избранное' }).click();
  await expectList(page, 'Пекарня «Колос»', 'Семёнова', 'Борисов');
  await expect(row(page, 'Семёнова').getByLabel('в избранном')).toBeVisible();
});

test('a contact is changed, and what was changed is not lost by a wrong click', async ({ connected }) => {
  const { page } = connected;
  for (const contact of [anna, boris]) await addContact(page, contact);
  await row(page, 'Семёнова').click();
  await detail(page, 'Семёнова Анна').getByRole('button', { name: 'Изменить' }).click();
  const form = page.getByRole('form', { name: 'Изменить контакт' });
  await expect(form.getByRole('textbox', { name: 'Номер 1' })).toHaveValue('+7 495 012-45-67');
  await form.getByLabel('Имя').fill('Королёва Анна');
  await form.getByRole('button', { name: 'Убрать номер 1' }).click();
  await row(page, 'Борисов').click();
  const question = page.getByRole('dialog', { name: 'Закрыть без сохранения?' });
  await question.getByRole('button', { name: 'Продолжить правку' }).click();
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expectList(page, 'Борисов', 'Королёва');
  await expect(row(page, 'Королёва')).toContainText('+7 903 000-55-88');
  await search(page).fill('семенова');
  await expect(page.getByText('Никого не нашли')).toBeVisible();
});

test('Ctrl+Enter saves a contact from the note, too', async ({ connected }) => {
  const { page } = connected;
  const form = await writeContact(page, { name: 'Кто-то', note: 'одна строка' });
  const note = form.getByLabel('Заметка');
  await note.press('End');
  await note.press('Enter');
  await note.pressSequentially('и другая');
  await note.press('Control+Enter');
  await expect(form).toBeHidden();
  await expect(detail(page, 'Кто-то').getByLabel('Заметка')).toHaveValue('одна строка\nи другая');
});

test('Escape in a changed form asks, and Escape again goes on with it', async ({ connected }) => {
  const { page } = connected;
  const form = await writeContact(page, { name: 'Кто-то' });
  await form.getByLabel('Имя').press('Escape');
  const question = page.getByRole('dialog', { name: 'Закрыть без сохранения?' });
  await expect(question.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(form.getByLabel('Имя')).toHaveValue('Кто-то');
  await form.getByLabel('Имя').press('Escape');
  await question.getByRole('button', { name: 'Не сохранять' }).click();
  await expect(form).toBeHidden();
});

test('a removed contact can be taken back', async ({ connected }) => {
  const { page } = connected;
  for (const contact of [anna, boris]) await addContact(page, contact);
  await row(page, 'Семёнова').click();
  await detail(page, 'Семёнова Анна').getByRole('button', { name: 'Удалить' }).click();
  await expectList(page, 'Борисов');
  const told = page.getByRole('status').filter({ hasText: 'Контакт удалён: Семёнова Анна' });
  await told.getByRole('button', { name: 'Отменить' }).click();
  await expectList(page, 'Борисов', 'Семёнова');
  await expect(detail(page, 'Семёнова Анна').getByRole('listitem').getByText('+7 903 000-55-88')).toBeVisible();
});

test('removed contacts come back by Ctrl+Z, the last one first; the next one takes the place of each', async ({
  connected,
}) => {
  const { page } = connected;
  for (const contact of [anna, boris, { name: 'Яковлев' }]) await addContact(page, contact);
  await row(page, 'Борисов').click();
  for (const name of ['Борисов Пётр', 'Семёнова Анна'])
    await detail(page, name).getByRole('button', { name: 'Удалить' }).click();
  await expectList(page, 'Яковлев');
  await expect(row(page, 'Яковлев')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Контакт удалён: Семёнова Анна' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expectList(page, 'Семёнова', 'Яковлев');
  await expect(page.getByRole('status').filter({ hasText: 'Контакт удалён' })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expectList(page, 'Борисов', 'Семёнова', 'Яковлев');
  await page.keyboard.press('Control+z');
  await expectList(page, 'Борисов', 'Семёнова', 'Яковлев');
});

test('«Перезвонить» in a row rings the first number, and the card bears the name', async ({ connected, pbx }) => {
  const { page } = connected;
  pbx.clock.speed = 1;
  await addContact(page, { ...anna, numbers: [...anna.numbers].reverse() });
  await row(page, 'Семёнова').getByRole('button', { name: 'Перезвонить: Семёнова Анна' }).click();
  const card = cards(page).getByRole('article', { name: 'Семёнова Анна' });
  await expect(card).toContainText('+7 903 000-55-88');
  await expect(card.getByText(/Принято|Звоним вам/)).toBeVisible();
  const [sent] = pbx.validRequests('callback_add');
  expect(Object.fromEntries(sent?.pairs ?? [])).toMatchObject({ cgpn: '79030005588', cdpn: '101' });
});

test('another number of the contact is rung from its card, and a dialled number gets its name', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await addContact(page, anna);
  await detail(page, 'Семёнова Анна').getByRole('button', { name: 'Перезвонить: +7 903 000-55-88' }).click();
  await expect(cards(page).getByRole('article', { name: 'Семёнова Анна' })).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Номер', exact: true }).fill('84950124567');
  await page.keyboard.press('Enter');
  await expect(cards(page).getByRole('article', { name: 'Семёнова Анна' })).toHaveCount(2);
  await expect.poll(() => pbx.validRequests('callback_add').length).toBe(2);
});

test('by the keyboard alone: search, down the list, Enter rings', async ({ connected, pbx }) => {
  const { page } = connected;
  for (const contact of [anna, boris, vera]) await addContact(page, contact);
  await page.keyboard.press('Control+f');
  await expect(search(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Пекарня')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(row(page, 'Борисов')).toBeFocused();
  await expect(row(page, 'Борисов')).toHaveAttribute('aria-selected', 'true');
  await expect(detail(page, 'Борисов Пётр')).toBeVisible();
  expect(pbx.requests.some(({ action }) => action === 'callback_add')).toBe(false);
  await page.keyboard.press('Enter');
  await expect(cards(page).getByRole('article', { name: 'Борисов Пётр' })).toBeVisible();
  await expect.poll(() => pbx.validRequests('callback_add').length).toBe(1);
});

test('contacts are there after a restart, also without the exchange', async ({ connected, start, pbx }) => {
  for (const contact of [anna, vera]) await addContact(connected.page, contact);
  await connected.quit();
  await pbx.down();
  const { page } = await start();
  await openSection(page, 'Контакты');
  await expectList(page, 'Пекарня «Колос»', 'Семёнова');
  await row(page, 'Семёнова').click();
  await expect(noteOf(detail(page, 'Семёнова Анна'))).toHaveValue('Звонить после обеда');
});
