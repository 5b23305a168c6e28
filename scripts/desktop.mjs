// node scripts/desktop.mjs [--no-keyring] -- <command> [arguments]
// Runs a command on a private virtual desktop: own display, D-Bus session, home and XDG folders, and an unlocked key ring.
import { entry, Failure } from './ready/console.mjs';
import { runInForeground } from './ready/process.mjs';
import { ensureReady } from './ready/ready.mjs';

await entry(async () => {
  await ensureReady(['virtual display', 'desktop tests']);
  const split = process.argv.indexOf('--');
  const [command, ...args] = split < 0 ? [] : process.argv.slice(split + 1);
  if (!command) throw new Failure('usage: node scripts/desktop.mjs [--no-keyring] -- <command> [arguments]');
  const { startPrivateDesktop } = await import('./desktop/virtual-desktop.mjs');
  const desktop = await startPrivateDesktop({ keyring: !process.argv.slice(0, split).includes('--no-keyring') });
  try {
    return await runInForeground(command, args, { env: desktop.env, cwd: process.cwd() });
  } finally {
    await desktop.stop();
  }
});
