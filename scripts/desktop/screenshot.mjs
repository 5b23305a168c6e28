import fs from 'node:fs';
import path from 'node:path';
import { capture } from '../ready/process.mjs';

/**
 * Writes a picture of the biggest window that is to be seen, once there is one.
 * @param {string} file a .png
 * @param {{ env: NodeJS.ProcessEnv, settleMs: number, signal: AbortSignal }} options how long a new window may take to fill
 * @returns {Promise<boolean>} false when there was no window within a minute
 */
export async function screenshotOfBiggestWindow(file, { env, settleMs, signal }) {
  const until = Date.now() + 60_000;
  while (!signal.aborted && Date.now() < until) {
    if (await biggestWindow(env)) {
      await pause(settleMs);
      const window = await biggestWindow(env); // a splash may have given way to the real one
      fs.mkdirSync(path.dirname(file), { recursive: true });
      return window !== undefined && (await capture('import', ['-window', window, file], { env })).code === 0;
    }
    await pause(250);
  }
  return false;
}

async function biggestWindow(env) {
  const found = await capture('xdotool', ['search', '--onlyvisible', '--name', '.+'], { env });
  const areas = await Promise.all(
    found.stdout
      .split(/\s+/)
      .filter(Boolean)
      .map(async (id) => {
        const { stdout } = await capture('xdotool', ['getwindowgeometry', '--shell', id], { env });
        return {
          id,
          area: Number(/WIDTH=(\d+)/.exec(stdout)?.[1] ?? 0) * Number(/HEIGHT=(\d+)/.exec(stdout)?.[1] ?? 0),
        };
      }),
  );
  return areas.filter(({ area }) => area > 100 * 100).sort((a, b) => b.area - a.area)[0]?.id;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
