import type { BrowserWindow } from 'electron';
import type { JSHandle } from '@playwright/test';
import { run, until } from '../support/desktop/program.ts';
import type { Sputnik } from '../e2e/sputnik.ts';

const shortcut = 'ctrl+alt+k';
const pressesApartMs = 1_100;

export interface PaletteTimes {
  /** From the key until its window was shown, each in ms. */
  shown: number[];
  /** From the key until the shown window had a frame painted. */
  painted: number[];
}

/**
 * How long the palette takes from its key on, each time with its window kept. The key is pressed on the keyboard, so that
 * the system's part is in it, and the start of the program that presses it. Wants a window manager.
 */
export async function paletteTimes(app: Sputnik, openings: number): Promise<PaletteTimes> {
  const window = await firstOpened(app);
  const times: PaletteTimes = { shown: [], painted: [] };
  for (let n = 0; n < openings; n += 1) {
    // A press that follows too soon is one of keys that are held.
    await app.page.waitForTimeout(pressesApartMs);
    await run('xdotool', 'key', shortcut);
    await until('the palette away', async () => !(await window.evaluate((each) => each.isVisible())));
    const next = nextOpening(window);
    // The question is in the app, and the opening before it has ended.
    await app.page.waitForTimeout(pressesApartMs);
    const pressedAtMs = Date.now();
    await run('xdotool', 'key', shortcut);
    const { shownAtMs, paintedAtMs } = await next;
    times.shown.push(shownAtMs - pressedAtMs);
    times.painted.push(paintedAtMs - pressedAtMs);
  }
  return times;
}

/** The opening that makes the window, if it was not made ahead. */
async function firstOpened({ electron }: Sputnik): Promise<JSHandle<BrowserWindow>> {
  await run('xdotool', 'key', shortcut);
  const page = await until('the palette', () =>
    Promise.resolve(electron.windows().find((each) => each.url().endsWith('/palette.html'))),
  );
  const window = await electron.browserWindow(page);
  await until('the palette shown', () => window.evaluate((each) => each.isVisible()));
  return window;
}

/** When the window is next shown, and when its page has handed over a frame since, by the clock of the PC. */
const nextOpening = (window: JSHandle<BrowserWindow>): Promise<{ shownAtMs: number; paintedAtMs: number }> =>
  window.evaluate(async (each) => {
    await new Promise<void>((resolve) => each.once('show', () => resolve()));
    const shownAtMs = Date.now();
    // The second frame begins when the first is handed over.
    const twoFrames = 'new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(Date.now()))))';
    return { shownAtMs, paintedAtMs: (await each.webContents.executeJavaScript(twoFrames)) as number };
  });
