import fs from 'node:fs';
import { runQuietly } from '../ready/process.mjs';

/**
 * A user as anybody: no root, a home of its own. Chromium's sandbox works for such a one only.
 * @returns {Promise<import('../desktop/virtual-desktop.mjs').OtherUser & { remove: () => Promise<void> }>}
 */
export async function createTemporaryUser() {
  const name = `sputnik-${process.pid}`;
  await runQuietly('A user for the test could not be made, see above.', 'useradd', ['--create-home', name]);
  const entry = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}:`));
  const [, , uid, gid, , home] = entry.split(':');
  const remove = async () => {
    await runQuietly(`The user ${name} could not be removed, see above.`, 'userdel', ['--remove', '--force', name]);
  };
  return { uid: Number(uid), gid: Number(gid), home, remove };
}
