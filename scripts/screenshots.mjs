// npm run screenshots: pictures of every screen, light and dark, from the demo, into docs/screenshots/.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { entry } from './ready/console.mjs';
import { inProject } from './ready/paths.mjs';
import { runInForeground } from './ready/process.mjs';
import { ensureReadyWithElectron } from './ready/ready.mjs';

const [, self] = process.argv;
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
  mkdirSync(folder, { recursive: true });
  for (const theme of ['light', 'dark']) {
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
      await page.evaluate((wanted) => globalThis.sputnik.call['settings.set']({ theme: wanted }), theme);
      await tour(page, async (name) => {
        // Transitions end, and the pointer leaves nothing lit.
        await page.mouse.move(1, 1);
        await page.waitForTimeout(500);
        await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
      });
    } finally {
      await app.evaluate(({ app: running }) => running.exit(0)).catch(() => undefined);
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  }
  return 0;
}

/** A person's first ten minutes, as far as they can be seen. */
async function tour(page, take) {
  const go = (section) => page.getByRole('navigation', { name: 'Разделы' }).getByLabel(section).first().click();
  const field = page.getByRole('textbox', { name: 'Номер', exact: true });
  const dial = async (number) => {
    await field.fill(number);
    await field.press('Enter');
  };

  await page.getByRole('button', { name: 'Попробовать демо' }).waitFor();
  await take('welcome');
  await page.getByText('Дополнительно').click();
  await page.getByLabel('Домен ВАТС').fill('моя атс');
  await page.getByRole('button', { name: 'Подключить' }).click();
  await page.getByText('Домен пишется').waitFor();
  await take('welcome-refused');

  await page.getByRole('button', { name: 'Попробовать демо' }).click();
  await page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  await go('Контакты');
  await dial('+7 903 000-55-17');
  await page.getByText('Занято, попытка 1').first().waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Перезвонить: Ершова Наталья' }).click();
  await page.getByText('Соединяем с клиентом').first().waitFor({ timeout: 30_000 });
  await take('contacts');
  await page.getByText('Петрова Анна Сергеевна').first().click();
  await take('contact');
  await page.getByRole('button', { name: 'Изменить' }).first().click();
  await take('contact-edit');
  await page.getByRole('button', { name: 'Отменить' }).first().click();

  await go('Сотрудники');
  await page.getByText('Громов Алексей').first().waitFor();
  await take('team');
  await go('Обратные звонки');
  await page
    .getByText(/Разговор состоялся/)
    .first()
    .waitFor({ timeout: 60_000 });
  await page.getByText('+7 903 000-55-17').first().click();
  await take('callbacks');
  await go('Настройки');
  await take('settings');
  await dial('112');
  await page.getByText('Экстренные службы').waitFor();
  await take('dial-refused');
  await go('Обратные звонки');
  await dial('+7 903 000-55-17');
  await page.getByText('Позвонить ещё раз?').waitFor();
  await take('again');
}
