import type { Program } from '../support/desktop/program.ts';
import { startTrayHost, trayIcon } from '../support/desktop/tray.ts';
import { connect, expect, startAgain, test, type Sputnik } from './sputnik.ts';

let panel: Program;
test.beforeAll(async () => {
  panel = await startTrayHost();
});
test.afterAll(() => panel.stop());

const stranger = { numberA: '79030005511', group: 'Отдел продаж', user: '', seconds: 42 } as const;
const told = 'В окне произошёл сбой, и оно открыто заново. Что не успели сохранить, введите ещё раз.';

/** Ends the process of the page that shows «Требуют внимания». */
const crash = ({ electron }: Sputnik) =>
  electron.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('index.html'));
    main?.webContents.forcefullyCrashRenderer();
  });

const mainWindows = ({ electron }: Sputnik) =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter(({ webContents }) => webContents.getURL().endsWith('index.html'))
      .map((window) => window.isVisible()),
  );

/** The next page of the main window. */
const nextPage = async ({ electron }: Sputnik) =>
  electron.waitForEvent('window', { predicate: (page) => page.url().endsWith('index.html'), timeout: 20_000 });

test('a window that crashes before the person’s eyes is there again, says so, and works', async ({
  connected,
  pbx,
}) => {
  const again = nextPage(connected);
  await crash(connected);
  const page = await again;
  await expect(page.getByText(told)).toBeVisible();
  await expect.poll(() => mainWindows(connected)).toEqual([true]);
  pbx.addRecord('voicemail', stranger);
  await page.getByRole('button', { name: 'Обновить' }).click();
  await expect(page.getByText('+7 903 000-55-11').first()).toBeVisible({ timeout: 20_000 });
});

test('one that crashes out of sight stays there, and is whole when it is opened', async ({ connected, profile }) => {
  await connected.native((window) => window.hide());
  await crash(connected);
  await expect.poll(() => mainWindows(connected)).toEqual([]);
  const again = nextPage(connected);
  await startAgain(profile);
  const page = await again;
  await expect(page.getByText(told)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Разделы' })).toBeVisible();
});

test('its window is shown also when Electron never tells that the page has painted', async ({ connected }) => {
  await connected.electron.evaluate(({ app }) => {
    app.on('browser-window-created', (_event, window) => {
      const emit = window.emit.bind(window) as (name: string, ...given: unknown[]) => boolean;
      window.emit = (name: string, ...given: unknown[]) => name !== 'ready-to-show' && emit(name, ...given);
    });
  });
  const again = nextPage(connected);
  await crash(connected);
  await expect((await again).getByText(told)).toBeVisible();
  await expect.poll(() => mainWindows(connected)).toEqual([true]);
});

test('one that crashes again and again is left alone until it is asked for', async ({ connected, profile }) => {
  for (let crashes = 1; crashes <= 3; crashes += 1) {
    const again = nextPage(connected);
    await crash(connected);
    await (await again).getByRole('navigation', { name: 'Разделы' }).waitFor();
    await expect.poll(() => mainWindows(connected)).toEqual([true]);
  }
  await crash(connected);
  await expect.poll(() => mainWindows(connected)).toEqual([]);
  const again = nextPage(connected);
  await startAgain(profile);
  await expect((await again).getByRole('navigation', { name: 'Разделы' })).toBeVisible();
});

test('on Windows’ taskbar there is a dot for what is new also after a hidden start, and after a crash', async ({
  start,
  profile,
  pbx,
}) => {
  const first = await start();
  await connect(first.page, pbx);
  await first.page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  await first.quit();
  const app = await start({ args: ['--hidden'] });
  // The button of the taskbar is Windows' own; what it is told can be seen anywhere.
  await app.electron.evaluate(({ BrowserWindow }) => {
    Object.defineProperty(process, 'platform', { value: 'win32' });
    const marks: string[] = [];
    Object.assign(globalThis, { marks });
    BrowserWindow.prototype.setOverlayIcon = (image, description) => {
      marks.push(image ? description : '');
    };
  });
  const mark = () => app.electron.evaluate(() => (globalThis as unknown as { marks: string[] }).marks.at(-1));
  pbx.addRecord('voicemail', stranger);
  // It asks at once when the PC wakes up.
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect.poll(async () => (await trayIcon()).tooltip(), { timeout: 10_000 }).toContain('1 ждёт ответа');
  const opened = nextPage(app);
  await startAgain(profile);
  await (await opened).getByRole('navigation', { name: 'Разделы' }).waitFor();
  await expect.poll(mark).toBe('Новых: 1');
  await app.electron.evaluate(() => (globalThis as unknown as { marks: string[] }).marks.splice(0));
  const again = nextPage(app);
  await crash(app);
  await again;
  await expect.poll(mark).toBe('Новых: 1');
});
