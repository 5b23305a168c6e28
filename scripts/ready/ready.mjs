// What every command begins with. This file and what it imports must run on Node 18 with nothing installed.
import { ensureModules } from './modules.mjs';
import { continueWithPinnedNode } from './node.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * Makes a bare clone ready for a command: packages, the right Node, and the system packages for the named purposes.
 * It costs a fraction of a second when there is nothing to do.
 * @param {Parameters<typeof ensureSystemPackages>[0]} purposes
 */
export async function ensureReady(purposes = []) {
  await ensureModules();
  await continueWithPinnedNode();
  await ensureSystemPackages(purposes);
}

/**
 * As above, and an Electron together with the SQLite that fits it.
 * @returns {Promise<import('../electron/runtime.mjs').ElectronRuntime>}
 */
export async function ensureReadyWithElectron(purposes = []) {
  await ensureReady(['electron', ...purposes]);
  const { ensureElectron } = await import('../electron/runtime.mjs');
  const { ensureSqliteFor } = await import('../electron/sqlite.mjs');
  const electron = await ensureElectron();
  await ensureSqliteFor(electron);
  return electron;
}
