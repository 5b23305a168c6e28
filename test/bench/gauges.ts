import { readdir, readFile } from 'node:fs/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { percentile } from './numbers.ts';

/** What somebody has to wait for, in milliseconds. */
export interface Waits {
  p50: number;
  p99: number;
  max: number;
}

const probeMs = 10;

/** How late main's event loop is while `during` goes on: a timer's delay beyond what it asked for. */
export async function loopDelay(app: ElectronApplication, during: () => Promise<void>): Promise<Waits> {
  await app.evaluate((_, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const monitor = monitorEventLoopDelay({ resolution });
    monitor.enable();
    Object.assign(globalThis, { benchMonitor: monitor });
  }, probeMs);
  await during();
  return app.evaluate((_, resolution) => {
    const { benchMonitor: monitor } = globalThis as unknown as {
      benchMonitor: { disable(): void; percentile(part: number): number; max: number };
    };
    monitor.disable();
    const late = (ns: number) => Math.max(0, ns / 1e6 - resolution);
    return { p50: late(monitor.percentile(50)), p99: late(monitor.percentile(99)), max: late(monitor.max) };
  }, probeMs);
}

/** From one frame of the window to the next while `during` goes on. */
export async function frameTimes(page: Page, during: () => Promise<void>): Promise<Waits> {
  await page.evaluate(() => {
    const bench = { times: [] as number[], running: true };
    Object.assign(globalThis, { bench });
    let last = performance.now();
    const note = (nowMs: number) => {
      bench.times.push(nowMs - last);
      last = nowMs;
      if (bench.running) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await during();
  const times = await page.evaluate(() => {
    const { bench } = globalThis as unknown as { bench: { times: number[]; running: boolean } };
    bench.running = false;
    // The first is not a whole frame.
    return bench.times.slice(1);
  });
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), max: Math.max(...times) };
}

/** Turns the wheel over the middle of a list, down and up, as fast as a hand does. */
export async function scroll(page: Page, list: string, forMs: number): Promise<void> {
  const box = await page.locator(list).boundingBox();
  if (!box) throw new Error(`there is no list to scroll: ${list}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const begunMs = Date.now();
  for (let passed = 0; passed < forMs; passed = Date.now() - begunMs) {
    await page.mouse.wheel(0, passed < forMs / 2 ? 240 : -240);
    await page.waitForTimeout(12);
  }
}

/** A process and all that it has started. */
export async function processesOf(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]));
  }
  const isOurs = (each: number): boolean => each === pid || (parents.has(each) && isOurs(parents.get(each)!));
  return [...parents.keys()].filter(isOurs);
}

/** What all processes of the app take, in MB; shared pages count for each by its share. Linux only; NaN elsewhere. */
export async function memory(pid: number): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  let bytes = 0;
  for (const each of await processesOf(pid)) {
    const rollup = await readFile(`/proc/${each}/smaps_rollup`, 'utf8').catch(() => '');
    bytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  }
  return bytes / 1e6;
}
