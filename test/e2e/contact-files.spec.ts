import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { addContact, choose, contactList, openSection } from './person.ts';
import { expect, test, type Sputnik } from './sputnik.ts';

const row = (page: Page, text: string): Locator => contactList(page).getByRole('row').filter({ hasText: text });
const menuButton = (page: Page): Locator => page.getByRole('button', { name: 'Файлы и повторы' });
const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const merging = (page: Page): Locator => panel(page, 'Повторы').getByRole('article');

async function fromMenu(page: Page, item: RegExp): Promise<void> {
  await menuButton(page).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** What the person answers in the system's own windows, which no test can reach: this file is opened, or saved. */
async function answerDialogs(app: Sputnik, filePath: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, filePath);
}

async function importFile(app: Sputnik, filePath: string): Promise<Locator> {
  await answerDialogs(app, filePath);
  await fromMenu(app.page, /^Загрузить из файла/);
  const wizard = panel(app.page, 'Загрузка контактов');
  await expect(wizard.getByRole('button', { name: 'Загрузить', exact: true })).toBeEnabled();
  return wizard;
}

const load = (wizard: Locator) => wizard.getByRole('button', { name: 'Загрузить', exact: true }).click();

/** As Excel on a Russian Windows saves «CSV (разделители — запятые)». */
const windows1251 = (text: string): Buffer => {
  const bytes = new Map(
    Array.from({ length: 128 }, (_, n) => [new TextDecoder('windows-1251').decode(Uint8Array.of(128 + n)), 128 + n]),
  );
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? letter.charCodeAt(0)));
};

const book = [
  'ФИО;Организация;Тел. раб.;Прямой;Отдел',
  'Семёнова Анна Сергеевна;ООО «Альфа-Климат»;8 (495) 012-45-67;8-903-000-55-88;Закупки',
  'Борисов Пётр;;8 812 000-17-88;;Склад',
  'Иванов Иван;;7,9031E+10;;',
  ';;позже;;',
  '',
].join('\r\n');

test('a table of Excel in Windows-1251 comes in as the person matches it, and can be taken back', async ({
  connected,
  profile,
}) => {
  const { page } = connected;
  await addContact(page, { name: 'Борисов Пётр', numbers: [{ written: '8 812 000-17-88' }] });
  const file = path.join(profile, 'клиенты.csv');
  await writeFile(file, windows1251(book));
  const wizard = await importFile(connected, file);

  await expect(wizard).toBeFocused();
  await expect(wizard.getByRole('combobox', { name: 'Кодировка' })).toHaveText('Windows-1251 (Excel)');
  await expect(wizard.getByRole('combobox', { name: 'Разделитель' })).toHaveText('Точка с запятой');
  await expect(wizard.getByRole('switch', { name: 'В первой строке заголовки' })).toBeChecked();
  await expect(wizard.getByRole('combobox', { name: 'Что в столбце «Тел. раб.»' })).toHaveText('Рабочий номер');
  const rows = wizard.getByRole('table').getByRole('row');
  await expect(rows).toHaveText([
    /Строка/,
    /2\s*новый\s*Семёнова Анна Сергеевна/,
    /3\s*уже есть\s*Борисов Пётр/,
    /4\s*новый\s*Иванов Иван[^]*Excel округлил/,
    /5\s*пропустим\s*«позже»: такого номера не бывает/,
  ]);

  await expect(wizard.getByRole('status')).toHaveText(/^2 новых\s*0 дополнят\s*1 уже есть\s*1 пропустим$/);

  await choose(wizard, 'Что в столбце «Прямой»', 'Домашний номер');
  await expect(rows.nth(1)).toContainText('+7 903 000-55-88 домашний');
  await choose(wizard, 'Что в столбце «Отдел»', 'Заметка');
  await expect(rows.nth(2)).toContainText('дополнит');
  await expect(wizard.getByRole('status')).toHaveText(/^2 новых\s*1 дополнит\s*0 уже есть\s*1 пропустим$/);
  await expect(rows.nth(1)).toContainText('+7 903 000-55-88 домашний');
  await load(wizard);

  const result = panel(page, 'Контакты загружены');
  await expect(result).toBeFocused();
  await expect(result.locator('dl > div')).toHaveText([
    /Добавлено\s*2/,
    /Дополнено\s*1/,
    /Уже были\s*0/,
    /Пропущено\s*1/,
  ]);
  await expect(result.getByRole('region', { name: 'Что не удалось прочитать' }).getByRole('listitem')).toHaveText([
    /Строка 4[^]*7,9031E\+10[^]*осталось в заметке/,
    /Строка 5[^]*позже[^]*пропущено/,
  ]);
  await result.getByRole('button', { name: 'Готово' }).click();
  await expect(menuButton(page)).toBeFocused();
  await expect(contactList(page).getByRole('row')).toHaveCount(3);
  await row(page, 'Семёнова').click();
  const anna = page.getByRole('article', { name: 'Семёнова Анна Сергеевна' });
  await expect(anna.getByRole('textbox', { name: 'Заметка', exact: true })).toHaveValue('Закупки');

  // The same file again brings nothing, and there is nothing to take back.
  await load(await importFile(connected, file));
  await expect(panel(page, 'Контакты загружены').locator('dl')).toContainText(/Дополнено\s*0/);
});

test('what came in is taken back as a whole', async ({ connected, profile }) => {
  const { page } = connected;
  await addContact(page, { name: 'Борисов Пётр', numbers: [{ written: '8 812 000-17-88' }] });
  const file = path.join(profile, 'клиенты.csv');
  await writeFile(file, windows1251(book));
  await load(await importFile(connected, file));
  await panel(page, 'Контакты загружены').getByRole('button', { name: 'Отменить загрузку' }).click();
  const undone = panel(page, 'Загрузка отменена');
  await expect(undone).toBeFocused();
  await undone.getByRole('button', { name: 'Готово' }).click();
  await expect(contactList(page).getByRole('row')).toHaveText([/Борисов Пётр/]);
});

test('a file that is none of contacts is told of in words, and nothing else happens', async ({
  connected,
  profile,
}) => {
  const { page } = connected;
  const file = path.join(profile, 'книга.xlsx');
  await writeFile(file, Buffer.from('PK\u0003\u0004 a workbook', 'latin1'));
  await openSection(page, 'Контакты');
  await answerDialogs(connected, file);
  await fromMenu(page, /^Загрузить из файла/);
  await expect(page.getByText(/^Это книга Excel/)).toBeVisible();
  await expect(page.getByText('Контактов пока нет')).toBeVisible();
});

test('rows that are skipped are saved, mended, and come in with nothing to be matched', async ({
  connected,
  profile,
}) => {
  const { page } = connected;
  const file = path.join(profile, 'клиенты.csv');
  await writeFile(file, windows1251(book));
  await openSection(page, 'Контакты');
  const wizard = await importFile(connected, file);
  const skipped = path.join(profile, 'клиенты - пропущенные.csv');
  await answerDialogs(connected, skipped);
  await wizard.getByRole('button', { name: 'Сохранить пропущенные строки…' }).click();
  await expect(page.getByText('Пропущенные строки сохранены')).toBeVisible();
  const inPreview = await readFile(skipped, 'utf8');
  await load(wizard);
  const result = panel(page, 'Контакты загружены');
  await rm(skipped);
  await result.getByRole('button', { name: 'Сохранить пропущенные строки…' }).press('Enter');
  await expect.poll(() => readFile(skipped, 'utf8').catch(() => '')).toBe(inPreview);
  expect(inPreview.split('\r\n')).toEqual([
    '\uFEFF"ФИО";"Организация";"Тел. раб.";"Прямой";"Отдел";"Строка в файле";"Почему пропущено"',
    '"";"";"позже";"";"";"5";"«позже»: такого номера не бывает"',
    '',
  ]);
  await result.getByRole('button', { name: 'Готово' }).click();

  await writeFile(skipped, inPreview.replace('"позже"', '"8 (495) 012-99-99"'));
  await load(await importFile(connected, skipped));
  await expect(result.locator('dl > div').first()).toHaveText(/Добавлено\s*1/);
  await expect(result.getByRole('button', { name: 'Сохранить пропущенные строки…' })).toHaveCount(0);
});

test('an import that a sudden death has cut off is told of at the next start, and can be taken back', async ({
  connected,
  profile,
  start,
}) => {
  const { page } = connected;
  await addContact(page, { name: 'Борисов Пётр', numbers: [{ written: '8 812 000-17-88' }] });
  const lines = Array.from({ length: 60_000 }, (_, n) => `Клиент ${n};+7903${String(n).padStart(7, '0')}`);
  const file = path.join(profile, 'все.csv');
  await writeFile(file, ['Имя;Телефон', ...lines].join('\n'));
  await load(await importFile(connected, file));
  await expect(page.getByRole('progressbar', { name: 'Ход загрузки' })).not.toHaveAttribute('aria-valuetext', /^0 /);
  await connected.kill();

  const again = await start();
  const told = again.page.getByRole('alert').filter({ hasText: 'прервалась' });
  await expect(told).toHaveText(/Загрузка контактов из «все\.csv» прервалась: вошло [\d\s]+из\s60\s000\./);
  const [, taken = ''] = /вошло ([\d\s]+?)\sиз/.exec((await told.textContent()) ?? '') ?? [];
  await openSection(again.page, 'Контакты');
  // The file's, and Пётр.
  const there = new Intl.NumberFormat('ru-RU').format(Number(taken.replace(/\s/g, '')) + 1);
  await expect(again.page.getByText(new RegExp(`^${there} контакт`))).toBeVisible();
  await told.getByRole('button', { name: 'Отменить загрузку' }).click();
  await expect(told).toHaveCount(0);
  await expect(contactList(again.page).getByRole('row')).toHaveText([/Борисов Пётр/]);
  await again.quit();
  const once = await start();
  await openSection(once.page, 'Контакты');
  await expect(contactList(once.page).getByRole('row')).toHaveCount(1);
  await expect(once.page.getByText('прервалась')).toHaveCount(0);
});

test('an import that is quit is told of until its file is imported again', async ({ connected, profile, start }) => {
  const { page } = connected;
  const lines = Array.from({ length: 20_000 }, (_, n) => `Клиент ${n};+7903${String(n).padStart(7, '0')}`);
  const file = path.join(profile, 'все.csv');
  await writeFile(file, ['Имя;Телефон', ...lines].join('\n'));
  await openSection(page, 'Контакты');
  const wizard = await importFile(connected, file);
  // Counted to the end while the person looks.
  await expect(wizard.getByRole('status')).toHaveText(/^20\s000 новых\s*0 дополнят\s*0 уже есть\s*0 пропустим$/, {
    timeout: 30_000,
  });
  await load(wizard);
  await expect(page.getByRole('progressbar', { name: 'Ход загрузки' })).toBeVisible();
  await connected.quit();

  const again = await start();
  const told = again.page.getByRole('alert').filter({ hasText: 'прервалась' });
  await expect(told).toBeVisible();
  await answerDialogs(again, file);
  await told.getByRole('button', { name: 'Загрузить снова…' }).click();
  await load(panel(again.page, 'Загрузка контактов'));
  await expect(panel(again.page, 'Контакты загружены')).toBeVisible({ timeout: 30_000 });
  await expect(told).toHaveCount(0);
  await again.page.getByRole('button', { name: 'Готово' }).click();
  await expect(again.page.getByText(/^20\s000 контактов$/)).toBeVisible();
  await again.page.getByRole('searchbox', { name: 'Поиск' }).fill('Клиент 799');
  await expect(again.page.getByText(/^Найдено 40 из 20\s000$/).first()).toBeVisible();
});

test('a long import tells how far it is, and what came in until it is stopped stays', async ({
  connected,
  profile,
}) => {
  const { page } = connected;
  const lines = Array.from({ length: 60_000 }, (_, n) => `Клиент ${n};+7903${String(n).padStart(7, '0')}`);
  const file = path.join(profile, 'все.csv');
  await writeFile(file, ['Имя;Телефон', ...lines].join('\n'));
  await openSection(page, 'Контакты');
  const wizard = await importFile(connected, file);
  await expect(wizard.getByText(/· 60\s000 строк$/)).toBeVisible();
  await load(wizard);
  const progress = page.getByRole('progressbar', { name: 'Ход загрузки' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^\d[\d\s]* из 60\s000$/);
  await expect(progress).not.toHaveAttribute('aria-valuetext', /^0 /);
  // It goes on while another page is looked at.
  await openSection(page, 'Сотрудники');
  await openSection(page, 'Контакты');
  await page.getByRole('button', { name: 'Остановить' }).click();
  const stopped = panel(page, 'Загрузка остановлена');
  await expect(stopped.getByText('осталось в контактах')).toBeVisible();
  await stopped.getByRole('button', { name: 'Готово' }).click();
  await expect(row(page, 'Клиент 0').first()).toBeVisible();
});

for (const [format, item] of [
  ['csv', /^Сохранить в CSV/],
  ['vcf', /^Сохранить в vCard/],
] as const)
  test(`contacts saved as ${format} are the same when they come back`, async ({ connected, profile }) => {
    const { page } = connected;
    const numbers = [
      { written: '8 (495) 012-45-67', label: 'рабочий' },
      { written: '+7 903 000-55-88', label: 'мобильный' },
    ];
    await addContact(page, {
      name: 'Семёнова Анна',
      company: 'ООО «Альфа»; "Климат"',
      note: '=1+1',
      favourite: true,
      numbers,
    });
    const file = path.join(profile, `контакты.${format}`);
    await answerDialogs(connected, file);
    await fromMenu(page, item);
    await expect(page.getByText('Контакты сохранены')).toBeVisible();
    expect(await readFile(file, 'utf8')).toContain('Семёнова Анна');

    const known = await importFile(connected, file);
    await expect(known.getByRole('table').getByRole('row').nth(1)).toContainText('уже есть');
    await known.getByRole('button', { name: 'Отмена' }).click();
    await row(page, 'Семёнова').click();
    const card = page.getByRole('article', { name: 'Семёнова Анна' });
    await card.getByRole('button', { name: 'Удалить' }).click();
    await expect(page.getByText('Контактов пока нет')).toBeVisible();

    const wizard = await importFile(connected, file);
    await expect(wizard.getByRole('combobox', { name: /^Что в столбце/ })).toHaveCount(format === 'csv' ? 8 : 0);
    await load(wizard);
    await panel(page, 'Контакты загружены').getByRole('button', { name: 'Готово' }).click();
    await row(page, 'Семёнова').click();
    await expect(card.getByText('ООО «Альфа»; "Климат"')).toBeVisible();
    await expect(card.getByRole('textbox', { name: 'Заметка', exact: true })).toHaveValue('=1+1');
    await expect(card.getByRole('button', { name: 'Убрать из избранного' })).toBeVisible();
    await expect(card.getByRole('list', { name: 'Номера' }).getByRole('listitem')).toHaveText([
      /\+7 495 012-45-67\s*рабочий/,
      /\+7 903 000-55-88\s*мобильный/,
    ]);
  });

test('duplicates are merged by number under the chosen name, and parted again', async ({ connected }) => {
  const { page } = connected;
  const shared = { written: '8 495 012-45-67' };
  const own = { written: '8 903 000-55-88', label: 'мобильный' };
  await addContact(page, { name: 'Анна', numbers: [shared] });
  await addContact(page, { name: 'Семёнова Анна', company: 'ООО «Альфа»', numbers: [shared, own] });
  await addContact(page, { name: 'Приёмная', numbers: [{ written: '8 812 000-17-88' }] });
  await addContact(page, { name: 'Директор', numbers: [{ written: '8 812 000-17-88' }] });

  await fromMenu(page, /^Найти повторы/);
  await expect(merging(page)).toHaveCount(2);
  await merging(page).filter({ hasText: 'Приёмная' }).getByRole('button', { name: 'Пропустить' }).click();
  await expect(merging(page)).toHaveCount(1);
  await expect(merging(page)).toBeFocused();
  await merging(page).getByRole('radio', { name: 'Анна', exact: true }).check();
  await expect(merging(page)).toContainText('Получится: Анна · ООО «Альфа» · +7 495 012-45-67, +7 903');
  await merging(page).getByRole('button', { name: 'Объединить' }).click();
  await expect(page.getByText('Все повторы пропущены')).toBeVisible();
  await expect(panel(page, 'Повторы')).toBeFocused();

  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(merging(page)).toHaveCount(1);
  await merging(page).getByRole('radio', { name: 'Семёнова Анна' }).check();
  await merging(page).getByRole('button', { name: 'Объединить' }).click();
  await page.getByRole('button', { name: 'К контактам' }).click();
  await expect(menuButton(page)).toBeFocused();
  await expect(contactList(page).getByRole('row')).toHaveText([/Директор/, /Приёмная/, /Семёнова Анна/]);
});

test('by the keyboard alone: to the duplicates, another name, merged', async ({ connected }) => {
  const { page } = connected;
  const numbers = [{ written: '8 495 012-45-67' }];
  await addContact(page, { name: 'Анна', numbers });
  await addContact(page, { name: 'Семёнова Анна', numbers });
  await menuButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Повторы')).toBeFocused();
  await expect(merging(page)).toHaveCount(1);
  for (let presses = 0; presses < 2; presses += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Семёнова Анна' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Анна', exact: true })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Повторов нет')).toBeVisible();
});
