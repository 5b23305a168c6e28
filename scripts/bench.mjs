// npm run bench [-- --records=100000 --starts=5]: how the built app stands a large company, its records and its address
// book; see docs/BENCHMARKS.md.
import { entry } from './ready/console.mjs';
import { runScript } from './ready/process.mjs';
import { ensureReadyWithElectron } from './ready/ready.mjs';

await entry(async () => {
  const electron = await ensureReadyWithElectron(['virtual display', 'desktop tests']);
  const { ensureBuilt } = await import('./build/build.mjs');
  await ensureBuilt();
  const { startPrivateDesktop } = await import('./desktop/virtual-desktop.mjs');
  const desktop = await startPrivateDesktop();
  try {
    const env = { ...desktop.env, SPUTNIK_ELECTRON: electron.executable };
    const code = await runScript('test/bench/app.ts', process.argv.slice(2), env);
    return code || (await runScript('test/bench/desk-work.ts'));
  } finally {
    await desktop.stop();
  }
});
