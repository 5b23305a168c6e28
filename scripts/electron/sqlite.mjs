// better-sqlite3-multiple-ciphers ships a binary for Node-API 10, which Node 22 brought. An Electron on an older Node would
// crash on it, so for that one the same source is built against the Node-API that it has. Releases and unit tests use the
// shipped binary.
import fs from 'node:fs';
import path from 'node:path';
import { elapsed, Failure, say } from '../ready/console.mjs';
import { keep } from '../ready/keep.mjs';
import { inProject } from '../ready/paths.mjs';
import { runQuietly } from '../ready/process.mjs';
import { isOnPath } from '../ready/programs.mjs';
import { ensureSystemPackages } from '../ready/system-packages.mjs';

const name = 'better-sqlite3-multiple-ciphers';
const packageDir = inProject('node_modules', name);
const staged = inProject('out', 'node_modules', name);
const binary = path.join('build', 'Release', 'better_sqlite3.node');
const recipe = 1;

/** Electron 35 is the first one whose Node has Node-API 10. */
const firstElectronForShippedBinary = 35;

/** @param {import('./runtime.mjs').ElectronRuntime} electron */
export const needsOwnSqlite = (electron) => Number.parseInt(electron.version, 10) < firstElectronForShippedBinary;

/**
 * Puts the package with the fitting binary where the built app finds it before node_modules, or takes away what an earlier
 * run with another Electron put there.
 * @param {import('./runtime.mjs').ElectronRuntime} electron
 */
export async function ensureSqliteFor(electron) {
  if (!needsOwnSqlite(electron)) {
    fs.rmSync(inProject('out', 'node_modules'), { recursive: true, force: true });
    return;
  }
  const built = await ownSqliteFor(electron);
  if (stagedFrom() === built) return;
  const next = `${staged}.${process.pid}`;
  fs.mkdirSync(path.join(next, path.dirname(binary)), { recursive: true });
  // Without `prebuilds`: the package's loader takes a prebuilt binary first, and build/Release only when there is none.
  for (const part of ['package.json', 'LICENSE', 'lib'])
    fs.cpSync(path.join(packageDir, part), path.join(next, part), { recursive: true });
  fs.copyFileSync(built, path.join(next, binary));
  fs.writeFileSync(path.join(next, 'build', 'made-from'), built);
  fs.rmSync(staged, { recursive: true, force: true });
  fs.renameSync(next, staged);
}

function stagedFrom() {
  try {
    return fs.readFileSync(path.join(staged, 'build', 'made-from'), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The binary for an old Electron; built when there is none yet.
 * @param {import('./runtime.mjs').ElectronRuntime} electron
 * @returns {Promise<string>}
 */
export async function ownSqliteFor(electron) {
  const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const major = Number.parseInt(electron.version, 10);
  const dir = await keep(
    `${name}-${version}-electron-${major}-${process.platform}-${process.arch}-${recipe}`,
    async (dir) => {
      await ensureSystemPackages(['native build']);
      const absent = ['python3', 'make', 'g++'].filter((program) => !isOnPath(program));
      if (absent.length > 0)
        throw new Failure(
          `The encrypted SQLite must be built, and for that ${absent.join(', ')} must be installed first.`,
        );
      const began = Date.now();
      say(`building the encrypted SQLite for Electron ${electron.version} (about 90 s, once for this user)`);
      const work = path.join(dir, '.work');
      fs.cpSync(packageDir, work, { recursive: true });
      fs.cpSync(inProject('node_modules', 'node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), {
        recursive: true,
      });
      await runQuietly(
        'The encrypted SQLite could not be built, see above. It needs python3, make, a C++20 compiler and the headers of Node.',
        process.execPath,
        [
          inProject('node_modules', 'node-gyp', 'bin', 'node-gyp.js'),
          'rebuild',
          '--release',
          '--force_build=1',
          ...headers(),
        ],
        { cwd: work, env: { ...process.env, CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL' } },
      );
      fs.copyFileSync(path.join(work, binary), path.join(dir, 'better_sqlite3.node'));
      fs.rmSync(work, { recursive: true });
      say(`encrypted SQLite built in ${elapsed(began)}`);
    },
  );
  return path.join(dir, 'better_sqlite3.node');
}

/** Node's headers from where they lie already; node-gyp would fetch them. The Node-API's are the same in every Node. */
function headers() {
  const places = [
    inProject('node_modules', 'node', 'node_modules', `node-${process.platform}-${process.arch}`), // the pinned Node's own
    process.env.npm_config_nodedir,
    path.dirname(path.dirname(process.execPath)),
    '/usr',
  ];
  const found = places.find((place) => place && fs.existsSync(path.join(place, 'include', 'node', 'common.gypi')));
  return found ? [`--nodedir=${found}`] : [];
}
