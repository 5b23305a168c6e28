import fs from 'node:fs';
import { ensureBuilt } from '../build/build.mjs';
import { needsOwnSqlite, ownSqliteFor } from '../electron/sqlite.mjs';
import { Failure, say } from '../ready/console.mjs';
import { inProject } from '../ready/paths.mjs';
import { runScript } from '../ready/process.mjs';
import { findOnPath } from '../ready/programs.mjs';
import { ensureSystemPackages } from '../ready/system-packages.mjs';

/**
 * Builds the app and packs it. With the Electron that package.json names, electron-builder does it all, and makes every
 * package of the platform. With an older one there is no network for its tools either: then the unpacked app and the .deb
 * are made, with what the system has.
 * @param {import('../electron/runtime.mjs').ElectronRuntime} electron
 * @param {string[]} options of electron-builder, instead of those chosen here
 */
export async function makePackages(electron, options = []) {
  const { version } = JSON.parse(fs.readFileSync(inProject('node_modules', 'electron', 'package.json'), 'utf8'));
  const { args, env } = electron.version === version ? {} : await forTestsOnly(electron, options.length === 0);
  await ensureBuilt(() => runBuilder([...options, ...(args ?? [])], env));
}

async function forTestsOnly(electron, chooseTargets) {
  await ensureSystemPackages(['packaging']);
  say(`NOTE: this packs Electron ${electron.version}, not the one of a release. For tests only, never to be shipped.`);
  const targets = process.platform === 'linux' ? ['--linux', 'dir', 'deb'] : ['--dir'];
  return {
    args: [
      ...(chooseTargets ? targets : []),
      `-c.electronDist=${electron.dist}`,
      `-c.electronVersion=${electron.version}`,
    ],
    env: {
      CUSTOM_FPM_PATH: inProject('scripts', 'package', 'fpm.mjs'),
      ELECTRON_BUILDER_7ZIP_PATH: findOnPath('7za') ?? '',
      SPUTNIK_PACKAGE_SQLITE: needsOwnSqlite(electron) ? await ownSqliteFor(electron) : '',
    },
  };
}

async function runBuilder(options, env) {
  const args = ['--config', 'electron-builder.yml', '--publish', 'never', ...options];
  const code = await runScript('node_modules/electron-builder/cli.js', args, { ...process.env, ...env });
  if (code !== 0) throw new Failure('The packages were not made, see above.');
}
