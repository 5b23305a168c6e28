/*
 * How the built app stands a company of many records. Prints a table, judges nothing; started by `npm run bench`, which
 * makes the desktop: npm run bench [-- --records=100000 --starts=5]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { connect, Sputnik } from '../e2e/sputnik.ts';
import { startWindowManager } from '../support/desktop/windows.ts';
import { atRest, type AtRest } from './at-rest.ts';
import { frameTimes, loopDelay, memory, scroll, type Waits } from './gauges.ts';
import { median, percentile, table } from './numbers.ts';
import { paletteTimes, type PaletteTimes } from './palette-times.ts';
import { medians, start, type StartTimes } from './start-times.ts';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, starts: { type: 'string', default: '5' } },
});
const records = Number(values.records);
const starts = Number(values.starts);

/** A year of working days, weekends quieter; see `recordsOfDay` of the demo. */
const days = 365;
const fullDaysOfWeek = 5.31 / 7;
/** Between two pieces of the first load the app waits for some ten seconds, in which there is nothing to measure. */
const hastened = 20;
const paletteOpenings = 40;
const journal = "[role='grid'][aria-label='Записи']";
const inboxRow = "[role='grid'][aria-label='Требуют внимания'] [role='row']";
const say = (text: string) => process.stdout.write(`${text}\n`);

type Address = Pick<DemoPbx, 'apiUrl' | 'domain' | 'key'>;

async function startPbx(): Promise<{ pbx: Address; process: ChildProcess }> {
  const perDay = records / days / fullDaysOfWeek;
  const child = fork(new URL('./pbx-process.ts', import.meta.url), [String(days), String(perDay)]);
  const [pbx] = (await once(child, 'message')) as [Address];
  return { pbx, process: child };
}

interface Under {
  loop: Waits;
  frames: Waits;
}

async function measure(app: Sputnik, during: () => Promise<void>): Promise<Under> {
  let frames: Waits = { p50: NaN, p99: NaN, max: NaN };
  const loop = await loopDelay(app.electron, async () => {
    frames = await frameTimes(app.page, during);
  });
  return { loop, frames };
}

async function ask<T>(page: Page, name: string, input?: unknown): Promise<T> {
  return page.evaluate(
    async ([call, given]) => {
      const { sputnik } = globalThis as unknown as {
        sputnik: { call: Record<string, (input: unknown) => Promise<{ value: T }>> };
      };
      return (await sputnik.call[call as string]!(given)).value;
    },
    [name, input] as const,
  );
}

const stored = async (page: Page) =>
  (await ask<number[]>(page, 'journal.days', { filter: {}, boundariesMs: [0, 8e15] }))[0]!;

const isLoaded = async (page: Page) =>
  (await ask<{ history: { done: boolean } | null }>(page, 'sync.state')).history?.done === true;

/** From the connection to the last record of the first load; somebody scrolls in the journal now and then. */
async function firstLoad(app: Sputnik): Promise<{ quiet: Under; scrolled: Under; seconds: number; rows: number }> {
  const { page } = app;
  const begunMs = performance.now();
  await app.hasten(hastened);
  await page.locator(`${journal} [role='row']`).first().waitFor({ timeout: 60_000 });
  const quiet = await measure(app, () => page.waitForTimeout(8000));
  const scrolled = await measure(app, () => scroll(page, journal, 8000));
  const rest = await measure(app, async () => {
    while (!(await isLoaded(page))) await page.waitForTimeout(500);
  });
  const seconds = (performance.now() - begunMs) / 1000;
  const worst = (a: Waits, b: Waits) => ({ p50: a.p50, p99: Math.max(a.p99, b.p99), max: Math.max(a.max, b.max) });
  return {
    quiet: { loop: worst(quiet.loop, rest.loop), frames: worst(quiet.frames, rest.frames) },
    scrolled,
    seconds,
    rows: await stored(page),
  };
}

async function work(profile: string, pbx: Address) {
  const app = await Sputnik.start(profile);
  try {
    const { page } = app;
    await page.getByRole('button', { name: 'Подключить' }).waitFor();
    const idle = await measure(app, () => page.waitForTimeout(5000));
    const idleMb = await memory(app.pid);
    await connect(page, pbx as DemoPbx);
    const sections = page.getByRole('navigation', { name: 'Разделы' });
    await sections.getByLabel('Журнал').first().click();
    const load = await firstLoad(app);
    const scrolled = await measure(app, () => scroll(page, journal, 10_000));
    const filledMb = await memory(app.pid);
    await using _manager = await startWindowManager();
    const palette = await paletteTimes(app, paletteOpenings);
    return { idle, load, scrolled, idleMb, filledMb, palette, rest: await atRest(app, hastened) };
  } finally {
    await app.quit();
  }
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const times = (value: number, base: number) => `${(value / base).toFixed(2)} ×`;

function waitsRow(name: string, { p50, p99, max }: Waits, base: Waits): string[] {
  return [name, ms(p50), ms(p99), ms(max), times(p50, base.p50), times(p99, base.p99)];
}

function tellPalette({ shown, painted }: PaletteTimes): void {
  const row = (name: string, each: number[]) => [name, ms(median(each)), ms(percentile(each, 0.95))];
  const head = [`palette, of ${paletteOpenings} openings`, 'median', 'p95'];
  say(`\n${table([head, row('key → shown', shown), row('key → painted', painted)])}`);
}

function tellStarts(bare: StartTimes, fresh: StartTimes, filled: StartTimes): void {
  const row = (name: string, each: StartTimes) => [
    name,
    ms(each.evaluatedMs),
    ms(each.readyMs),
    times(each.readyMs, bare.readyMs),
    Number.isNaN(each.rowsMs ?? NaN) ? '' : ms((each.rowsMs ?? 0) - each.shownMs),
  ];
  const head = [
    `start (median of ${starts})`,
    'main evaluated',
    'ready to show',
    'to a bare window',
    'shown → first rows',
  ];
  say(table([head, row('bare window', bare), row('first start', fresh), row(`with ${records} records`, filled)]));
}

function tellRest({ openingMs, withWindowMb, inTrayMb, paletteMb, cpuPercent }: AtRest): void {
  say(`\npalette: shown ${ms(openingMs.p50)} after the key (median; at most ${ms(openingMs.max)})`);
  say(
    `in the tray: ${inTrayMb.toFixed(0)} MB (${withWindowMb.toFixed(0)} with the window; ${paletteMb.toFixed(0)} for the ` +
      `palette kept ready), ${cpuPercent.toFixed(1)} % of a processor`,
  );
}

const profile = await mkdtemp(path.join(os.tmpdir(), 'sputnik-bench-'));
const exchange = await startPbx();
try {
  const [bare, fresh, filled]: StartTimes[][] = [[], [], []];
  for (let n = 0; n < starts; n += 1) {
    for (const [what, list] of [
      ['bare', bare],
      ['app', fresh],
    ] as const) {
      const empty = await mkdtemp(path.join(os.tmpdir(), 'sputnik-bench-start-'));
      list!.push(await start({ what, profile: empty }));
      await rm(empty, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  }
  const { idle, load, scrolled, idleMb, filledMb, palette, rest } = await work(profile, exchange.pbx);
  exchange.process.send(30);
  await start({ what: 'app', profile, rows: inboxRow });
  for (let n = 0; n < starts; n += 1) filled!.push(await start({ what: 'app', profile, rows: inboxRow }));

  const busy = `load ${os.loadavg()[1]?.toFixed(1)} in the last minutes`;
  say(`\n${os.cpus().length} × ${os.cpus()[0]?.model} (${busy}), ${load.rows} records\n`);
  tellStarts(medians(bare!), medians(fresh!), medians(filled!));
  const head = (name: string) => [name, 'p50', 'p99', 'longest', 'p50 to idle', 'p99 to idle'];
  const blank = ['', '', '', '', '', ''];
  say(
    `\n${table([
      head('main: lateness'),
      waitsRow('idle', idle.loop, idle.loop),
      waitsRow('first load', load.quiet.loop, idle.loop),
      waitsRow('first load, scrolling', load.scrolled.loop, idle.loop),
      waitsRow('loaded, scrolling', scrolled.loop, idle.loop),
      blank,
      head('window: frame to frame'),
      waitsRow('idle', idle.frames, idle.frames),
      waitsRow('first load', load.quiet.frames, idle.frames),
      waitsRow('first load, scrolling', load.scrolled.frames, idle.frames),
      waitsRow('loaded, scrolling', scrolled.frames, idle.frames),
    ])}`,
  );
  tellPalette(palette);
  say(
    `\nfirst load: ${load.rows} records in ${load.seconds.toFixed(0)} s, ${Math.round(load.rows / load.seconds)} a second ` +
      `(pauses ${hastened} times as short as in life)`,
  );
  say(
    `memory of all processes: ${idleMb.toFixed(0)} MB at first, ${filledMb.toFixed(0)} MB after it all, ${times(filledMb, idleMb)}`,
  );
  tellRest(rest);
} finally {
  exchange.process.disconnect();
  await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
