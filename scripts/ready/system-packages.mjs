import fs from 'node:fs';
import path from 'node:path';
import { elapsed, say } from './console.mjs';
import { capture, runQuietly } from './process.mjs';

/**
 * What Debian and Ubuntu must have installed, by what it is for. Where newer releases renamed a library, `old|new` takes
 * whichever the release knows.
 */
const packagesFor = {
  electron: [
    'libgtk-3-0|libgtk-3-0t64',
    'libnss3',
    'libasound2|libasound2t64',
    'libgbm1',
    'libnotify4',
    'libsecret-1-0',
  ],
  'virtual display': ['xvfb', 'xauth', 'dbus', 'xdotool', 'x11-utils', 'imagemagick', 'fonts-dejavu-core'],
  'desktop tests': [
    'procps',
    'gnome-keyring',
    'dunst',
    'libglib2.0-bin',
    'xfce4-panel',
    'xdg-utils',
    'desktop-file-utils',
    'shared-mime-info',
    'xclip',
    'openbox',
  ],
  'native build': ['python3', 'make', 'g++'],
  packaging: ['p7zip-full', 'dpkg'],
  'installed package': ['libatspi2.0-0|libatspi2.0-0t64', 'libxtst6', 'libuuid1', 'passwd'],
};

/** For these a program on PATH is as good as the package. */
const programOf = { python3: 'python3', make: 'make', 'g++': 'g++', 'p7zip-full': '7za', dpkg: 'dpkg-deb' };

let listsAreFresh = false;

/**
 * Installs what is missing, as root on Debian or Ubuntu; for anybody else it prints the one line to run and goes on, since
 * the names found missing may be there in another form.
 * @param {(keyof typeof packagesFor)[]} purposes
 */
export async function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux' || !isOnPath('dpkg-query') || !isOnPath('apt-get')) return;
  const missing = await missingPackages(purposes.flatMap((purpose) => packagesFor[purpose]));
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends'];
  if (process.getuid() !== 0) {
    say(`system packages are missing for: ${purposes.join(', ')}. To install them, run:`);
    say(`  sudo apt-get ${install.join(' ')} ${missing.map((names) => names.split('|')[0]).join(' ')}`);
    return;
  }
  const began = Date.now();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const sentence =
    'apt-get failed, see above. It needs the package sources of this system: check the network and /etc/apt, then run this again.';
  if (!listsAreFresh) {
    say('updating the package lists (apt-get update)');
    await runQuietly(sentence, 'apt-get', ['update'], { env });
    listsAreFresh = true;
  }
  const chosen = await Promise.all(missing.map(nameKnownHere));
  say(`installing ${chosen.join(' ')} (apt-get)`);
  await runQuietly(sentence, 'apt-get', [...install, ...chosen], { env });
  say(`system packages installed in ${elapsed(began)}`);
}

async function missingPackages(wanted) {
  const names = wanted.filter((name) => !(programOf[name] && isOnPath(programOf[name])));
  if (names.length === 0) return [];
  const query = await capture('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${Status}\n',
    ...names.flatMap((name) => name.split('|')),
  ]);
  const installed = new Set(
    query.stdout
      .split('\n')
      .filter((line) => line.endsWith(' ok installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !name.split('|').some((either) => installed.has(either)));
}

async function nameKnownHere(names) {
  for (const name of names.split('|')) {
    const policy = await capture('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(policy.stdout)) return name;
  }
  return names.split('|')[0];
}

export const isOnPath = (program) => findOnPath(program) !== undefined;

/** The full name of a program, if there is one of that name. */
export function findOnPath(program) {
  const places = (process.env.PATH ?? '').split(path.delimiter).map((dir) => path.join(dir, program));
  return places.find((place) => fs.existsSync(place));
}
