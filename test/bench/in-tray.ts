/*
 * What the program costs in the tray: connected, its window closed, the palette kept ready, nobody at the PC. Without
 * Playwright, which keeps a page drawn as if it were seen. Linux only.
 *
 *   npm run build && node scripts/desktop.mjs -- node test/bench/in-tray.ts [--seconds=60]
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { commandLine, connect, Sputnik } from '../e2e/sputnik.ts';
import { run, until } from '../support/desktop/program.ts';
import { processTree } from '../support/desktop/processes.ts';
import { startTrayHost } from '../support/desktop/tray.ts';
import { startWindowManager } from '../support/desktop/windows.ts';
import { table } from './numbers.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const seconds = Number(values.seconds);
/** Start, first load and the palette that is made ready are over by then. */
const settledMs = 30_000;
/** Between two pieces of the first load the app waits for some ten seconds. */
const hastened = 20;
/** The kernel counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

interface Spent {
  what: string;
  cpuMs: number;
  /** How often it slept and was woken. */
  wakes: number;
}

async function spentBy(pid: number): Promise<Spent> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const [stat, command] = await Promise.all([read('stat'), read('cmdline')]);
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11);
  const threads = await run('sh', '-c', `cat /proc/${pid}/task/*/status | grep ^voluntary | cut -f2`).catch(() => '');
  const kind = /--type=([\w-]+)/.exec(command)?.[1] ?? 'main';
  return {
    what: /--utility-sub-type=([\w.]+)/.exec(command)?.[1] ?? kind,
    cpuMs: ((Number(user) + Number(system)) * 1000) / ticksPerSecond,
    wakes: threads.split('\n').reduce((sum, count) => sum + Number(count), 0),
  };
}

const all = async (pid: number) =>
  new Map(await Promise.all(processTree(pid).map(async (each) => [each, await spentBy(each)] as const)));

/** The person has connected once, by hand, and all of the history is there. */
async function prepare(profile: string, pbx: DemoPbx): Promise<void> {
  const app = await Sputnik.start(profile);
  await connect(app.page, pbx);
  await app.hasten(hastened);
  const state = () => app.page.evaluate(async () => JSON.stringify(await window.sputnik.call['sync.state'](undefined)));
  await until('the history', async () => (await state()).includes('"done":true'), 120_000);
  await app.quit();
}

const start = (profile: string): ChildProcess =>
  spawn(process.env['SPUTNIK_ELECTRON'] ?? '', commandLine(profile, []), { stdio: 'ignore' });

/** As a person does it, once the program is up. */
async function closeWindow(): Promise<void> {
  const window = await until(
    'the window',
    async () => (await run('xdotool', 'search', '--onlyvisible', '--name', 'Спутник ВАТС')).split('\n')[0],
    30_000,
  );
  await pause(5000);
  await run('xdotool', 'windowactivate', '--sync', window, 'key', 'alt+F4');
  await until('the window to go', async () => {
    const seen = await run('xdotool', 'search', '--onlyvisible', '--name', 'Спутник ВАТС').catch(() => '');
    return seen === '';
  });
}

const profile = await mkdtemp(path.join(os.tmpdir(), 'sputnik-bench-'));
const exchange = fork(new URL('./pbx-process.ts', import.meta.url), ['30', '360']);
const [pbx] = (await once(exchange, 'message')) as [DemoPbx];
await using _panel = await startTrayHost();
await using _manager = await startWindowManager();
await prepare(profile, pbx);
const app = start(profile);
try {
  await closeWindow();
  await pause(settledMs);
  const before = await all(app.pid ?? 0);
  await pause(seconds * 1000);
  const after = await all(app.pid ?? 0);
  const spent = [...after].map(([pid, { what, cpuMs, wakes }]) => {
    const base = before.get(pid) ?? { cpuMs: 0, wakes: 0 };
    return { what, cpuMs: cpuMs - base.cpuMs, wakes: wakes - base.wakes };
  });
  const row = ({ what, cpuMs, wakes }: Spent) => [
    what,
    `${(cpuMs / seconds / 10).toFixed(2)} %`,
    (wakes / seconds).toFixed(1),
  ];
  const sum = (of: 'cpuMs' | 'wakes') => spent.reduce((total, each) => total + each[of], 0);
  const head = [`in the tray, ${seconds} s (load ${os.loadavg()[0]?.toFixed(1)})`, 'of a processor', 'wakes a second'];
  process.stdout.write(
    `${table([head, ...spent.map(row), row({ what: 'all', cpuMs: sum('cpuMs'), wakes: sum('wakes') })])}\n`,
  );
} finally {
  app.kill();
  await once(app, 'exit');
  exchange.disconnect();
  await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
