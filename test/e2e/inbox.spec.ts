import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { addContact, cards, expectTalk, inboxList, openSection, openShelf } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { dial, expect, test, type Sputnik } from './sputnik.ts';

/** Answers when it is called back. */
const anna = { written: '+7 903 000-55-11', wire: '79030005511' };
const boris = { written: '+7 903 000-55-12', wire: '79030005512' };
const vera = { written: '+7 903 000-55-13', wire: '79030005513' };

const rows = (page: Page): Locator => inboxList(page).getByRole('row');
const row = (page: Page, text: string | RegExp): Locator => rows(page).filter({ hasText: text });
const chosen = (page: Page): Locator => inboxList(page).getByRole('row', { selected: true });
const detail = (page: Page, name: string): Locator =>
  page.getByRole('main').getByRole('article', { name, exact: true });
const notice = (page: Page): Locator => page.getByRole('status').filter({ hasText: 'Отменить' });
const rail = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Разделы' }).getByRole('button', { name: 'Требуют внимания' });

/** A voicemail from each, the last one the newest, and in the list. */
async function voicemails(app: Sputnik, pbx: DemoPbx, ...callers: { wire: string; written: string }[]): Promise<void> {
  await firstAnswers(app.page);
  // Each a second of its own, and none so long ago that it was there before the account.
  pbx.clock.advance((callers.length + 1) * 1000);
  for (const [index, { wire }] of callers.entries()) {
    const startMs = pbx.clock.nowMs() - (callers.length - index) * 1000;
    pbx.addRecord('voicemail', { startMs, numberA: wire, numberB: '101', seconds: 42, user: 'Смирнова Анна' });
  }
  await askNow(app.page);
  await expect(rows(app.page)).toHaveText([...callers].reverse().map(({ written }) => new RegExp(escaped(written))));
}

const escaped = (text: string) => text.replace('+', '\\+');

test('the app starts here: nobody waits, then a voicemail comes in by itself and is told everywhere', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await expect(page.getByRole('main', { name: 'Требуют внимания' })).toBeVisible();
  await expect(page.getByText('Никто не ждёт ответа')).toBeVisible();
  await firstAnswers(page);
  await connected.hasten(10);
  await askNow(page);
  await openSection(page, 'Контакты');
  await addContact(page, { name: 'Петрова Анна', numbers: [{ written: anna.written }] });
  pbx.addRecord('voicemail', { numberA: anna.wire, seconds: 42, user: 'Смирнова Анна', group: 'Отдел продаж' });
  await expect(rail(page)).toHaveAccessibleDescription('1 ждёт ответа', { timeout: 60_000 });
  await openSection(page, 'Требуют внимания');
  await expect(rows(page)).toHaveText([/новое: *Петрова Анна *Голосовое, 0:42 · Смирнова Анна · Отдел продаж/]);
  await expect(page.getByRole('radio', { name: 'Ждут ответа 1' })).toBeChecked();
});

test('a person without a mouse goes through the list: looks, marks, ends, and takes back', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await voicemails(connected, pbx, anna, boris, vera);
  await page.keyboard.press('j');
  await expect(chosen(page)).toContainText(vera.written);
  await expect(chosen(page)).toBeFocused();
  // Looked at for a moment, it is read; the others are not.
  await expect(row(page, 'новое')).toHaveCount(2);
  await page.keyboard.press('u');
  await expect(row(page, 'новое')).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await expect(chosen(page)).toContainText(boris.written);

  await page.keyboard.press('e');
  await expect(rows(page)).toHaveCount(2);
  await expect(chosen(page)).toContainText(anna.written);
  await expect(chosen(page)).toBeFocused();
  await expect(detail(page, anna.written)).toBeVisible();
  await expect(page.getByText(`Готово: ${boris.written}`)).toBeVisible();
  await expect(rail(page)).toHaveAccessibleDescription('2 ждут ответа');

  await page.keyboard.press('z');
  await expect(rows(page)).toHaveCount(3);
  await expect(chosen(page)).toContainText(boris.written);
  await expect(chosen(page)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(detail(page, boris.written)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toBeFocused();
});

test('in the Russian layout the same keys do the same, and in a field they are letters', async ({ connected, pbx }) => {
  const { page } = connected;
  await voicemails(connected, pbx, anna, boris);
  const press = (key: string, code: string) =>
    page.evaluate(
      (init) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true })),
      { key, code },
    );
  await press('о', 'KeyJ');
  await expect(chosen(page)).toContainText(boris.written);
  await page.getByRole('textbox', { name: 'Номер', exact: true }).focus();
  await page.keyboard.press('e');
  await expect(rows(page)).toHaveCount(2);
  await chosen(page).focus();
  await press('у', 'KeyE');
  await expect(rows(page)).toHaveCount(1);
});

test('the last one done leaves a friendly page, and the notice takes it back', async ({ connected, pbx }) => {
  const { page } = connected;
  await voicemails(connected, pbx, anna);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect(page.getByText('Никто не ждёт ответа')).toBeVisible();
  await notice(page).getByRole('button', { name: 'Отменить' }).click();
  await expect(chosen(page)).toContainText(anna.written);
  await expect(chosen(page)).toBeFocused();
});

test('several are chosen and done at once', async ({ connected, pbx }) => {
  const { page } = connected;
  await voicemails(connected, pbx, anna, boris, vera);
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+J');
  await expect(page.getByRole('heading', { name: 'Выбрано: 2' })).toBeVisible();
  await page.keyboard.press('e');
  await expect(rows(page)).toHaveText([new RegExp(escaped(anna.written))]);
  await page.keyboard.press('z');
  await expect(rows(page)).toHaveCount(3);
});

test('what is put off stands on its shelf, and comes back in its time, by itself and after a restart', async ({
  connected,
  start,
  pbx,
}) => {
  const { page } = connected;
  // The app goes by the exchange's clock, where that differs by more than a minute.
  pbx.clock.speed = 1;
  await voicemails(connected, pbx, anna, boris);
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  const menu = page.getByRole('menu', { name: 'Отложить' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(chosen(page)).toBeFocused();
  await page.keyboard.press('s');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveText([new RegExp(escaped(anna.written))]);
  await expect(chosen(page)).toBeFocused();
  await openShelf(page, 'Отложенные');
  await expect(row(page, boris.written)).toContainText(/Отложено, вернётся (завтра )?в \d\d:\d\d/);

  await comeBackIn(connected, 3000);
  await openShelf(page, 'Ждут ответа');
  await expect(row(page, boris.written)).toContainText('Было отложено, вернулось в', { timeout: 15_000 });

  await chooseMoment(page, row(page, boris.written));
  await expect(rows(page)).toHaveCount(1);
  await comeBackIn(connected, 2500);
  await connected.quit();
  // It falls due while the program is off.
  await setTimeout(2500);
  const again = await start();
  await expect(row(again.page, boris.written)).toContainText('Было отложено, вернулось в', { timeout: 15_000 });
});

/** «Выбрать время…», and takes what is offered. */
async function chooseMoment(page: Page, item: Locator): Promise<void> {
  await item.hover();
  await item.getByRole('button', { name: /^Отложить/ }).click();
  await page.getByRole('menuitem', { name: 'Выбрать время…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Отложить до' });
  await dialog.getByLabel('Дата и время').fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Отложить' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Это время уже прошло. Выберите более позднее.');
  await dialog.getByLabel('Дата и время').fill('2036-01-01T09:00');
  await dialog.getByRole('button', { name: 'Отложить' }).click();
  await expect(dialog).toBeHidden();
}

/** All that is put off is due that soon: nobody waits a quarter of an hour for a test. */
async function comeBackIn({ page }: Sputnik, ms: number): Promise<void> {
  await page.evaluate(async (inMs) => {
    const { call } = window.sputnik;
    const reply = await call['inbox.page']({ shelf: 'snoozed', kinds: null, after: null, limit: 10 });
    if (!reply.ok) throw new Error(reply.error.code);
    const items = reply.value.items.flatMap((item) =>
      item.kind === 'record' ? [{ kind: 'record' as const, id: item.record.id }] : [],
    );
    await call['inbox.snooze']({ items, untilMs: Date.now() + inMs });
  }, ms);
}

test('a talk with the client closes the voicemail by itself and says so; «Вернуть» brings it back', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  await voicemails(connected, pbx, anna, boris);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(chosen(page)).toContainText(anna.written);
  await page.keyboard.press('c');
  await expectTalk(page);
  await expect(rows(page)).toHaveText([new RegExp(escaped(boris.written))]);
  // What was open stays open, and tells what became of it.
  await expect(detail(page, anna.written)).toContainText('Закрыто само: вы дозвонились');
  await openShelf(page, 'Готовые');
  await expect(row(page, anna.written)).toContainText(/Закрыто само: вы дозвонились (завтра )?в \d\d:\d\d/);
  await row(page, anna.written).click();
  await detail(page, anna.written).getByRole('button', { name: 'Вернуть' }).click();
  await expect(page.getByText('Здесь пока пусто')).toBeVisible();
  await openShelf(page, 'Ждут ответа');
  await expect(row(page, anna.written)).toBeVisible();
  await notice(page).getByRole('button', { name: 'Отменить' }).click();
  await expect(row(page, anna.written)).toBeHidden();
});

test('a callback that came to nothing waits here, with its story', async ({ connected, pbx }) => {
  const { page } = connected;
  await firstAnswers(page);
  await dial(page, '+7 903 000-55-17');
  await expect(cards(page).getByText(/Занято, попытка 1 из 3/)).toBeVisible({ timeout: 20_000 });
  pbx.clock.speed = 200;
  await connected.hasten(5);
  const failed = row(page, '+7 903 000-55-17');
  await expect(failed).toContainText('Не дозвонились: 3 попытки', { timeout: 40_000 });
  await failed.click();
  const story = detail(page, '+7 903 000-55-17').first();
  await expect(story.getByRole('list', { name: 'Ход звонка' })).toBeVisible();
  await expect(story.getByText('Попытка 3')).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Что показать' }).getByRole('radio', { name: 'Голосовые' }).click();
  await expect(page.getByText('Такого здесь нет')).toBeVisible();
});

test('a clicked notification opens the very item, on whatever shelf and page', async ({ connected, pbx }) => {
  const { page } = connected;
  await voicemails(connected, pbx, anna, boris);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await openSection(page, 'Настройки');
  const id = await page.evaluate(async () => {
    const reply = await window.sputnik.call['inbox.page']({ shelf: 'done', kinds: null, after: null, limit: 1 });
    const item = reply.ok ? reply.value.items[0] : undefined;
    return item?.kind === 'record' ? item.record.id : 0;
  });
  // As main tells it after a click.
  const native = await connected.electron.browserWindow(page);
  await native.evaluate((main: BrowserWindow, item) => main.webContents.send('sputnik:event', { type: 'open', item }), {
    kind: 'record',
    id,
  });
  await expect(page.getByRole('radio', { name: 'Готовые' })).toBeChecked();
  await expect(chosen(page)).toContainText(boris.written);
  await expect(chosen(page)).toBeFocused();
  await expect(detail(page, boris.written)).toBeVisible();
});

test('new ones come in above without moving what is read', async ({ connected, pbx }) => {
  const { page } = connected;
  await firstAnswers(page);
  for (let count = 0; count < 30; count += 1) {
    const startMs = pbx.clock.nowMs() - count * 100;
    pbx.addRecord('voicemail', { startMs, numberA: `790300056${String(count).padStart(2, '0')}`, numberB: '101' });
  }
  await askNow(page);
  await expect(rail(page)).toHaveAccessibleDescription('30 ждут ответа');
  await expect.poll(() => rows(page).count()).toBeGreaterThan(15);
  for (let step = 0; step < 15; step += 1) await page.keyboard.press('j');
  await expect(chosen(page)).toBeFocused();
  const where = () => chosen(page).evaluate((element) => element.getBoundingClientRect().top);
  // Read in the meantime, it is no longer told to be new: the number stays.
  const number = async () => /\+7[^\n]+/.exec(await chosen(page).innerText())?.[0];
  const [who, top] = [await number(), await where()];
  expect(who).toBeDefined();
  await voicemailAbove(connected, pbx);
  await expect(rail(page)).toHaveAccessibleDescription('31 ждёт ответа');
  expect(Math.abs((await where()) - top)).toBeLessThan(2);
  expect(await number()).toBe(who);
  await expect(chosen(page)).toBeFocused();
});

async function voicemailAbove(app: Sputnik, pbx: DemoPbx): Promise<void> {
  pbx.addRecord('voicemail', { numberA: vera.wire, numberB: '101' });
  await askNow(app.page);
}
