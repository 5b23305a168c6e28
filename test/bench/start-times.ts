import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './numbers.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Milliseconds since the process was created. */
export interface StartTimes {
  /** Spent on evaluating the main file and what it brings in at once. */
  evaluatedMs: number;
  readyMs: number;
  shownMs: number;
  /** The first rows of data are in the page; null: nobody asked. */
  rowsMs: number | null;
}

interface StartOptions {
  what: 'bare' | 'app';
  profile: string;
  /** What the first rows are known by. */
  rows?: string;
}

/** One start, up to the shown window. */
export async function start({ what, profile, rows = '' }: StartOptions): Promise<StartTimes> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sputnik-start-'));
  const out = path.join(folder, 'times.json');
  try {
    const child = spawn(
      process.env['SPUTNIK_ELECTRON'] ?? '',
      [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--password-store=gnome-libsecret',
        `--user-data-dir=${profile}`,
        '--lang=ru',
        '-r',
        here('start-probe.cjs'),
        what === 'bare' ? here('bare-window.cjs') : here('../..'),
      ],
      { env: { ...process.env, BENCH_OUT: out, BENCH_ROWS: rows }, stdio: 'ignore', timeout: 60_000 },
    );
    await once(child, 'exit');
    return JSON.parse(await readFile(out, 'utf8')) as StartTimes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** By each of the times. */
export function medians(starts: readonly StartTimes[]): StartTimes {
  const of = (name: keyof StartTimes) => median(starts.map((each) => each[name] ?? Number.NaN));
  return { evaluatedMs: of('evaluatedMs'), readyMs: of('readyMs'), shownMs: of('shownMs'), rowsMs: of('rowsMs') };
}
