import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { DemoClock } from '../../src-main/demo/clock.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { Notifications } from '../support/desktop/notifications.ts';
import { expectPage } from './fax-look.ts';
import { expectTalk, openSection } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
import { expect, test as base, type Sputnik } from './sputnik.ts';

/** Messages as the demo company has them, fax pages too. */
const test = base.extend<{ pbx: DemoPbx }>({
  // eslint-disable-next-line no-empty-pattern
  pbx: async ({}, use) => {
    const mediaDir = fileURLToPath(new URL('../../resources/demo', import.meta.url));
    const clock = new DemoClock({ speed: 10 });
    const pbx = new DemoPbx({ clock, strict: true, quiet: true, historyDays: 3, callsPerDay: 50, mediaDir });
    await pbx.start();
    await use(pbx);
    await pbx.stop();
    clock.stop();
    if (pbx.violations.length > 0) throw new Error(`the app broke the API's rules: ${JSON.stringify(pbx.violations)}`);
  },
});

const visible = (app: Sputnik) => expect.poll(() => app.native((window) => window.isVisible()));
const waiting = (page: Page) => page.getByRole('grid', { name: 'Требуют внимания' }).getByRole('row');

/** The first questions are answered (what comes later is new), and the window is out of sight. */
async function atWorkInTheTray(app: Sputnik): Promise<void> {
  await firstAnswers(app.page);
  await app.native((window) => window.hide());
  await visible(app).toBe(false);
}

const journal = (page: Page) => page.getByRole('grid', { name: 'Записи' });
const bar = (page: Page) => page.getByRole('contentinfo', { name: 'Состояние' });
const status = (page: Page) => bar(page).getByRole('status');
const unreachable = 'Нет связи: сервер АТС не отвечает';
const rowCount = async (page: Page) => Number(await journal(page).getAttribute('aria-rowcount'));

/** Every row of it, as it is read when one scrolls from its beginning to its end. */
async function wholeJournal(page: Page): Promise<string[]> {
  const list = journal(page);
  const count = await rowCount(page);
  const rows = new Map<number, string>();
  await list.hover();
  await page.mouse.wheel(0, -1e6);
  while (rows.size < count) {
    const before = rows.size;
    await expect(list.locator('[aria-busy]')).toHaveCount(0);
    const drawn = await list
      .getByRole('row')
      .evaluateAll((all) => all.map((row) => [Number(row.getAttribute('aria-rowindex')), row.textContent] as const));
    for (const [index, text] of drawn) rows.set(index, text);
    if (rows.size === before && rows.has(count)) break;
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(30);
  }
  return Array.from({ length: count }, (_, index) => rows.get(index + 1) ?? 'never seen');
}

test('a voicemail: told, opened by a click, heard, called back, and done by itself', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  const { page } = connected;
  await atWorkInTheTray(connected);
  pbx.addRecord('voicemail', { numberA: '79030005511', seconds: 24, file: { format: 'wav', variant: 2 } });
  await askNow(page);
  expect((await notifications.waitFor(1))[0]?.title).toBe('Голосовое · +7 903 000-55-11');

  await notifications.click();
  await visible(connected).toBe(true);
  const message = page.getByRole('article', { name: '+7 903 000-55-11' });
  await expect(message).toBeVisible();
  await message.getByRole('button', { name: 'Слушать' }).click();
  const position = message.getByRole('slider', { name: 'Позиция в записи' });
  await expect.poll(async () => Number(await position.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(2);

  await message.getByRole('button', { name: 'Перезвонить: +7 903 000-55-11' }).click();
  await expectTalk(page);
  await expect(waiting(page)).toHaveCount(0);
  await page.getByRole('radio', { name: /Готовые/ }).click();
  await expect(waiting(page).first()).toContainText('Закрыто само: вы дозвонились');
  expect(pbx.tasks).toHaveLength(1);

  await waiting(page).first().click();
  await page.getByRole('button', { name: 'Вернуть' }).first().click();
  await page.getByRole('radio', { name: /Ждут ответа/ }).click();
  await expect(waiting(page)).toHaveCount(1);
});

test('a fax: told, opened by a click, its pages read, called back, and done by itself', async ({ connected, pbx }) => {
  await using notifications = await Notifications.start();
  const { page } = connected;
  await atWorkInTheTray(connected);
  pbx.addRecord('fax', { numberA: '79030005524', seconds: 40, file: { format: 'tiff', variant: 0 } });
  await askNow(page);
  expect((await notifications.waitFor(1))[0]?.title).toBe('Факс · +7 903 000-55-24');

  await notifications.click();
  await visible(connected).toBe(true);
  const fax = page.getByRole('article', { name: '+7 903 000-55-24' });
  const sheet = fax.getByRole('img', { name: /^Страница 1 из/ }).locator('canvas[data-drawn]');
  await expect(sheet).toBeVisible({ timeout: 20_000 });
  await expectPage(sheet, 'offer-1');

  await fax.getByRole('button', { name: 'Перезвонить: +7 903 000-55-24' }).click();
  await expectTalk(page);
  await expect(waiting(page)).toHaveCount(0);
});

test('started where the exchange cannot be reached, all that was fetched is there, and a recording is heard', async ({
  connected,
  start,
  pbx,
}) => {
  const { page } = connected;
  await expect.poll(() => pbx.requests.some(({ action }) => action === 'call_records'), { timeout: 20_000 }).toBe(true);
  pbx.addRecord('voicemail', { numberA: '79030005533', seconds: 20, file: { format: 'wav', variant: 0 } });
  await askNow(page);
  await openSection(page, 'Требуют внимания');
  await waiting(page).filter({ hasText: '+7 903 000-55-33' }).click();
  await page.getByRole('button', { name: 'Слушать' }).click();
  await expect(page.getByRole('button', { name: 'Пауза' })).toBeVisible();
  await openSection(page, 'Журнал');
  // Also on a Monday, before which hardly anybody called.
  await expect.poll(() => rowCount(page), { timeout: 30_000 }).toBeGreaterThan(30);
  // The history may be still on its way: from here on nothing more of it comes.
  await pbx.down();
  await askNow(page);
  await expect(status(page)).toHaveText(unreachable, { timeout: 30_000 });
  const before = await wholeJournal(page);
  await connected.quit();

  const again = await start();
  await expect(status(again.page)).toHaveText(unreachable, { timeout: 30_000 });
  await expect(bar(again.page)).toContainText(/последний ответ (только что|\d+ (с|мин) назад)/);
  await waiting(again.page).filter({ hasText: '+7 903 000-55-33' }).click();
  await again.page.getByRole('button', { name: 'Слушать' }).click();
  const position = again.page.getByRole('slider', { name: 'Позиция в записи' });
  await expect.poll(async () => Number(await position.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(1);
  await openSection(again.page, 'Журнал');
  await expect.poll(() => rowCount(again.page)).toBe(before.length);
  expect(await wholeJournal(again.page)).toEqual(before);
});
