import type { Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { expect, test, type Sputnik } from './sputnik.ts';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Sections' });
const open = (page: Page, name: string) => rail(page).getByRole('button', { name }).click();
const field = (page: Page) => page.getByRole('textbox', { name: 'Number', exact: true });
const cards = (page: Page) => page.getByRole('region', { name: 'Current calls' });

/** Everything that is read or told, Cyrillic in it: what comes from the exchange's own lists left out. */
async function russianLeft(page: Page, fromPbx: readonly string[] = []): Promise<string[]> {
  const told = await page.evaluate(() => {
    const names = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'];
    const found: string[] = [document.title];
    for (const element of document.querySelectorAll('body *')) {
      if (element.matches('script, style')) continue;
      for (const name of names) found.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node instanceof Text) found.push(node.data);
    }
    return found;
  });
  const foreign = (text: string) => fromPbx.reduce((rest, name) => rest.replaceAll(name, ''), text);
  return [...new Set(told.filter((text) => /[а-яё]/i.test(foreign(text))).map((text) => text.trim()))];
}

/** As in the settings, and at once: without another start. */
async function toEnglish({ page }: Sputnik): Promise<void> {
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('button', { name: 'Настройки' }).click();
  await page.getByRole('radiogroup', { name: 'Язык' }).getByRole('radio', { name: 'English' }).click();
  await expect(rail(page)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
}

async function voicemail({ page }: Sputnik, pbx: DemoPbx): Promise<void> {
  const state = () => page.evaluate(async () => JSON.stringify(await window.sputnik.call['sync.state'](undefined)));
  await expect.poll(state, { timeout: 20_000 }).toMatch(/"answeredAtMs":\d/);
  for (const numberA of ['79030005511', '79030005512']) {
    pbx.addRecord('voicemail', { numberA, numberB: '101', seconds: 42, user: 'John Smith', group: 'Sales' });
  }
  await page.evaluate(() => window.sputnik.call['sync.askNow'](undefined));
}

test('the language changes at once and everywhere: names, dates, plurals, errors', async ({ connected, pbx }) => {
  const { page } = connected;
  await voicemail(connected, pbx);
  await toEnglish(connected);
  await open(page, 'Needs attention');
  const rows = page.getByRole('grid', { name: 'Needs attention' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rail(page).getByRole('button', { name: 'Needs attention' })).toHaveAccessibleDescription(
    '2 wait for an answer',
  );
  await expect(rows.first()).toContainText('Voicemail, 0:42');
  await rows.first().click();
  await expect(
    page
      .getByRole('main')
      .getByRole('article')
      .getByText(/^(Today|Yesterday), \d/)
      .first(),
  ).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Done', exact: true }).click();
  await expect(rail(page).getByRole('button', { name: 'Needs attention' })).toHaveAccessibleDescription(
    '1 waits for an answer',
  );

  await open(page, 'Callbacks');
  await field(page).fill('+7 903 000-55-17');
  await field(page).press('Enter');
  await expect(cards(page).getByText(/^Busy, try 1 of 3/)).toBeVisible({ timeout: 20_000 });
  await expect(rail(page).getByRole('button', { name: 'Callbacks' })).toHaveAccessibleDescription('1 call under way');
  await field(page).fill('112');
  await field(page).press('Enter');
  await expect(page.getByText(/^Emergency services/)).toBeVisible();
});

test('no word of Russian is left on any page', async ({ connected, pbx }) => {
  const { page } = connected;
  await voicemail(connected, pbx);
  await toEnglish(connected);
  await page.evaluate(() =>
    window.sputnik.call['contacts.add']({
      name: 'Mary Jones',
      company: 'Acme',
      note: '',
      favourite: true,
      numbers: [{ written: '+7 903 000-55-11', label: 'work' }],
    }),
  );
  const team = await page.evaluate(async () => {
    const reply = await window.sputnik.call['team.list'](undefined);
    return reply.ok ? reply.value.members.map(({ name }) => name) : [];
  });
  // And the name of the other language, in that language.
  const initials = team.map((name) =>
    name
      .split(' ')
      .map(([letter]) => letter)
      .join('')
      .slice(0, 2),
  );
  const fromPbx = ['Русский', ...team, ...initials];
  for (const name of ['Needs attention', 'Callbacks', 'Contacts', 'Colleagues', 'Numbers', 'Settings']) {
    await test.step(name, async () => {
      await open(page, name);
      await expect(page.getByRole('main', { name })).toBeVisible();
      const row = page.getByRole('main').getByRole('row').first();
      if (await row.isVisible()) await row.click();
      await page.waitForTimeout(300);
      expect.soft(await russianLeft(page, fromPbx), name).toEqual([]);
    });
  }
  await test.step('Journal', async () => {
    await open(page, 'Journal');
    await page.getByRole('searchbox', { name: 'Search' }).fill('903 000-55');
    const records = page.getByRole('grid').locator('[role=row][aria-selected]');
    await expect(records).toHaveCount(2);
    await records.first().click();
    expect.soft(await russianLeft(page, fromPbx)).toEqual([]);
  });
  await test.step('what lies over a page', async () => {
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    expect.soft(await russianLeft(page, fromPbx)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await field(page).fill('+7 903 000-55-18');
    await field(page).press('Shift+Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await russianLeft(page, fromPbx)).toEqual([]);
  });
});
