import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addContact, cards, contactList, expectTalk, openSection } from './person.ts';
import { connect, dial, expect, filesWith, test } from './sputnik.ts';

const passphrase = 'верблюд идёт в Казань';
const contact = { name: 'Семёнова Анна', numbers: [{ written: '+7 903 000-55-66' }] };

const atWork = (page: Page) => expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
const secretsFile = (profile: string) => readFile(path.join(profile, 'secrets.json'));

/** By the way that the status line shows. */
async function offerPassphrase(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ключ до выхода' }).click();
  await page.getByRole('region', { name: 'Подключение' }).getByRole('button', { name: 'Закрыть паролем' }).click();
}

async function protect(page: Page, first: string, second = first): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Пароль для ключа' });
  await dialog.getByLabel('Пароль', { exact: true }).fill(first);
  await dialog.getByLabel('Пароль ещё раз').fill(second);
  await dialog.getByRole('button', { name: 'Закрыть паролем' }).click();
}

test.describe('without a key store, a passphrase keeps the key', () => {
  test('a weak one and a mistyped one are told, and nothing is written', async ({ start, pbx, profile }) => {
    const { page } = await start({ keyStore: 'none' });
    await connect(page, pbx);
    await offerPassphrase(page);
    const dialog = page.getByRole('dialog', { name: 'Пароль для ключа' });
    await protect(page, 'коротко');
    await expect(dialog.getByLabel('Пароль', { exact: true })).toHaveAccessibleDescription(/^Слишком простой пароль/);
    await protect(page, passphrase, `${passphrase}!`);
    await expect(dialog.getByLabel('Пароль ещё раз')).toHaveAccessibleDescription(/^Пароли не совпадают/);
    await expect(secretsFile(profile)).rejects.toThrow('ENOENT');
  });

  test('it is asked for at the next start, and opens what was there before', async ({ start, pbx, profile }) => {
    const first = await start({ keyStore: 'none' });
    await connect(first.page, pbx);
    await addContact(first.page, contact);
    await dial(first.page, '+7 903 000-55-77');
    await expectTalk(first.page);
    await offerPassphrase(first.page);
    await protect(first.page, passphrase);
    await expect(first.page.getByText('Зашифрован вашим паролем')).toBeVisible();
    // What was entered while the key was only in memory is still there, at once and later.
    await openSection(first.page, 'Контакты');
    await expect(contactList(first.page).getByText(contact.name)).toBeVisible();
    await first.quit();

    const second = await start({ keyStore: 'none' });
    const { page } = second;
    const asked = pbx.requests.length;
    await expect(page.getByRole('heading', { name: 'Введите пароль' })).toBeVisible();
    const field = page.getByLabel('Пароль', { exact: true });
    await expect(field).toBeFocused();
    await field.fill('не тот пароль');
    await page.getByRole('button', { name: 'Открыть' }).click();
    await expect(field).toHaveAccessibleDescription('Пароль не подошёл. Проверьте раскладку и Caps Lock.');
    expect(pbx.requests).toHaveLength(asked);
    await field.fill(passphrase);
    await page.getByRole('button', { name: 'Открыть' }).click();
    await atWork(page);
    await openSection(page, 'Контакты');
    await expect(contactList(page).getByText(contact.name)).toBeVisible();
    await openSection(page, 'Обратные звонки');
    await expect(page.getByRole('grid', { name: 'Заказанные звонки' })).toContainText('+7 903 000-55-77');
    await dial(page, '+7 903 000-55-66');
    await expect(cards(page).getByRole('article', { name: contact.name })).toBeVisible();
    await expectTalk(page);
    expect(pbx.requests.slice(asked).every(({ valid }) => valid)).toBe(true);
    await second.quit();

    const checks = pbx.requests.flatMap(({ pairs }) => pairs.filter(([name]) => name === 'check').map(([, it]) => it));
    const secret = [pbx.key, ...checks, passphrase, 'Семёнова', '79030005566', '79030005577'];
    expect(await filesWith(profile, ...secret)).toEqual([]);
  });

  test('who forgot it gives the key up and connects anew; what it closed is kept aside', async ({
    start,
    pbx,
    profile,
  }) => {
    const first = await start({ keyStore: 'none' });
    await connect(first.page, pbx);
    await offerPassphrase(first.page);
    await protect(first.page, passphrase);
    await expect(first.page.getByText('Зашифрован вашим паролем')).toBeVisible();
    const closed = await secretsFile(profile);
    await first.quit();
    const { page } = await start({ keyStore: 'none' });
    await page.getByRole('button', { name: 'Забыть ключ и подключиться заново' }).click();
    await expect(page.getByLabel('Ключ API')).toBeVisible();
    expect(await filesWith(profile, closed.toString())).toEqual([expect.stringMatching(/^secrets\.json\.broken-/)]);
    await connect(page, pbx);
    await atWork(page);
  });
});

test.describe('a key store that is not there at the next start', () => {
  test('is told of and waited for, what it closed stays as it is, and with it all works again', async ({
    connected,
    start,
    pbx,
    profile,
  }) => {
    await addContact(connected.page, contact);
    await connected.quit();
    const closed = await secretsFile(profile);
    const asked = pbx.requests.length;

    const without = await start({ keyStore: 'none' });
    const { page } = without;
    await expect(page.getByRole('heading', { name: 'Хранилище ключей закрыто' })).toBeVisible();
    await page.getByRole('button', { name: 'Попробовать ещё раз' }).click();
    await expect(page.getByRole('alert')).toContainText('Хранилище ключей системы закрыто');
    await without.quit();
    expect(pbx.requests).toHaveLength(asked);
    expect(await secretsFile(profile)).toEqual(closed);

    const again = await start();
    await atWork(again.page);
    await openSection(again.page, 'Контакты');
    await expect(contactList(again.page).getByText(contact.name)).toBeVisible();
    await dial(again.page, '+7 903 000-55-66');
    await expectTalk(again.page);
    expect(await secretsFile(profile)).toEqual(closed);
  });
});
