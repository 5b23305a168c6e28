import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { run, until } from '../support/desktop/program.ts';
import { keyboardIn, startWindowManager, typeText } from '../support/desktop/windows.ts';
import { Keys } from './keys.ts';
import { cards, contactList, inboxList } from './person.ts';
import { askNow, firstAnswers } from './questions.ts';
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

async function voicemails(page: Page, pbx: DemoPbx): Promise<void> {
  await firstAnswers(page);
  for (const [index, { wire }] of [anna, boris, vera].entries()) {
    const startMs = pbx.clock.nowMs() - (3 - index) * 2000;
    pbx.addRecord('voicemail', { startMs, numberA: wire, numberB: '101', seconds: 42, user: 'Смирнова Анна' });
  }
  await askNow(page);
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
        .getByText(/Запланировано на |^Позвоним /)
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

test('a whole day without a mouse: files, plans, figures, settings, the end', async ({ start, pbx, profile }) => {
  test.setTimeout(150_000);
  await using _manager = await startWindowManager();
  const app = await start();
  const { page } = app;
  const keys = await connectByKeys(app, pbx);
  const main = page.getByRole('main');
  const button = (name: string) => main.getByRole('button', { name, exact: true });

  await test.step('contacts out of a file; two that are one', async () => {
    const file = path.join(profile, 'contacts.csv');
    await writeFile(file, 'ФИО;Телефон\nПетрова Анна;8 903 000-55-11\nСидоров Борис;+7 903 000-55-11\n');
    await willPick(app, file);
    await keys.press('Control+3');
    await keys.tabTo(button('Файлы и повторы'));
    await keys.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Загрузить из файла…' })).toBeFocused();
    await keys.press('Enter');
    await keys.tabTo(button('Загрузить'));
    await keys.press('Enter');
    await expect(page.getByRole('region', { name: 'Контакты загружены' })).toBeFocused();
    await keys.tabTo(button('Готово'));
    await keys.press('Enter');
    await expect(contactList(page).getByRole('row')).toHaveCount(2);
    await expect(button('Файлы и повторы')).toBeFocused();
    await keys.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await keys.press('ArrowUp', 'Enter');
    await keys.tabTo(button('Объединить'));
    await keys.press('Enter');
    await expect(page.getByText('Повторов нет')).toBeVisible();
    await keys.tabTo(button('К контактам'), 'Shift+Tab');
    await keys.press('Enter');
    await expect(contactList(page).getByRole('row')).toHaveCount(1);
  });

  await test.step('a call planned, changed and taken back', async () => {
    pbx.clock.speed = 1;
    await keys.press('Control+d');
    await keys.type(boris.written);
    await keys.press('Shift+Enter');
    const plan = page.getByRole('dialog', { name: 'Перезвонить в…' });
    await expect(plan.getByRole('radio', { name: 'Через 15 минут' })).toBeFocused();
    await keys.press('Enter');
    await expect(cards(page).getByText(/Запланировано на /)).toBeVisible();
    await keys.tabTo(cards(page).getByRole('button', { name: 'Изменить' }));
    await keys.press('Enter');
    const change = page.getByRole('dialog', { name: 'Изменить звонок' });
    await expect(change.locator(':focus')).toHaveCount(1);
    await keys.press('ArrowDown', 'Enter');
    await expect(change).toBeHidden();
    await keys.tabTo(cards(page).getByRole('button', { name: 'Отменить' }));
    await keys.press('Enter');
    await expect(cards(page).getByText('Отменено, никому не звонили')).toBeVisible();
    await keys.seen();
    expect(pbx.tasks).toHaveLength(0);
  });

  await test.step('the palette, from outside', async () => {
    await run('xdotool', 'key', 'ctrl+alt+k');
    const isPalette = (each: Page) => each.url().endsWith('/palette.html');
    const palette = await until('the palette', () => Promise.resolve(app.electron.windows().find(isPalette)));
    await expect(palette.getByRole('combobox', { name: 'Кому позвонить' })).toBeFocused();
    await keyboardIn('Кому');
    await typeText('79030005513');
    await expect(palette.getByRole('option').first()).toContainText(vera.written);
    await run('xdotool', 'key', 'Return');
    await expect.poll(() => pbx.tasks.length).toBe(1);
    await until('the window in front', () => page.evaluate(() => document.hasFocus()));
  });

  await test.step('a saved filter, and what it shows taken out', async () => {
    await keys.press('Control+5');
    await keys.tabTo(page.getByRole('button', { name: 'С заметкой' }));
    await keys.press('Space');
    await keys.tabTo(page.getByRole('button', { name: 'Сохранённые фильтры' }), 'Shift+Tab');
    await keys.press('Enter');
    await keys.tabTo(page.getByRole('dialog').getByRole('textbox', { name: 'Название фильтра' }));
    await keys.type('Мои заметки');
    await keys.press('Enter');
    await expect(page.getByRole('button', { name: 'Удалить: Мои заметки' })).toBeVisible();
    await keys.press('Escape');
    await expect(page.getByRole('button', { name: 'Сохранённые фильтры' })).toBeFocused();
    await keys.tabTo(page.getByRole('button', { name: 'С заметкой' }));
    await keys.press('Space');
    await willPick(app, path.join(profile, 'journal.csv'));
    await expect(button('Выгрузить…')).toBeEnabled();
    await keys.tabTo(button('Выгрузить…'), 'Shift+Tab');
    await keys.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Выгрузить из журнала' });
    await keys.tabTo(dialog.getByRole('radio', { checked: true }));
    await keys.press('ArrowDown');
    await keys.tabTo(dialog.getByRole('button', { name: 'Сохранить…' }));
    await keys.press('Enter');
    await keys.tabTo(dialog.getByRole('button', { name: 'Готово' }));
    await keys.press('Enter');
    await expect(dialog).toBeHidden();
    await keys.seen();
  });

  await test.step('a free number copied; a period, and a chart as a table', async () => {
    await keys.press('Control+6');
    await keys.tabTo(page.getByRole('searchbox', { name: 'Поиск' }));
    await expect(main.getByRole('listitem').first()).toBeVisible();
    await keys.press('ArrowDown');
    await expect(main.getByRole('listitem').getByRole('button').first()).toBeFocused();
    await keys.press('Enter');
    await expect(page.getByText(/^Скопирован/)).toBeVisible();
    await keys.press('Control+7');
    const period = page.getByRole('radiogroup', { name: 'Период' });
    await keys.tabTo(period.getByRole('radio', { checked: true }));
    await keys.press('ArrowLeft');
    await expect(period.getByRole('radio', { name: '7 дней' })).toBeChecked();
    await keys.tabTo(page.getByRole('slider', { name: 'Звонки по дням' }));
    await keys.press('Home', 'End', 'ArrowLeft');
    await keys.tabTo(page.getByRole('button', { name: 'Таблицей: Звонки по дням' }), 'Shift+Tab');
    await keys.press('Enter');
    await expect(page.getByRole('table', { name: 'Звонки по дням' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Графиком: Звонки по дням' })).toBeFocused();
  });

  await test.step('something of each section of the settings', async () => {
    const section = (name: string) => page.getByRole('region', { name, exact: true });
    await keys.press('Control+8');
    await keys.tabTo(section('Звонки').getByRole('combobox', { name: 'Попыток' }));
    await keys.press('Enter', 'ArrowDown', 'Enter');
    await expect(section('Звонки').getByRole('combobox', { name: 'Попыток' })).toHaveText('4');
    const hidden = section('Уведомления').getByRole('switch', { name: 'Скрывать подробности' });
    await keys.tabTo(hidden);
    await keys.press('Space');
    await expect(hidden).toBeChecked();
    await keys.tabTo(page.getByRole('button', { name: 'Сочетание Ctrl+Alt+K. Изменить' }));
    await keys.press('Enter', 'Control+Alt+j');
    await expect(page.getByRole('button', { name: 'Сочетание Ctrl+Alt+J. Изменить' })).toBeFocused();
    await keys.tabTo(section('Файлы и история').getByRole('combobox').first());
    await keys.tabTo(section('Подключение').getByRole('button', { name: 'Отключить' }));
    await keys.press('Enter');
    await expect(page.getByRole('dialog', { name: /^Отключить .+\?$/ })).toBeVisible();
    await keys.press('Escape');
    await expect(section('Подключение').getByRole('button', { name: 'Отключить' })).toBeFocused();
    await keys.tabTo(page.getByRole('button', { name: 'Проверить связь' }));
    await keys.press('Enter');
    await expect(page.getByText('АТС отвечает')).toBeVisible();
    await keys.tabTo(page.getByRole('button', { name: 'Показать…' }));
    await keys.press('Enter');
    await keys.tabTo(page.getByRole('dialog').getByRole('region'));
    await keys.press('Escape');
    await keys.tabTo(page.getByRole('radiogroup', { name: 'Язык' }).getByRole('radio', { checked: true }), 'Shift+Tab');
    await keys.press('ArrowRight');
    await expect(
      page.getByRole('radiogroup', { name: 'Language' }).getByRole('radio', { name: 'English' }),
    ).toBeFocused();
    await keys.seen();
  });

  await test.step('and the end of it', async () => {
    await run('xdotool', 'key', 'ctrl+q');
    expect(await app.ended).toBe(0);
  });
});

/** What the person answers in the system's own windows, which no test can reach. */
async function willPick({ electron }: Sputnik, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

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
