import fs from 'node:fs';
import { elapsed, Failure, say } from './console.mjs';
import { oneAtATime } from './keep.mjs';
import { npm, npmWithFittingNode } from './npm.mjs';
import { inProject, pinnedNode, projectDir, projectId } from './paths.mjs';
import { isForThisPlatform } from './platform.mjs';

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
  const command = await npmWithFittingNode();
  say('installing the packages of package-lock.json (npm ci)');
  // No package needs its install script but the pinned Node, below. Old npm versions would even run node-gyp, which
  // downloads, for a package that ships its binaries.
  await npm(
    'npm ci failed, see above. It needs the npm registry (or the mirror that your npm is set to): check the network, then run this again.',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    { command },
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
  await npm('The pinned Node could not be installed, see above.', ['rebuild', 'node', '--ignore-scripts=false']);
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
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = installed[place];
    if (!found && mayBeMissing(entry)) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return Object.keys(installed).every((place) => place in wanted);
}

/** Optional packages are binaries for one platform each, and what only those need. */
function mayBeMissing(entry) {
  if (!entry.optional && !entry.devOptional) return false;
  return !(entry.os ?? entry.cpu) || !isForThisPlatform(entry);
}

const pinnedNodeIsThere = () => fs.existsSync(pinnedNode);

function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
