import type { Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { addContact, cards, contactList, inboxList, openSection } from './person.ts';
import { dial, expect, test } from './sputnik.ts';

const number = '+7 903 000-55-55';

/** What the PBX was sent, as names and values. */
const sent = (pbx: DemoPbx) =>
  pbx.requests
    .filter(({ action }) => action === 'callback_add')
    .map(({ pairs }) => Object.fromEntries(pairs) as Record<string, string>);

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Перезвонить в…' });

/** Types a number and presses Shift+Enter: the dialog opens. */
async function plan(page: Page, written: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Номер', exact: true });
  await field.fill(written);
  await field.press('Shift+Enter');
  await dialog(page).waitFor();
  // What is pressed before is dropped.
  await expect(dialog(page).getByRole('radio', { checked: true }).first()).toBeFocused();
}

test('a call is planned by keyboard alone, and the PBX gets it once, with the seconds that are left', async ({
  connected,
  pbx,
}) => {
  pbx.clock.speed = 1;
  const { page } = connected;
  await plan(page, number);
  await expect(dialog(page).getByRole('radio', { name: 'Через 15 минут' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(dialog(page).getByRole('radio', { name: 'Через час' })).toBeChecked();
  await expect(dialog(page).getByRole('status')).toContainText(/Позвоним .*: сначала вам, 3 попытки, пауза 5 минут/);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Номер', exact: true })).toHaveValue('');
  await expect(cards(page).getByText(/Запланировано на /)).toBeVisible();
  expect(sent(pbx)).toEqual([]);
  await expect(cards(page).getByText(/^Позвоним /)).toBeVisible({ timeout: 20_000 });
  await expect(cards(page).getByText('Уже на АТС: отменить можно только в её кабинете.')).toBeVisible();
  expect(sent(pbx)).toMatchObject([
    { calltypeid: '1', cgpn: '79030005555', cdpn: '101', trycount: '3', trypause: '300' },
  ]);
  // An hour, to the minute, less the ten seconds in which it was held.
  const delayMs = Number(sent(pbx)[0]?.['calldelay']) * 1000;
  expect(delayMs).toBeGreaterThan(3600_000 - 75_000);
  expect(delayMs).toBeLessThanOrEqual(3600_000 + 20_000);
});

test('a row of the contacts is planned by Shift+Enter, with an own day and time', async ({ connected, pbx }) => {
  pbx.clock.speed = 1;
  const { page } = connected;
  await openSection(page, 'Контакты');
  await addContact(page, { name: 'Анна Петрова', numbers: [{ written: number }] });
  await contactList(page)
    .getByRole('row', { name: /Анна Петрова/ })
    .focus();
  await page.keyboard.press('Shift+Enter');
  const tomorrow = new Date(Date.now() + 24 * 3600_000);
  const day = [tomorrow.getFullYear(), tomorrow.getMonth() + 1, tomorrow.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  await dialog(page).getByLabel('День').fill(day);
  await dialog(page).getByLabel('Время').fill('11:30');
  await dialog(page).getByRole('radio', { name: 'Клиенту' }).click();
  await expect(dialog(page).getByText(/Позвоним завтра в 11:30: сначала клиенту/)).toBeVisible();
  await dialog(page).getByLabel('Время').press('Enter');
  await expect(cards(page).getByText('Запланировано на завтра, 11:30')).toBeVisible();
  await expect(cards(page).getByText(/^Позвоним завтра в 11:30/)).toBeVisible({ timeout: 20_000 });
  expect(sent(pbx)).toMatchObject([{ calltypeid: '2' }]);
  const startsAtMs = new Date(`${day}T11:30`).getTime();
  const sentAtMs = pbx.validRequests('callback_add')[0]?.atMs ?? 0;
  expect(Math.abs(sentAtMs + Number(sent(pbx)[0]?.['calldelay']) * 1000 - startsAtMs)).toBeLessThan(5000);
});

test('while it is held it can be changed, and is sent once, as changed', async ({ connected, pbx }) => {
  pbx.clock.speed = 1;
  const { page } = connected;
  await plan(page, number);
  await page.keyboard.press('Enter');
  await cards(page).getByRole('button', { name: 'Изменить' }).click();
  const change = page.getByRole('dialog', { name: 'Изменить звонок' });
  await change.getByRole('radio', { name: 'Завтра в 9:00' }).click();
  // Longer than it would have been held otherwise.
  await page.waitForTimeout(11_000);
  expect(sent(pbx)).toEqual([]);
  await change.getByRole('button', { name: 'Изменить' }).click();
  await expect(cards(page).getByText('Запланировано на завтра, 09:00')).toBeVisible();
  await expect(cards(page).getByText(/^Позвоним завтра в 09:00/)).toBeVisible({ timeout: 20_000 });
  expect(sent(pbx)).toHaveLength(1);
});

test('while it is held it can be taken back, and nothing is sent', async ({ connected, pbx }) => {
  const { page } = connected;
  await plan(page, number);
  await page.keyboard.press('Enter');
  await cards(page).getByRole('button', { name: 'Отменить' }).click();
  await expect(cards(page).getByText('Отменено, никому не звонили')).toBeVisible();
  await page.waitForTimeout(11_000);
  expect(sent(pbx)).toEqual([]);
});

test('killed while it was held, the next start sends it once', async ({ connected, start, pbx }) => {
  pbx.clock.speed = 1;
  await plan(connected.page, number);
  await connected.page.keyboard.press('Enter');
  await cards(connected.page)
    .getByText(/Запланировано на /)
    .waitFor();
  await connected.kill();
  expect(sent(pbx)).toEqual([]);
  const { page } = await start();
  await expect(cards(page).getByText(/^Позвоним /)).toBeVisible({ timeout: 20_000 });
  expect(sent(pbx)).toHaveLength(1);
});

test('the same client again is asked about with the time that is planned', async ({ connected, pbx }) => {
  const { page } = connected;
  await plan(page, number);
  await dialog(page).getByRole('radio', { name: 'Завтра в 9:00' }).click();
  await page.keyboard.press('Enter');
  await cards(page)
    .getByText(/Запланировано на /)
    .waitFor();
  await page.waitForTimeout(1100);
  await dial(page, number);
  const question = page.getByRole('dialog', { name: 'Позвонить ещё раз?' });
  await expect(question.getByText('Этот звонок уже запланирован на завтра, 09:00.')).toBeVisible();
  await question.getByRole('button', { name: 'Не звонить' }).click();
  expect(sent(pbx)).toEqual([]);
});

test('the usual times are one menu away from every button', async ({ connected, pbx }) => {
  const { page } = connected;
  await openSection(page, 'Контакты');
  await addContact(page, { name: 'Анна Петрова', numbers: [{ written: number }] });
  const row = contactList(page).getByRole('row', { name: /Анна Петрова/ });
  await row.getByRole('button', { name: /Перезвонить/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Завтра в 9:00' }).click();
  await expect(cards(page).getByText('Запланировано на завтра, 09:00')).toBeVisible();
  expect(pbx.violations).toEqual([]);
});

test('after a failure its advice is one button, or one key on the card: a busy client is called again in a quarter of an hour', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  pbx.clock.speed = 200;
  await dial(page, '+7 903 000-55-17');
  await expect(cards(page).getByText('Не дозвонились: 3 попытки')).toBeVisible({ timeout: 40_000 });
  pbx.clock.speed = 1;
  // A failure is the end once it was told twice; before that the client might still be rung.
  await expect(inboxList(page).getByRole('row').filter({ hasText: '+7 903 000-55-17' })).toBeVisible();
  await expect(cards(page).getByRole('button', { name: 'Через 15 минут' })).toBeEnabled();
  await cards(page).getByRole('article').focus();
  await page.keyboard.press('f');
  await expect(cards(page).getByText(/Запланировано на /)).toBeVisible();
  await expect(cards(page).getByText('Не дозвонились: 3 попытки')).toBeHidden();

  // The new card has the focus: thought better of it, and rung nobody.
  await expect(cards(page).getByRole('article')).toBeFocused();
  await page.keyboard.press('z');
  await expect(cards(page).getByText('Отменено, никому не звонили')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(cards(page).getByRole('article')).toHaveCount(0);
  expect(pbx.tasks).toHaveLength(1);
});

test('what the PBX has from elsewhere is listed, whoever’s it is', async ({ connected, pbx }) => {
  pbx.clock.speed = 1;
  pbx.addForeignTask({
    callTypeId: 1,
    cgpn: '79030005517',
    cdpn: '101',
    executeMs: pbx.clock.nowMs() + 3600_000,
  });
  pbx.addForeignTask({ callTypeId: 1, cgpn: '79161112233', cdpn: '102' });
  const { page } = connected;
  await openSection(page, 'Обратные звонки');
  await page.getByRole('radio', { name: 'Запланированные' }).click();
  const planned = page.getByRole('grid', { name: 'Запланированные звонки' });
  await expect(planned.getByRole('row', { name: /\+7 903 000-55-17.*заказан не здесь/ })).toBeVisible();
  await page.getByRole('radio', { name: 'На АТС' }).click();
  const list = page.getByRole('grid', { name: 'Задачи на АТС' });
  await expect(list.getByRole('row').first()).toHaveAccessibleName(/\+7 916 111-22-33/);
  await list.getByRole('row').first().click();
  await expect(page.getByRole('article', { name: '+7 916 111-22-33' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Чьи звонки' }).click();
  await page.getByRole('option', { name: /, 101$/ }).click();
  await expect(list.getByRole('row').first()).toHaveAccessibleName(/\+7 903 000-55-17/);
  await expect(list.getByRole('row', { name: /\+7 916 111-22-33/ })).toHaveCount(0);
});

test('offline, the PBX’s list says why it is missing, and comes when there is a network again', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await pbx.down();
  await openSection(page, 'Обратные звонки');
  await page.getByRole('radio', { name: 'На АТС' }).click();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('Сервер АТС не отвечает');
  await pbx.up();
  await alert.getByRole('button', { name: 'Попробовать ещё раз' }).click();
  await expect(page.getByRole('grid', { name: 'Задачи на АТС' }).or(page.getByText('На АТС нет задач'))).toBeVisible();
});
