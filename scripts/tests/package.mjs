import fs from 'node:fs';
import { Failure, say } from '../ready/console.mjs';
import { inProject } from '../ready/paths.mjs';
import { capture } from '../ready/process.mjs';
import { ensureReadyWithElectron } from '../ready/ready.mjs';
import { runPlaywright } from './playwright.mjs';
import { createTemporaryUser } from './temporary-user.mjs';

/**
 * Makes the Debian package with the fuses of a release, and tests what a user gets: installed by apt, started by somebody
 * who is not root, with Chromium's sandbox, and purged again. Who is not root can test the contents only.
 */
export async function runPackageTests(args) {
  if (process.platform !== 'linux') throw new Failure('The package is tested on Linux only.');
  const isRoot = process.getuid() === 0;
  const electron = await ensureReadyWithElectron([
    'virtual display',
    'desktop tests',
    'packaging',
    'installed package',
  ]);
  if (isRoot) await refuseToPurgeSomebodysApp();
  fs.rmSync(inProject('dist'), { recursive: true, force: true });
  const { makePackages } = await import('../package/make.mjs');
  await makePackages(electron, ['--linux', 'dir', 'deb']);
  if (isRoot) return asTemporaryUser((env) => runPlaywright('package', args, env));
  say('not root: the package is not installed, only its contents are tested');
  return runPlaywright('package', [...args, 'contents'], process.env);
}

async function refuseToPurgeSomebodysApp() {
  const { stdout } = await capture('dpkg-query', ['-W', '-f', '${db:Status-Status}', 'vats-sputnik']);
  if (stdout !== '' && stdout !== 'not-installed') {
    throw new Failure('vats-sputnik is installed on this system, and the test would purge it. Remove it first.');
  }
}

async function asTemporaryUser(test) {
  const { startPrivateDesktop } = await import('../desktop/virtual-desktop.mjs');
  const user = await createTemporaryUser();
  try {
    const desktop = await startPrivateDesktop({ as: user });
    try {
      const account = { uid: user.uid, gid: user.gid, env: desktop.env };
      return await test({ ...process.env, SPUTNIK_USER: JSON.stringify(account) });
    } finally {
      await desktop.stop();
    }
  } finally {
    await user.remove();
  }
}
