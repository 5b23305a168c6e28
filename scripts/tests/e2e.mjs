import os from 'node:os';
import { inProject } from '../ready/paths.mjs';
import { runInForeground } from '../ready/process.mjs';
import { ensureReadyWithElectron } from '../ready/ready.mjs';
import { freshReport, playwrightCounts } from './counts.mjs';

/**
 * The built app in a real Electron, on a virtual desktop with a key ring. All tests are shared out between two desktops
 * where there are processors for both: most of their time they wait. With arguments (a file, a name) one will do.
 */
export async function runEndToEndTests(args) {
  const electron = await ensureReadyWithElectron(['virtual display', 'desktop tests']);
  const { ensureBuilt } = await import('../build/build.mjs');
  await ensureBuilt();
  const desktops = args.length === 0 && os.availableParallelism() > 1 ? 2 : 1;
  const shares = Array.from({ length: desktops }, (_, index) => ({
    name: desktops === 1 ? 'e2e' : `e2e-${index + 1}`,
    args: desktops === 1 ? args : [`--shard=${index + 1}/${desktops}`],
  }));
  const counts = await Promise.all(shares.map((share) => runShare(share, electron)));
  const sum = (what) => counts.reduce((all, each) => all + each[what], 0);
  return [{ suite: 'e2e', passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }];
}

/** On a desktop of its own: clipboard, notifications, tray and key ring are nobody else's. */
async function runShare({ name, args }, electron) {
  const { startPrivateDesktop } = await import('../desktop/virtual-desktop.mjs');
  const desktop = await startPrivateDesktop();
  const report = freshReport(name);
  try {
    const code = await runInForeground(
      process.execPath,
      [
        inProject('node_modules', '@playwright', 'test', 'cli.js'),
        'test',
        '--config=test/e2e/playwright.config.ts',
        `--output=${inProject('test-results', name)}`,
        ...args,
      ],
      { env: { ...desktop.env, SPUTNIK_ELECTRON: electron.executable, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
    );
    const [counts] = playwrightCounts(report, 'e2e', code === 0);
    return counts;
  } finally {
    await desktop.stop();
  }
}
