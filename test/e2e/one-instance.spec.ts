import { until } from '../support/desktop/program.ts';
import { front, startWindowManager, workElsewhere } from '../support/desktop/windows.ts';
import { expect, startAgain, test, type Sputnik } from './sputnik.ts';

const comesToTheFront = (app: Sputnik) =>
  until('Sputnik in front', async () => {
    const shown = await app.native((window) => window.isVisible() && window.isFocused());
    return shown && (await front()) === 'Спутник ВАТС';
  });

/** Beside the palette, which is made ready in time, perhaps just now. */
const hasOneWindow = (app: Sputnik) =>
  expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .map(({ webContents }) => webContents.getURL())
          .filter((url) => !url.endsWith('/palette.html')),
      ),
    )
    .toEqual([app.page.url()]);

test.describe('a second start ends itself and brings the first to the front', () => {
  test('when its window was behind another program', async ({ start, profile }) => {
    await using _manager = await startWindowManager();
    const app = await start();
    await comesToTheFront(app);
    await using _other = await workElsewhere();
    expect(await startAgain(profile)).toBe(0);
    await comesToTheFront(app);
    await hasOneWindow(app);
  });

  test('when its window was minimised', async ({ start, profile }) => {
    await using _manager = await startWindowManager();
    const app = await start();
    await comesToTheFront(app);
    await app.native((window) => window.minimize());
    await expect.poll(() => app.native((window) => window.isMinimized())).toBe(true);
    expect(await startAgain(profile)).toBe(0);
    await comesToTheFront(app);
    expect(await app.native((window) => window.isMinimized())).toBe(false);
  });

  test('when its window was closed to the tray', async ({ start, profile }) => {
    await using _manager = await startWindowManager();
    const app = await start();
    await comesToTheFront(app);
    await app.native((window) => window.close());
    await expect.poll(() => app.native((window) => window.isVisible())).toBe(false);
    await using _other = await workElsewhere();
    expect(await startAgain(profile)).toBe(0);
    await comesToTheFront(app);
    await hasOneWindow(app);
  });
});

test('a second start changes nothing of what the first is at', async ({ connected, profile, pbx }) => {
  const { page } = connected;
  const number = page.getByRole('textbox', { name: 'Номер', exact: true });
  await number.fill('+7 903 000-55');
  const asked = pbx.requests.filter((request) => request.action === 'onlycheck').length;
  expect(await startAgain(profile, ['--demo'])).toBe(0);
  await expect(number).toHaveValue('+7 903 000-55');
  await expect(page.getByText(pbx.domain)).toBeVisible();
  expect(pbx.requests.filter((request) => request.action === 'onlycheck')).toHaveLength(asked);
});
