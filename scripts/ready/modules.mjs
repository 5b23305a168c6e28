import fs from 'node:fs';
import { elapsed, Failure, say } from './console.mjs';
import { oneAtATime } from './keep.mjs';
import { inProject, pinnedNode, projectDir, projectId } from './paths.mjs';
import { runQuietly } from './process.mjs';

/** Installs the packages of the lockfile and the pinned Node, unless they are there. */
export async function ensureModules() {
  if (modulesMatchLockfile() && pinnedNodeIsThere()) return;
  await oneAtATime(`modules-${projectId}`, async () => {
    if (!modulesMatchLockfile()) await installModules();
    if (!pinnedNodeIsThere()) await installPinnedNode();
  });
}

async function installModules() {
  const began = Date.now();
  say('installing the packages of package-lock.json (npm ci)');
  // No package needs its install script but the pinned Node, below. Old npm versions would even run node-gyp, which
  // downloads, for a package that ships its binaries.
  await npm(
    'npm ci failed, see above. It needs the npm registry (or the mirror that your npm is set to): check the network, then run this again.',
    ...['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
  );
  if (!modulesMatchLockfile()) {
    throw new Failure(
      'npm ci ended well, but node_modules does not match package-lock.json. Run npm ci by hand, and look.',
    );
  }
  say(`packages installed in ${elapsed(began)}`);
}

/** The package `node` fetches the binary for this platform from the registry when its install script runs. */
async function installPinnedNode() {
  say('installing the Node that package.json pins');
  await npm('The pinned Node could not be installed, see above.', 'rebuild', 'node', '--ignore-scripts=false');
}

async function npm(sentence, ...args) {
  const [command, ...before] = npmCommand();
  const shell = process.platform === 'win32' && command === 'npm'; // npm.cmd there
  await runQuietly(sentence, command, [...before, ...args], { shell });
}

/**
 * npm writes what it has installed to node_modules/.package-lock.json as its last step. Comparing that with the lockfile
 * is truer than a stamp of our own: after a plain `npm install` nothing is to be done, and an interrupted one shows.
 */
function modulesMatchLockfile() {
  const wanted = packagesIn(inProject('package-lock.json'));
  const installed = packagesIn(inProject('node_modules', '.package-lock.json'));
  if (!wanted) throw new Failure(`package-lock.json is missing or damaged in ${projectDir}.`);
  if (!installed) return false;
  for (const [place, { version, integrity, optional, devOptional }] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = installed[place];
    if (!found && (optional || devOptional)) continue; // made for another platform
    if (found?.version !== version || found?.integrity !== integrity) return false;
  }
  return Object.keys(installed).every((place) => place in wanted);
}

const pinnedNodeIsThere = () => fs.existsSync(pinnedNode);

function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** The npm that runs us, with its own Node: the pinned Node lies inside the very folder that `npm ci` empties. */
export function npmCommand() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli?.endsWith('.js') && fs.existsSync(cli) && node && fs.existsSync(node) ? [node, cli] : ['npm'];
}
