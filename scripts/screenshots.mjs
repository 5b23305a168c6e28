// npm run screenshots: every screen of the demo, light and dark, in both languages, into docs/screenshots/.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { entry, Failure } from './ready/console.mjs';
import { inProject } from './ready/paths.mjs';
import { runInForeground } from './ready/process.mjs';
import { ensureReadyWithElectron } from './ready/ready.mjs';

const [, self] = process.argv;
/** A repository is no place for heavy pictures. */
const heaviestBytes = 250_000;
/** Set for the second run of this file: on the virtual desktop, with the pinned Node. */
const onDesktop = process.env.SPUTNIK_ELECTRON;

await entry(onDesktop ? takeAll : startDesktop);

async function startDesktop() {
  const electron = await ensureReadyWithElectron(['virtual display', 'desktop tests']);
  const { ensureBuilt } = await import('./build/build.mjs');
  await ensureBuilt();
  const { startPrivateDesktop } = await import('./desktop/virtual-desktop.mjs');
  const desktop = await startPrivateDesktop();
  try {
    return await runInForeground(process.execPath, [self], {
      env: { ...desktop.env, SPUTNIK_ELECTRON: electron.executable },
    });
  } finally {
    await desktop.stop();
  }
}

async function takeAll() {
  const { _electron } = await import('@playwright/test');
  const folder = inProject('docs', 'screenshots');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const profile = mkdtempSync(path.join(tmpdir(), 'sputnik-screenshots-'));
  const app = await _electron.launch({
    executablePath: process.env.SPUTNIK_ELECTRON,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--password-store=gnome-libsecret',
      `--user-data-dir=${profile}`,
      '--lang=ru',
      '.',
    ],
    cwd: inProject(),
  });
  try {
    const page = await app.firstWindow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const take = (name, pictured = page) => takeEach(page, path.join(folder, name), pictured);
    await tour(page, take);
    await tourOfFiles(app, page, take);
    await tourOfPalette(app, page, take);
  } finally {
    await app.evaluate(({ app: running }) => running.exit(0)).catch(() => undefined);
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  const heavy = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).size > heaviestBytes);
  if (heavy.length > 0) throw new Failure(`Too heavy for the repository: ${heavy.join(', ')}`);
  return 0;
}

/** What is open stays open while the language and the theme change under it. */
async function takeEach(page, file, pictured) {
  const set = (patch) => page.evaluate((wanted) => globalThis.sputnik.call['settings.set'](wanted), patch);
  // The pointer leaves nothing lit.
  await page.mouse.move(1, 1);
  for (const language of ['en', 'ru']) {
    for (const theme of ['light', 'dark']) {
      await set({ language, theme });
      await page.waitForTimeout(250);
      await pictured.screenshot({ path: `${file}-${theme}-${language}.png` });
    }
  }
}

/** A person's first ten minutes, as far as they can be seen. */
async function tour(page, take) {
  await page.getByRole('button', { name: 'Попробовать демо' }).waitFor();
  await take('welcome');
  await page.getByRole('button', { name: 'Попробовать демо' }).click();
  await page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  const section = (name) => page.getByRole('navigation', { name: 'Разделы' }).getByLabel(name).first().click();
  const main = page.getByRole('main');
  const shown = (locator) => locator.first().waitFor({ timeout: 60_000 });

  await tourOfWaiting(page, main, shown, take);
  await tourOfPeople(page, section, take);
  await section('Журнал');
  await shown(main.locator('[role=row][aria-selected]'));
  await main.locator('[role=row][aria-selected]').nth(2).click();
  await page.waitForTimeout(1500);
  await take('journal');
  await main.getByRole('button', { name: 'Направление' }).click();
  await take('journal-filter');
  await page.keyboard.press('Escape');
  await main.getByRole('button', { name: 'Выгрузить…' }).click();
  await shown(page.getByRole('dialog'));
  await take('export');
  await page.keyboard.press('Escape');
  for (const [name, file] of Object.entries({ Номера: 'numbers', Статистика: 'statistics', Настройки: 'settings' })) {
    await section(name);
    await page.waitForTimeout(1500);
    await take(file);
  }
  await page.keyboard.press('F1');
  await take('keys');
  await page.keyboard.press('Escape');
  // Last, as the cards of the calls take their place on every page.
  await tourOfCalls({ page, main, section, shown, take });
}

async function tourOfWaiting(page, main, shown, take) {
  const kind = (name) => page.getByRole('radio', { name }).click();
  const first = page.getByRole('grid', { name: 'Требуют внимания' }).getByRole('row').first();
  await shown(first);
  await kind(/^Голосовые/);
  await first.click();
  await page.keyboard.press('Enter');
  await shown(main.getByRole('button', { name: 'Пауза' }));
  await page.keyboard.press('Space');
  await kind(/^Все/);
  await first.click();
  await take('inbox');
  await kind(/^Факсы/);
  await first.click();
  await page.keyboard.press('Enter');
  await shown(main.getByRole('article').locator('canvas, img'));
  await page.waitForTimeout(500);
  await take('fax');
}

async function tourOfCalls({ page, main, section, shown, take }) {
  const field = page.getByRole('textbox', { name: 'Номер', exact: true });
  await section('Обратные звонки');
  await field.fill('+7 903 000-55-17');
  await field.press('Enter');
  await shown(page.getByText('Занято, попытка 1'));
  await field.fill('+7 903 000-55-11');
  await field.press('Enter');
  await shown(page.getByText('Соединяем с клиентом'));
  await main.getByText('+7 903 000-55-17').first().click();
  await take('callbacks');
  await field.fill('+7 903 000-55-18');
  await field.press('Shift+Enter');
  await shown(page.getByRole('dialog', { name: 'Перезвонить в…' }));
  await take('plan');
  await page.keyboard.press('Escape');
}

async function tourOfPeople(page, section, take) {
  await section('Контакты');
  await page.getByText('Петрова Анна Сергеевна').first().click();
  await page.waitForTimeout(500);
  await take('contacts');
  await page.getByRole('button', { name: 'Изменить' }).first().click();
  await take('contact-edit');
  await page.getByRole('form').getByRole('button', { name: 'Отмена' }).click();
  await section('Сотрудники');
  await page.getByText('Громов Алексей').first().waitFor();
  await take('team');
}

/** A file of contacts, as it is understood before it comes in. */
async function tourOfFiles(app, page, take) {
  const file = inProject('test', 'fixtures', 'contacts', 'outlook-ru-1251.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  await page.getByRole('navigation', { name: 'Разделы' }).getByLabel('Контакты').first().click();
  await page.getByRole('button', { name: 'Файлы и повторы' }).click();
  await page.getByRole('menuitem', { name: 'Загрузить из файла…' }).click();
  await page.getByRole('button', { name: 'Загрузить', exact: true }).waitFor();
  await page.waitForTimeout(500);
  await take('contact-import');
  await page.getByRole('button', { name: 'Отмена' }).first().click();
}

async function tourOfPalette(app, page, take) {
  await page.keyboard.press('Control+k');
  const isPalette = (each) => each.url().endsWith('/palette.html');
  const palette = app.windows().find(isPalette) ?? (await app.waitForEvent('window', isPalette));
  await palette.getByRole('combobox').fill('пет');
  await palette.getByRole('option').first().waitFor();
  await take('palette', palette);
}
