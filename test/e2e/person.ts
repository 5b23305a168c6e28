import type { Locator, Page } from '@playwright/test';
import { expect } from './sputnik.ts';

/** What a person does in the window, by the names that a screen reader tells. */

export type SectionName =
  'Требуют внимания' | 'Обратные звонки' | 'Контакты' | 'Сотрудники' | 'Журнал' | 'Статистика' | 'Настройки';

export async function openSection(page: Page, name: SectionName): Promise<void> {
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('button', { name }).click();
}

export const cards = (page: Page): Locator => page.getByRole('region', { name: 'Текущие звонки' });

/** A call has come to a talk: both ends take their time, and the app asks for it every few seconds. */
export const expectTalk = (page: Page): Promise<void> =>
  expect(
    cards(page)
      .getByText(/Разговор состоялся/)
      .first(),
  ).toBeVisible({ timeout: 30_000 });

export const contactList = (page: Page): Locator => page.getByRole('grid', { name: 'Список контактов' });

export const inboxList = (page: Page): Locator => page.getByRole('grid', { name: 'Требуют внимания' });

/** Chooses a shelf of «Требуют внимания». */
export async function openShelf(page: Page, name: 'Ждут ответа' | 'Отложенные' | 'Готовые'): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Полка' }).getByRole('radio', { name }).click();
}

export interface WrittenContact {
  name?: string;
  company?: string;
  note?: string;
  favourite?: boolean;
  /** As written; `label` as the form names it. */
  numbers?: { written: string; label?: string }[];
}

/** Fills in «Новый контакт» among the contacts, and leaves it open. */
export async function writeContact(page: Page, contact: WrittenContact): Promise<Locator> {
  await openSection(page, 'Контакты');
  await page.getByRole('button', { name: 'Добавить контакт' }).click();
  const form = page.getByRole('form', { name: 'Новый контакт' });
  if (contact.name !== undefined) await form.getByLabel('Имя').fill(contact.name);
  if (contact.company !== undefined) await form.getByLabel('Компания').fill(contact.company);
  if (contact.note !== undefined) await form.getByLabel('Заметка').fill(contact.note);
  if (contact.favourite) await form.getByRole('switch', { name: 'В избранном' }).click();
  for (const [index, { written, label }] of (contact.numbers ?? []).entries()) {
    if (index > 0) await form.getByRole('button', { name: 'Добавить номер' }).click();
    await form.getByRole('textbox', { name: `Номер ${index + 1}` }).fill(written);
    if (label !== undefined) await choose(form, `Вид номера ${index + 1}`, label);
  }
  return form;
}

export async function addContact(page: Page, contact: WrittenContact): Promise<void> {
  const form = await writeContact(page, contact);
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await form.waitFor({ state: 'hidden' });
}

/** Chooses from a list that opens. */
export async function choose(within: Locator, what: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: what, exact: true }).click();
  await within.page().getByRole('option', { name: option, exact: true }).click();
}
