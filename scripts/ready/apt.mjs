// Package names here may be `old|new`: where newer releases renamed a library, whichever this release has.
import { elapsed, say } from './console.mjs';
import { capture, runQuietly } from './process.mjs';

const install = ['install', '-y', '--no-install-recommends'];
let listsAreFresh = false;

/** Those of the packages that are not installed. */
export async function missingPackages(names) {
  if (names.length === 0) return [];
  const either = names.flatMap((name) => name.split('|'));
  const query = await capture('dpkg-query', ['-W', '-f', '${Package} ${Status}\n', ...either]);
  const lines = query.stdout.split('\n').filter((line) => line.endsWith(' ok installed'));
  const installed = new Set(lines.map((line) => line.split(' ')[0]));
  return names.filter((name) => !name.split('|').some((each) => installed.has(each)));
}

/** What somebody types to install them. */
export const aptLine = (names) =>
  `sudo apt-get ${install.join(' ')} ${names.map((name) => name.split('|')[0]).join(' ')}`;

/** Installs them; for root only. */
export async function aptInstall(names) {
  const began = Date.now();
  if (!listsAreFresh) {
    say('updating the package lists (apt-get update)');
    await apt('update');
    listsAreFresh = true;
  }
  const chosen = await Promise.all(names.map(nameKnownHere));
  say(`installing ${chosen.join(' ')} (apt-get)`);
  await apt(...install, ...chosen);
  say(`system packages installed in ${elapsed(began)}`);
}

async function apt(...args) {
  const sentence =
    'apt-get failed, see above. It needs the package sources of this system: check the network and /etc/apt, then run this again.';
  await runQuietly(sentence, 'apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

async function nameKnownHere(names) {
  const [first, ...others] = names.split('|');
  for (const name of [first, ...others]) {
    const policy = await capture('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(policy.stdout)) return name;
  }
  return first;
}
