import { capture } from '../ready/process.mjs';
import { startService } from './service.mjs';

const busName = 'org.freedesktop.secrets';

/** An unlocked Secret Service, as somebody has it who has logged in. */
export async function startKeyring(env, as) {
  // It takes the password of the login ring on its input, makes the ring if need be, and unlocks it.
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const keyring = await startService('gnome-keyring-daemon', args, { env, as, input: 'test' });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isOnBus(env, as)) return keyring;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await keyring.stop();
  throw new Error('the key ring did not appear on the session bus');
}

async function isOnBus(env, as) {
  const bus = 'org.freedesktop.DBus';
  const question = [
    '--session',
    `--dest=${bus}`,
    '--print-reply=literal',
    '/',
    `${bus}.NameHasOwner`,
    `string:${busName}`,
  ];
  const answer = await capture('dbus-send', question, { env, uid: as?.uid, gid: as?.gid });
  return answer.stdout.includes('true');
}
