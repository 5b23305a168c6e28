import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { run, until } from '../support/desktop/program.ts';
import { pageOfRunning } from '../support/desktop/running-app.ts';
import { autostartEntry, forgetChoices } from '../support/desktop/user-files.ts';
import { startWindowManager } from '../support/desktop/windows.ts';
import { field, paletteOf, shown } from './palette.ts';
import { addContact, openSection } from './person.ts';
import { connect, expect, startAgain, test, type Sputnik } from './sputnik.ts';

test.afterEach(forgetChoices);

/** Who opens a link answers no Enter that was meant for another program. */
const stillMs = 800;

/** The palette, made ready before the link comes. Time stands still in it, so that no machine is too slow to type early. */
async function paletteInTime(app: Sputnik): Promise<Page> {
  const palette = await paletteOf(app);
  await passTime(palette, 0);
  return palette;
}

async function passTime(palette: Page, ms: number): Promise<void> {
  // Keys and clicks have the time of the system.
  await palette.waitForTimeout(ms);
  await palette.evaluate((pastMs) => {
    const atMs = performance.now() + pastMs;
    performance.now = () => atMs;
  }, ms);
}

test('a link puts the number into the palette, and only Enter rings it', async ({ connected, profile, pbx }) => {
  await using _manager = await startWindowManager();
  const palette = await paletteInTime(connected);
  expect(await startAgain(profile, ['tel:8(495)123-45-67;ext=12'])).toBe(0);
  await expect(field(palette)).toHaveValue('+7 495 123-45-67');
  // Somebody who is writing a letter just now.
  await field(palette).pressSequentially('привет');
  await field(palette).press('Enter');
  await expect(field(palette)).toHaveValue('+7 495 123-45-67');
  await expect(palette.getByRole('status')).toContainText('После ответа наберите 12');
  expect(pbx.tasks).toHaveLength(0);
  await until('the palette in front', () => palette.evaluate(() => document.hasFocus()));
  await passTime(palette, stillMs);
  await field(palette).press('Enter');
  await expect.poll(() => pbx.tasks.length).toBe(1);
});

test('what a link names stands first, before everybody whose number begins with it', async ({
  connected,
  profile,
  pbx,
}) => {
  await addContact(connected.page, { name: 'Анна Петрова', numbers: [{ written: '+7 916 000-55-11' }] });
  const palette = await paletteInTime(connected);
  expect(await startAgain(profile, ['call', '791'])).toBe(0);
  const found = palette.getByRole('option');
  await expect(found.nth(0)).toContainText('доб. 791');
  await expect(found.nth(1)).toContainText('Анна Петрова');
  await expect(found.first()).toHaveAttribute('aria-selected', 'true');
  // The same typed by hand is the beginning of the number of somebody known.
  await passTime(palette, stillMs);
  await field(palette).fill('7916');
  await expect(found.nth(0)).toContainText('Анна Петрова');
  await expect(found.nth(1)).toContainText('доб. 7916');
  expect(pbx.tasks).toHaveLength(0);
});

for (const [words, sentence] of [
  [['tel:112'], 'Экстренные службы'],
  [['tel:*31#89035556677'], 'служебный код'],
  [['tel:+74951234567,+79035556677'], 'несколько номеров'],
  [['vats-sputnik://open?number=89035556677'], 'По этой ссылке нельзя позвонить'],
  [['call', '12'], 'Такого номера не бывает'],
] as const) {
  test(`${words.join(' ')}: a sentence and no call`, async ({ connected, profile, pbx }) => {
    const palette = await paletteInTime(connected);
    expect(await startAgain(profile, [...words])).toBe(0);
    await expect(palette.getByRole('alert')).toContainText(sentence);
    await passTime(palette, stillMs);
    await field(palette).press('Enter');
    await expect(palette.getByRole('alert')).toBeVisible();
    expect(pbx.tasks).toHaveLength(0);
  });
}

test('started by a command line the palette is there alone, and waits for the account', async ({
  connected,
  start,
  pbx,
}) => {
  await connected.quit();
  const app = await start({ args: ['call', '+7', '903', '000', '55', '88'] });
  const palette = await paletteOf(app);
  await expect(field(palette)).toHaveValue('+7 903 000-55-88');
  await expect(palette.getByRole('option').first()).toContainText('+7 903 000-55-88');
  expect(app.electron.windows()).toHaveLength(1);
  await palette.waitForTimeout(stillMs);
  await field(palette).press('Enter');
  await expect.poll(() => pbx.tasks.length).toBe(1);
});

test('without an account it says so, leads to the window, and comes back with the account', async ({
  start,
  profile,
  pbx,
}) => {
  const app = await start();
  expect(await startAgain(profile, ['vats-sputnik://call?number=89035556677'])).toBe(0);
  const palette = await paletteOf(app);
  await expect(palette.getByRole('status')).toContainText('ВАТС не подключена');
  await app.native((window) => window.hide());
  await palette.getByRole('button', { name: 'Открыть Спутник' }).click();
  await expect.poll(() => app.native((window) => window.isVisible())).toBe(true);
  await shown(app).toBe(false);
  await connect(app.page, pbx);
  await shown(app).toBe(true);
  await expect(field(palette)).toHaveValue('+7 903 555-66-77');
  expect(pbx.tasks).toHaveLength(0);
});

test('set in the settings, xdg-open reaches it; and it starts with the system', async ({ connected }) => {
  const { page } = connected;
  await openSection(page, 'Настройки');
  await page.getByRole('button', { name: 'Открывать Спутником' }).click();
  await expect(page.getByText('Ссылки tel: и callto: открывает Спутник.')).toBeVisible();
  expect(await run('xdg-mime', 'query', 'default', 'x-scheme-handler/tel')).toBe('vats-sputnik.desktop');
  await run('xdg-open', 'tel:+79030005588');
  await expect(field(await paletteOf(connected))).toHaveValue('+7 903 000-55-88');

  const atStart = page.getByRole('switch', { name: 'Запускать вместе с системой' });
  await atStart.click();
  await expect(atStart).toBeChecked();
  expect(await run('desktop-file-validate', autostartEntry)).toBe('');
  await atStart.click();
  await expect(atStart).not.toBeChecked();
  expect(existsSync(autostartEntry)).toBe(false);
});

test('a link that opens it under the second click of a double-click rings nobody', async ({
  connected,
  profile,
  pbx,
}) => {
  const palette = await paletteInTime(connected);
  expect(await startAgain(profile, ['tel:84951234567'])).toBe(0);
  await palette.getByRole('option').first().click();
  await passTime(palette, stillMs);
  expect(pbx.tasks).toHaveLength(0);
  await palette.getByRole('option').first().click();
  await expect.poll(() => pbx.tasks.length).toBe(1);
});

test('set in the settings, xdg-open also starts a program that is off, and rings nobody', async ({
  connected,
  profile,
  pbx,
}) => {
  await openSection(connected.page, 'Настройки');
  await connected.page.getByRole('button', { name: 'Открывать Спутником' }).click();
  await expect(connected.page.getByText('Ссылки tel: и callto: открывает Спутник.')).toBeVisible();
  await connected.quit();

  const portFile = path.join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // It stays until the program that it starts has ended; with a group of its own both end together.
  const opener = spawn('xdg-open', ['tel:8(903)000-55-88'], { stdio: 'ignore', detached: true });
  try {
    // For a moment the file is there and empty.
    const read = () => Promise.resolve(existsSync(portFile) && /^\d+/.exec(readFileSync(portFile, 'utf8'))?.[0]);
    const port = await until('the port of the program', read, 25_000);
    const { browser, page: palette } = await pageOfRunning(port, '/palette.html');
    await expect(field(palette)).toHaveValue('+7 903 000-55-88');
    expect(pbx.tasks).toHaveLength(0);
    await browser.close();
  } finally {
    if (opener.pid) process.kill(-opener.pid, 'SIGKILL');
  }
});
