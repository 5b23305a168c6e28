import { aptInstall, aptLine, missingPackages } from './apt.mjs';
import { say } from './console.mjs';
import { isOnPath } from './programs.mjs';

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

/** All that were found missing in this run, so that there is one line to run and not one for each purpose. */
const missing = new Set();

/**
 * Installs what is missing, as root on Debian or Ubuntu; for anybody else it prints the one line to run and goes on, since
 * what was not found may be there in another form.
 * @param {(keyof typeof packagesFor)[]} purposes
 */
export async function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux' || !isOnPath('dpkg-query') || !isOnPath('apt-get')) return;
  const names = purposes.flatMap((purpose) => packagesFor[purpose]);
  const absent = await missingPackages(names.filter((name) => !(programOf[name] && isOnPath(programOf[name]))));
  if (absent.length === 0) return;
  if (process.getuid() === 0) return aptInstall(absent);
  for (const name of absent) missing.add(name);
  say(`system packages are missing for: ${purposes.join(', ')}. To install all that is missing, run:`);
  say(`  ${aptLine([...missing])}`);
}
