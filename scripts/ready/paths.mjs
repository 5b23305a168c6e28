import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string[]} parts */
export const inProject = (...parts) => path.join(projectDir, ...parts);

/** The Node of package.json, in node_modules. */
export const pinnedNode = inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * What takes long to make and belongs to no clone (the fallback Electron, its SQLite) is kept once for each user.
 */
export const cacheDir = path.join(userCacheDir(), 'vats-sputnik-build');

/** Tells clones of the project apart in the shared cache. */
export const projectId = createHash('sha256').update(projectDir).digest('hex').slice(0, 12);

function userCacheDir() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches');
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return path.join(os.homedir(), '.cache');
}
