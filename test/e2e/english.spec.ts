import type { Page } from '@playwright/test';
import { colleagues, groups } from '../../src-main/demo/colleagues.ts';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { calls, figures, firstRun, palette, people, records, settings, waiting } from './screens.ts';
import { askNow, firstAnswers } from './questions.ts';
import { expect, type Sputnik } from './sputnik.ts';
import { languages, prepare, test, Tour } from './tour.ts';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Sections' });
const open = (page: Page, name: string, sections = 'Sections') =>
  page.getByRole('navigation', { name: sections }).getByRole('button', { name }).click();
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
  await firstAnswers(page);
  for (const numberA of ['79030005511', '79030005512']) {
    pbx.addRecord('voicemail', { numberA, numberB: '101', seconds: 42, user: 'John Smith', group: 'Sales' });
  }
  await askNow(page);
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

/** Named by the exchange, in its own language: people, groups, states of its tasks. And the other language's name. */
const ofPbx = [
  ...colleagues.flatMap(({ name }) => [name, name.replaceAll(/(\S)\S*\s?/g, '$1')]),
  ...Object.values(groups),
  ...['Ожидает выполнения', 'Все ок', 'Не удалось дозвониться', 'Ожидание следующей попытки', 'Разговор'],
  ...['Вызов клиента', 'Вызов сотрудника', 'Русский'],
].sort((a, b) => b.length - a.length);

async function regionsOf(page: Page): Promise<string[]> {
  const free = await page.evaluate(() => window.sputnik.call['numbers.free']({ anew: false }));
  return free.ok ? free.value.regions.map(({ region }) => region) : [];
}

test('a switch of the language keeps what is open and what is typed', async ({ connected }) => {
  const { page } = connected;
  const speak = (language: 'ru' | 'en') =>
    page.evaluate((chosen) => window.sputnik.call['settings.set']({ language: chosen }), language);
  await field(page)
    .or(page.getByRole('textbox', { name: 'Номер', exact: true }))
    .fill('+7 903 000-55-1');
  await open(page, 'Контакты', 'Разделы');
  await page.getByRole('button', { name: 'Добавить контакт' }).first().click();
  await page.getByRole('form').getByLabel('Имя').fill('Mary Jo');
  await speak('en');
  const name = page.getByRole('form', { name: 'New contact' }).getByLabel('Name');
  await expect(name).toHaveValue('Mary Jo');
  await expect(name).toBeFocused();
  await page.keyboard.type('nes');
  await expect(name).toHaveValue('Mary Jones');
  await expect(field(page)).toHaveValue('+7 903 000-55-1');
  await name.press('Escape');
  const question = page.getByRole('dialog', { name: 'Close without saving?' });
  await expect(question).toBeVisible();
  await speak('ru');
  await expect(page.getByRole('dialog', { name: 'Закрыть без сохранения?' })).toBeVisible();
  await speak('en');
  await question.getByRole('button', { name: 'Go on editing' }).click();
  await expect(name).toHaveValue('Mary Jones');
});

test('the system’s own windows are asked for in English, too', async ({ connected }) => {
  const { page, electron } = connected;
  await toEnglish(connected);
  await electron.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showSaveDialog = (...given: unknown[]) => (
      asked.push(given.at(-1)),
      Promise.resolve({ canceled: true, filePath: '' })
    );
    dialog.showOpenDialog = (...given: unknown[]) => (
      asked.push(given.at(-1)),
      Promise.resolve({ canceled: true, filePaths: [] })
    );
  });
  const form = { name: 'Mary Jones', company: '', note: '', favourite: false, numbers: [] };
  await page.evaluate((contact) => window.sputnik.call['contacts.add'](contact), form);
  await page.evaluate(() => window.sputnik.call['contacts.export']({ format: 'csv' }));
  await page.evaluate(() => window.sputnik.call['contacts.export']({ format: 'vcard' }));
  await page.evaluate(() => window.sputnik.call['contacts.importOpen'](undefined));
  await page.evaluate(() => window.sputnik.call['diagnostics.save'](undefined));
  await open(page, 'Journal');
  for (const choice of ['Excel table (XLSX)', 'Recordings and faxes as files']) {
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export from the journal' });
    await dialog.getByRole('radio', { name: choice }).click();
    await dialog.getByRole('button', { name: /^(Save…|Choose a folder…)$/ }).click();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  const asked = () => electron.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked);
  await expect.poll(asked).toHaveLength(6);
  expect(JSON.stringify(await asked())).not.toMatch(/[а-яё]/i);
});

test.describe('no word of Russian is left', () => {
  test.setTimeout(120_000);
  let fromPbx: readonly string[] = ofPbx;
  const read = async (page: Page, screen: string) => {
    await page.waitForTimeout(100);
    expect.soft(await russianLeft(page, fromPbx), screen).toEqual([]);
  };
  const tourOf = async (app: Sputnik, pbx: DemoPbx) => {
    await prepare(app, pbx, 'en');
    fromPbx = [...(await regionsOf(app.page)), ...ofPbx];
    return new Tour(app, pbx, languages.en, read);
  };

  test('at the first run', async ({ start, pbx }) => {
    fromPbx = ['моя атс', ...ofPbx];
    await firstRun(new Tour(await start({ language: 'en' }), pbx, languages.en, read));
  });
  test('among what waits', async ({ start, pbx }) => waiting(await tourOf(await start(), pbx)));
  test('among calls', async ({ start, pbx }) => calls(await tourOf(await start(), pbx)));
  test('among people', async ({ start, pbx, profile }) => people(await tourOf(await start(), pbx), profile));
  test('among records', async ({ start, pbx, profile }) => records(await tourOf(await start(), pbx), profile));
  test('among numbers and statistics', async ({ start, pbx }) => figures(await tourOf(await start(), pbx)));
  test('in the settings', async ({ start, pbx }) => settings(await tourOf(await start(), pbx)));
  test('in the palette', async ({ start, pbx, profile }) => palette(await tourOf(await start(), pbx), profile));
});
