import { readFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import type { Sputnik } from '../e2e/sputnik.ts';
import { memory, processesOf } from './gauges.ts';
import { percentile } from './numbers.ts';

export interface AtRest {
  /** From the command to open until the palette's window is shown, drawn, in milliseconds. */
  openingMs: { p50: number; max: number };
  withWindowMb: number;
  inTrayMb: number;
  /** Of that, what the palette takes that is kept ready. */
  paletteMb: number;
  /** Of one processor, all processes together, in the tray. */
  cpuPercent: number;
}

const openings = 15;
const idleMs = 60_000;
const givenUpMs = 5000;
/** The kernel counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

/**
 * What a connected app costs while nobody does anything with it, and how fast its palette is there. Linux only. `hastened`:
 * so many times as fast as in life were its pauses until now.
 */
export async function atRest(app: Sputnik, hastened: number): Promise<AtRest> {
  await app.hasten(1 / hastened);
  const times: number[] = [];
  for (let n = 0; n < openings; n += 1) times.push(await openPalette(app));
  const withWindowMb = await memory(app.pid);
  await app.native((window) => window.hide());
  await app.page.waitForTimeout(10_000);
  const inTrayMb = await memory(app.pid);
  const before = await cpuSeconds(app.pid);
  await app.page.waitForTimeout(idleMs);
  const cpuPercent = (((await cpuSeconds(app.pid)) - before) / (idleMs / 1000)) * 100;
  await onPalette(app.electron, 'destroy');
  await app.page.waitForTimeout(3000);
  const paletteMb = inTrayMb - (await memory(app.pid));
  return {
    openingMs: { p50: percentile(times, 0.5), max: Math.max(...times) },
    withWindowMb,
    inTrayMb,
    paletteMb,
    cpuPercent,
  };
}

/** From the command to the moment at which main shows the window: its page is drawn by then. */
async function openPalette({ electron, page }: Sputnik): Promise<number> {
  await electron.evaluate(({ BrowserWindow }) => {
    const palette = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('/palette.html'));
    palette?.once('show', () => Object.assign(globalThis, { benchShownMs: Date.now() }));
    Object.assign(globalThis, { benchShownMs: 0 });
  });
  const begunMs = Date.now();
  await page.evaluate(async () => {
    const { sputnik } = globalThis as unknown as { sputnik: { call: Record<string, () => Promise<unknown>> } };
    await sputnik.call['palette.open']!();
  });
  let shownMs = 0;
  while (shownMs === 0 && Date.now() - begunMs < givenUpMs) {
    await page.waitForTimeout(20);
    shownMs = await electron.evaluate(() => (globalThis as unknown as { benchShownMs: number }).benchShownMs);
  }
  await onPalette(electron, 'close');
  await page.waitForTimeout(200);
  return shownMs === 0 ? Number.NaN : shownMs - begunMs;
}

async function onPalette(electron: ElectronApplication, what: 'close' | 'destroy'): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, does) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().endsWith('/palette.html')) window[does]();
  }, what);
}

async function cpuSeconds(pid: number): Promise<number> {
  let ticks = 0;
  for (const each of await processesOf(pid)) {
    const stat = await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '');
    const [user = '0', system = '0'] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11);
    ticks += Number(user) + Number(system);
  }
  return ticks / ticksPerSecond;
}
