import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DemoClock } from '../../src-main/demo/clock.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { openSection } from './person.ts';
import { connect, expect, test as base } from './sputnik.ts';

const caller = '79035550177';

/** An exchange that is ten days old: its whole history is here soon. */
const test = base.extend({
  // eslint-disable-next-line no-empty-pattern
  pbx: async ({}, use) => {
    const pbx = new DemoPbx({ clock: new DemoClock({ speed: 1 }), strict: true, quiet: true, historyDays: 10 });
    await pbx.start();
    await use(pbx);
    await pbx.stop();
    pbx.clock.stop();
  },
});

const digits = (text: string | null) => Number((text ?? '').replace(/.*: /, '').replaceAll(/\D/g, ''));
const tile = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Главные цифры' }).getByRole('button', { name: `Показать в журнале: ${name}` });

test('the figures of a period are those that the journal counts, and each leads there', async ({ start, pbx }) => {
  const app = await start();
  const { page } = app;
  await app.hasten(30);
  await connect(page, pbx);
  await openSection(page, 'Статистика');
  await page.getByRole('radio', { name: '7 дней' }).click();
  await expect(async () => {
    await openSection(page, 'Контакты');
    await openSection(page, 'Статистика');
    expect(digits(await tile(page, 'Звонки').textContent({ timeout: 3000 }))).toBeGreaterThan(100);
    await expect(page.getByText(/^История загружена с/)).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 25_000 });
  for (const name of ['Звонки', 'Пропущенные', 'Голосовые', 'Факсы']) {
    await openSection(page, 'Статистика');
    const figure = tile(page, name);
    const count = digits(await figure.textContent());
    expect(count).toBeGreaterThan(0);
    await figure.click();
    await expect.poll(async () => digits(await page.locator('.found').textContent()), { message: name }).toBe(count);
  }
  await openSection(page, 'Статистика');
  const busiest = page.getByRole('list', { name: 'Сотрудники' }).getByRole('button').first();
  const calls = digits(/(\d+) звон/.exec((await busiest.textContent()) ?? '')?.[1] ?? null);
  await busiest.click();
  await expect.poll(async () => digits(await page.locator('.found').textContent())).toBe(calls);
});

test('each chart tells its values by keyboard and as a table, and keeps the rules in both themes', async ({
  start,
  pbx,
}) => {
  const now = pbx.clock.nowMs();
  for (let n = 0; n < 6; n++) {
    const startMs = now - (n * 7 + 1) * 3_600_000;
    pbx.addRecord('call', { startMs, numberA: '101', numberB: caller, seconds: 30, user: 'Ким Виталий' });
  }
  const app = await start();
  const { page } = app;
  await app.hasten(30);
  await connect(page, pbx);
  await openSection(page, 'Статистика');
  await page.getByRole('radio', { name: '7 дней' }).click();
  const days = page.getByRole('slider', { name: 'Звонки по дням' });
  await days.focus();
  await page.keyboard.press('Home');
  const first = await days.getAttribute('aria-valuetext');
  await page.keyboard.press('End');
  expect(await days.getAttribute('aria-valuetext')).not.toBe(first);
  await expect(days).toHaveAttribute('aria-valuetext', /: \d+ звон/);
  await expect(page.getByRole('slider', { name: 'Звонки по часам' })).toHaveAttribute('aria-valuemax', /^\d+$/);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id} ${html}`))).toEqual([]);
  }

  for (const title of ['Звонки по дням', 'Звонки по часам и дням недели', 'Сотрудники и группы']) {
    const card = page.getByRole('region', { name: title, exact: true }).first();
    await card.getByRole('button', { name: `Таблицей: ${title}` }).click();
    await expect(card.getByRole('table').getByRole('rowheader').first()).toBeVisible();
    await expect(card.getByRole('slider')).toHaveCount(0);
  }
  const table = page.getByRole('region', { name: 'Звонки по дням', exact: true }).first().getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(8);
  await expect(table.getByRole('columnheader')).toHaveText([
    'День',
    'Звонки',
    'Принятые',
    'Исходящие',
    'Внутренние',
    'Пропущенные',
    'Разговор',
  ]);
});
