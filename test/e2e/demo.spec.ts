import type { Page } from '@playwright/test';
import { addContact, cards, contactList, openSection } from './person.ts';
import { dial, expect, test } from './sputnik.ts';

const row = (page: Page, text: string) => contactList(page).getByRole('row').filter({ hasText: text });

test('the flag leads straight into the demo, which says what it is and how to leave it', async ({ start }) => {
  const { page } = await start({ args: ['--demo'] });
  await expect(page.getByText('Это демо: компания и звонки ненастоящие.')).toBeVisible();
  await expect(page.getByRole('contentinfo', { name: 'Состояние' })).toContainText('На связи');
  await openSection(page, 'Сотрудники');
  await expect(page.getByRole('grid', { name: 'Список сотрудников' }).getByRole('row')).toHaveCount(16);
  await page.getByRole('button', { name: 'Выйти из демо' }).first().click();
  await expect(page.getByRole('heading', { name: 'Подключить ВАТС' })).toBeVisible();
  await expect(page.getByLabel('Домен ВАТС')).toHaveValue('');
});

test('a company full of people is there, and one who is busy is told to be so', async ({ start }) => {
  const { page } = await start({ args: ['--demo'] });
  await openSection(page, 'Контакты');
  await expect(row(page, 'Петрова Анна Сергеевна')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Поиск' }).fill('ким вит');
  await row(page, 'Ким Виталий').getByRole('button', { name: 'Перезвонить: Ким Виталий' }).click();
  const card = cards(page).getByRole('article', { name: 'Ким Виталий' });
  await expect(card.getByText(/Звоним вам: снимите трубку 101/)).toBeVisible();
  await expect(card.getByText(/^Занято, попытка 1 из 3, следующая/)).toBeVisible({ timeout: 20_000 });
});

test('colleagues can be called at once: the demo knows an outside number', async ({ start }) => {
  const { page } = await start({ args: ['--demo'] });
  await dial(page, '102');
  await expect(cards(page).getByText(/^Звоним вам: снимите трубку \+7 9/)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what was added to the demo is there at the next start, which is the demo again', async ({ start }) => {
  const first = await start({ args: ['--demo'] });
  await openSection(first.page, 'Контакты');
  await expect(row(first.page, 'Петрова Анна Сергеевна')).toBeVisible();
  await addContact(first.page, { name: 'Ааронов Тест', numbers: [{ written: '+7 903 000-55-66' }], favourite: true });
  await dial(first.page, '+7 903 000-55-66');
  await expect(cards(first.page).getByRole('article', { name: 'Ааронов Тест' })).toContainText(/Принято|Звоним вам/);
  await first.quit();

  const { page } = await start();
  await expect(page.getByText('Это демо')).toBeVisible();
  await openSection(page, 'Контакты');
  await expect(row(page, 'Ааронов Тест')).toBeVisible();
  await expect(row(page, 'Петрова Анна Сергеевна')).toHaveCount(1);
  await openSection(page, 'Обратные звонки');
  await expect(page.getByRole('grid', { name: 'Заказанные звонки' })).toContainText('Ааронов Тест');
});
