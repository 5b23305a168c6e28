import type { Locator, Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { cards, expectTalk, openSection } from './person.ts';
import { expect, test } from './sputnik.ts';

const list = (page: Page): Locator => page.getByRole('grid', { name: 'Список сотрудников' });
const row = (page: Page, text: string): Locator => list(page).getByRole('row').filter({ hasText: text });
const asked = (pbx: DemoPbx): number => pbx.validRequests('sip_accounts').length;
const ordered = (pbx: DemoPbx) => pbx.validRequests('callback_add').map(({ pairs }) => Object.fromEntries(pairs));

test('the colleagues are there with their presence, and I among them', async ({ connected }) => {
  const { page } = connected;
  await openSection(page, 'Сотрудники');
  await expect(list(page).getByRole('row')).toHaveCount(16);
  await expect(row(page, 'Кузнецов Дмитрий')).toContainText(/доб\. 102.*в сети \d+/s);
  await expect(row(page, 'Кузнецов Дмитрий')).not.toContainText('не в сети');
  await expect(row(page, 'Кузнецов Дмитрий')).toContainText('Yealink');
  await expect(row(page, 'Соколов Артём')).toContainText(/доб\. 114.*не в сети с/s);
  await expect(row(page, 'Смирнова Анна')).toContainText('это вы');
  await expect(row(page, 'Смирнова Анна').getByRole('button')).toHaveCount(0);
  await expect(row(page, 'это вы')).toHaveCount(1);
  await expect(page.getByText(/^\d+ из 16 в сети · обновлено/)).toBeVisible();
});

test('who works here is known after a restart, also without the exchange; who is there is not made up', async ({
  connected,
  start,
  pbx,
}) => {
  await openSection(connected.page, 'Сотрудники');
  await expect(list(connected.page).getByRole('row')).toHaveCount(16);
  await connected.quit();
  await pbx.down();
  const { page } = await start();
  await openSection(page, 'Сотрудники');
  await expect(list(page).getByRole('row')).toHaveCount(16);
  await expect(row(page, 'Кузнецов Дмитрий')).toContainText('доб. 102');
  await expect(page.getByRole('alert').filter({ hasText: 'Не удалось узнать, кто сейчас в сети' })).toBeVisible();
  await expect(list(page).getByText('в сети')).toHaveCount(0);
});

test('a colleague is found by part of the name or of the extension', async ({ connected }) => {
  const { page } = connected;
  await openSection(page, 'Сотрудники');
  const search = page.getByRole('searchbox', { name: 'Поиск' });
  for (const [written, ...found] of [
    ['елки', 'Ёлкина'],
    ['СЕРГЕЙ', 'Фёдоров'],
    ['11', 'Абдуллин', 'Гусев', 'Ёлкина', 'Захарова', 'Лебедева', 'Мельников', 'Соколов'],
    ['104', 'Вершинин'],
  ] as const) {
    await search.fill(written);
    await expect(list(page).getByRole('row')).toHaveText(found.map((name) => new RegExp(name)));
  }
  await search.fill('нет такого');
  await expect(page.getByText('Никого не нашли')).toBeVisible();
});

test('presence is kept up to date while it is seen, and not asked for while it is not', async ({ connected, pbx }) => {
  const { page } = connected;
  await connected.hasten(10);
  await openSection(page, 'Сотрудники');
  await expect(row(page, 'Кузнецов Дмитрий')).toContainText('в сети');
  const before = asked(pbx);
  const away = { vats_user_id: '9002', vats_user_name: 'Кузнецов Дмитрий', sip_user_name: '102', domain: pbx.domain };
  pbx.fail({ kind: 'result', result: [{ ...away, state_name: 'отключен' }] }, { action: 'sip_accounts' });
  await expect(row(page, 'Кузнецов Дмитрий')).toContainText('не в сети');
  await expect(page.getByText(/^0 из 1 в сети/)).toBeVisible();
  expect(asked(pbx)).toBeGreaterThan(before);

  await openSection(page, 'Настройки');
  // What was asked just before is on its way yet.
  await page.waitForTimeout(500);
  const left = asked(pbx);
  // Longer than the pause between two questions, of which there were enough to see.
  await page.waitForTimeout(2500);
  expect(asked(pbx)).toBe(left);

  await openSection(page, 'Сотрудники');
  await expect.poll(() => asked(pbx)).toBeGreaterThan(left);
  // As when the window is closed to the tray; Playwright itself keeps every page visible.
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(500);
  const hidden = asked(pbx);
  await page.waitForTimeout(2500);
  expect(asked(pbx)).toBe(hidden);
});

test('the first call to a colleague asks for the own outside number, the next ones do not', async ({
  connected,
  pbx,
}) => {
  const { page } = connected;
  pbx.clock.speed = 1;
  pbx.decide('79750120109', () => ({ answers: true, cause: 16, waitMs: 20_000, talkMs: 12_000, employee: null }));
  await openSection(page, 'Сотрудники');
  await row(page, 'Кузнецов Дмитрий').getByRole('button', { name: 'Перезвонить: Кузнецов Дмитрий' }).click();
  const question = page.getByRole('dialog', { name: 'Нужен ваш внешний номер' });
  const own = question.getByLabel('Мой внешний номер');
  const ring = question.getByRole('button', { name: 'Сохранить и позвонить' });
  for (const [written, sentence] of [
    ['101', 'Это внутренний номер'],
    ['8 916', 'Такого номера не бывает'],
  ] as const) {
    await own.fill(written);
    await ring.click();
    await expect(own).toHaveAccessibleDescription(new RegExp(`^${sentence}`));
  }
  expect(ordered(pbx)).toEqual([]);
  await own.fill('8 (975) 012-01-09');
  await ring.click();
  const card = cards(page).getByRole('article', { name: 'Кузнецов Дмитрий' });
  await expect(card.getByText('Звоним вам: снимите трубку +7 975 012-01-09')).toBeVisible();
  pbx.clock.speed = 10;
  expect(ordered(pbx)).toEqual([expect.objectContaining({ calltypeid: '2', cgpn: '79750120109', cdpn: '102' })]);
  await expectTalk(page);

  await row(page, 'Орлова Екатерина').getByRole('button', { name: 'Перезвонить: Орлова Екатерина' }).click();
  await expect.poll(() => ordered(pbx).at(-1)).toMatchObject({ calltypeid: '2', cgpn: '79750120109', cdpn: '103' });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('who thinks better of giving a number rings nobody', async ({ connected, pbx }) => {
  const { page } = connected;
  await openSection(page, 'Сотрудники');
  await row(page, 'Кузнецов Дмитрий').click();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Нужен ваш внешний номер' });
  await question.getByRole('button', { name: 'Отмена' }).click();
  await expect(question).toBeHidden();
  await expect(cards(page).getByRole('article')).toHaveCount(0);
  expect(ordered(pbx)).toEqual([]);
});
