import os from 'node:os';
import { ensureReadyWithElectron } from '../ready/ready.mjs';
import { runPlaywright } from './playwright.mjs';

/** Most of its time a test waits for the app, the exchange or a person: a processor has room for two. */
const desktopsPerProcessor = 2;

/**
 * The built app in a real Electron, on virtual desktops with a key ring each. All tests are shared out among several; with
 * arguments (a file, a name) one will do.
 */
export async function runEndToEndTests(args) {
  const electron = await ensureReadyWithElectron(['virtual display', 'desktop tests']);
  const { ensureBuilt } = await import('../build/build.mjs');
  await ensureBuilt();
  const count = args.length === 0 ? Math.min(8, os.availableParallelism() * desktopsPerProcessor) : 1;
  return onDesktops(count, (desktops) =>
    runPlaywright('e2e', args, {
      ...desktops[0].env,
      SPUTNIK_DESKTOPS: JSON.stringify(desktops.map(({ env }) => env)),
      SPUTNIK_ELECTRON: electron.executable,
    }),
  );
}

/** Each is apart from the others: clipboard, notifications, tray, key ring and the user's settings. */
async function onDesktops(count, work) {
  const { startPrivateDesktop } = await import('../desktop/virtual-desktop.mjs');
  const starts = await Promise.allSettled(Array.from({ length: count }, () => startPrivateDesktop()));
  const desktops = starts.flatMap(({ status, value }) => (status === 'fulfilled' ? [value] : []));
  try {
    for (const { status, reason } of starts) if (status === 'rejected') throw reason;
    return await work(desktops);
  } finally {
    await Promise.all(desktops.map((desktop) => desktop.stop()));
  }
}
