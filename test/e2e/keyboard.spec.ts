import type { Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { Keys } from './keys.ts';
import { cards, contactList, inboxList } from './person.ts';
import { expect, test, type Sputnik } from './sputnik.ts';

const anna = { written: '+7 903 000-55-11', wire: '79030005511' };
const boris = { written: '+7 903 000-55-12', wire: '79030005512' };
const vera = { written: '+7 903 000-55-13', wire: '79030005513' };

async function connectByKeys({ page }: Sputnik, pbx: DemoPbx): Promise<Keys> {
  const keys = new Keys(page);
  await keys.tabTo(page.getByLabel('Домен ВАТС'));
  await keys.type(pbx.domain);
  await keys.tabTo(page.getByLabel('Ключ API'));
  await keys.type(pbx.key);
  await keys.tabTo(page.getByLabel('Внутренний номер'));
  await keys.type('101');
  await keys.tabTo(page.locator('summary'));
  await keys.press('Space');
  await keys.tabTo(page.getByLabel('Адрес API'));
  await keys.press('Control+a');
  await keys.type(pbx.apiUrl);
  await keys.press('Enter');
  await page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  return keys;
}

/** The settings are the last of them, however many there are. */
async function lastSection(page: Page): Promise<string> {
  return `Control+${await page.getByRole('navigation', { name: 'Разделы' }).getByRole('button').count()}`;
}

/** The exchange has answered once: what comes from now on is new. */
async function firstAnswer(page: Page): Promise<void> {
  const state = () => page.evaluate(async () => JSON.stringify(await window.sputnik.call['sync.state'](undefined)));
  await expect.poll(state, { timeout: 20_000 }).toMatch(/"answeredAtMs":\d/);
}

async function voicemails(page: Page, pbx: DemoPbx): Promise<void> {
  await firstAnswer(page);
  for (const [index, { wire }] of [anna, boris, vera].entries()) {
    const startMs = pbx.clock.nowMs() - (3 - index) * 2000;
    pbx.addRecord('voicemail', { startMs, numberA: wire, numberB: '101', seconds: 42, user: 'Смирнова Анна' });
  }
  await page.evaluate(() => window.sputnik.call['sync.askNow'](undefined));
  await expect(inboxList(page).getByRole('row')).toHaveCount(3);
}

test('a whole day without a mouse', async ({ start, pbx }) => {
  test.setTimeout(120_000);
  const app = await start();
  const { page } = app;
  const keys = await connectByKeys(app, pbx);
  await voicemails(page, pbx);
  const rows = inboxList(page).getByRole('row');
  const chosen = inboxList(page).getByRole('row', { selected: true });

  await test.step('what waits: looked at, heard, called back, done, put off, taken back', async () => {
    await keys.press('j');
    await expect(chosen).toBeFocused();
    await keys.seen();
    await keys.press('Enter');
    await expect(page.getByRole('main').getByRole('button', { name: 'Пауза' })).toBeVisible({ timeout: 20_000 });
    await keys.seen();
    await keys.press('Space', 'Escape');
    await expect(chosen).toBeFocused();
    await keys.press('e');
    await expect(rows).toHaveCount(2);
    await keys.press('s');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await keys.press('ArrowDown', 'Enter');
    await expect(rows).toHaveCount(1);
    await keys.seen();
    await keys.press('z');
    await expect(rows).toHaveCount(2);
    await keys.press('c');
    await expect(cards(page).getByRole('article')).toHaveCount(1);
    await keys.seen();
  });

  await test.step('the journal: a search, a filter, a note', async () => {
    const list = page.getByRole('grid', { name: 'Записи' });
    const records = list.locator('[role=row][aria-selected]');
    await keys.press('Control+5', '/');
    await expect(page.getByRole('searchbox', { name: 'Поиск' })).toBeFocused();
    await keys.type('903 000-55');
    await expect.poll(() => records.count()).toBeGreaterThan(1);
    await keys.tabTo(page.getByRole('group', { name: 'Фильтры' }).getByRole('button', { name: 'Вид' }));
    await keys.press('Enter');
    await keys.tabTo(page.getByLabel('Голосовые'));
    await keys.press('Space', 'Escape');
    await expect(page.getByRole('button', { name: 'Вид: Голосовые' })).toBeFocused();
    await expect(records).toHaveCount(3);
    await keys.tabTo(records.first());
    await keys.press('j', 'k', 'j');
    await keys.tabTo(page.getByRole('textbox', { name: 'Заметка', exact: true }));
    await keys.type('перезвонить после обеда');
    await keys.press('Control+Enter');
    await expect(records.getByRole('img', { name: 'есть заметка' })).toBeVisible();
  });

  await test.step('contacts: added, changed, made a favourite, called later', async () => {
    await keys.press('Control+3');
    await keys.tabTo(page.getByRole('button', { name: 'Добавить контакт' }).first());
    await keys.press('Enter');
    const form = page.getByRole('form');
    await expect(form.getByLabel('Имя')).toBeFocused();
    await keys.type('Петрова Анна');
    await keys.tabTo(form.getByRole('textbox', { name: 'Номер 1' }));
    await keys.type(vera.written);
    await keys.press('Enter');
    await expect(form).toBeHidden();
    await keys.seen();
    const contact = contactList(page).getByRole('row', { name: /Петрова Анна/ });
    await keys.tabTo(page.getByRole('button', { name: 'Изменить' }).first());
    await keys.press('Enter');
    await keys.tabTo(form.getByRole('switch', { name: 'В избранном' }));
    await keys.press('Space');
    await keys.tabTo(form.getByRole('button', { name: 'Сохранить' }));
    await keys.press('Enter');
    await expect(form).toBeHidden();
    await expect(page.getByRole('button', { name: 'Убрать из избранного' })).toBeVisible();
    await keys.seen();
    await keys.tabTo(contact, 'Shift+Tab');
    await keys.press('Shift+Enter');
    const plan = page.getByRole('dialog', { name: 'Перезвонить в…' });
    await expect(plan.getByRole('radio', { name: 'Через 15 минут' })).toBeFocused();
    await keys.press('ArrowDown', 'Enter');
    await expect(plan).toBeHidden();
    await expect(
      cards(page)
        .getByText(/Запланировано:|^Позвоним /)
        .first(),
    ).toBeVisible();
    await expect(contact).toBeFocused();
  });

  await test.step('settings, and the page of the keys', async () => {
    await keys.press(await lastSection(page));
    const dark = page.getByRole('radiogroup', { name: 'Тема' }).getByRole('radio', { name: 'Тёмная' });
    await keys.tabTo(page.getByRole('radiogroup', { name: 'Тема' }).getByRole('radio', { checked: true }));
    await keys.press('ArrowRight', 'ArrowRight');
    await expect(dark).toBeChecked();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await keys.seen();
    await keys.press('?');
    const help = page.getByRole('dialog', { name: 'Клавиши' });
    await expect(help).toBeVisible();
    await expect(help.getByText('поле «Номер»')).toBeVisible();
    await keys.press('Escape');
    await expect(help).toBeHidden();
    await expect(dark).toBeFocused();
    await keys.press('Control+d');
    await keys.type('?');
    await expect(page.getByRole('textbox', { name: 'Номер', exact: true })).toHaveValue('?');
    await expect(help).toBeHidden();
    await keys.press('F1');
    await expect(help).toBeVisible();
  });
});

test('Tab goes through every section without ever losing the focus', async ({ start }) => {
  const { page } = await start({ args: ['--demo'] });
  const keys = new Keys(page);
  await page.getByText('Это демо').waitFor();
  await expect(inboxList(page).getByRole('row').first()).toBeVisible({ timeout: 20_000 });
  const sections = await page.getByRole('navigation', { name: 'Разделы' }).getByRole('button').count();
  for (let place = 1; place <= sections; place += 1) {
    await keys.press(`Control+${place}`);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeAttached();
    for (let presses = 0; presses < 14; presses += 1) {
      await keys.press('Tab');
      await keys.seen();
    }
  }
});
