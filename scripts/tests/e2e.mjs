import { inProject } from '../ready/paths.mjs';
import { runInForeground } from '../ready/process.mjs';
import { ensureReadyWithElectron } from '../ready/ready.mjs';
import { freshReport, playwrightCounts } from './counts.mjs';

/** The built app in a real Electron, on a virtual desktop with a key ring. */
export async function runEndToEndTests(args) {
  const electron = await ensureReadyWithElectron(['virtual display', 'desktop tests']);
  const { ensureBuilt } = await import('../build/build.mjs');
  await ensureBuilt();
  const { startPrivateDesktop } = await import('../desktop/virtual-desktop.mjs');
  const desktop = await startPrivateDesktop();
  const report = freshReport('e2e');
  try {
    const code = await runInForeground(
      process.execPath,
      [
        inProject('node_modules', '@playwright', 'test', 'cli.js'),
        'test',
        '--config=test/e2e/playwright.config.ts',
        ...args,
      ],
      { env: { ...desktop.env, SPUTNIK_ELECTRON: electron.executable, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
    );
    return playwrightCounts(report, 'e2e', code === 0);
  } finally {
    await desktop.stop();
  }
}
