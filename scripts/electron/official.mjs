import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { elapsed, say } from '../ready/console.mjs';
import { oneAtATime } from '../ready/keep.mjs';
import { cacheDir, inProject, projectId } from '../ready/paths.mjs';
import { capture } from '../ready/process.mjs';

const packageDir = inProject('node_modules', 'electron');

/** How long the download host may take to begin its answer; the transfer itself may take any time. */
const firstAnswerMs = 5_000;

/** The folder of the official binary, if npm's `electron` package has its own and of its own version. */
export function officialDist() {
  try {
    const { version } = readJson('package.json');
    const dist = path.join(packageDir, 'dist');
    const complete = fs.existsSync(path.join(packageDir, 'path.txt')); // the installer writes it last
    return complete && fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '') === version
      ? dist
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Fetches the official binary with Electron's own downloader, which knows mirrors, its cache and the checksums. A host that
 * does not answer is not asked again today.
 * @returns {Promise<string | undefined>} its folder, or nothing when it can't be had
 */
export async function fetchOfficial() {
  const { version } = readJson('package.json');
  const refusal = path.join(cacheDir, `official-electron-${version}.refused`);
  const today = new Date().toISOString().slice(0, 10);
  if (wasRefused(refusal, today)) return undefined;
  return oneAtATime(`official-electron-${projectId}`, async () => {
    if (officialDist()) return officialDist();
    if (wasRefused(refusal, today)) return undefined;
    const began = Date.now();
    say(`fetching the official Electron ${version}`);
    try {
      await downloadIntoCache(version);
    } catch (error) {
      const reason = error.cause?.code ?? error.cause?.message ?? error.message;
      say(`the official Electron is out of reach (${reason}); not asking again today. To ask again: delete ${refusal}`);
      fs.writeFileSync(refusal, today);
      return undefined;
    }
    const unpacked = await capture(process.execPath, [path.join(packageDir, 'install.js')]);
    if (unpacked.code !== 0)
      say(`the official Electron could not be unpacked: ${unpacked.stderr.trim().split('\n')[0]}`);
    else say(`official Electron fetched in ${elapsed(began)}`);
    return officialDist();
  });
}

async function downloadIntoCache(version) {
  const { downloadArtifact, initializeProxy } = await import('@electron/get');
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy) initializeProxy();
  await downloadArtifact({
    version,
    artifactName: 'electron',
    cacheRoot: process.env.electron_config_cache,
    checksums: readJson('checksums.json'),
    downloader: { download },
  });
}

async function download(url, file) {
  const patience = new AbortController();
  const timer = setTimeout(
    () => patience.abort(new Error(`no answer within ${firstAnswerMs / 1000} s`)),
    firstAnswerMs,
  );
  const response = await fetch(url, { signal: patience.signal }).finally(() => clearTimeout(timer));
  if (!response.ok) throw new Error(`the host answered ${response.status}`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await pipeline(Readable.fromWeb(response.body), fs.createWriteStream(file));
}

function wasRefused(file, today) {
  try {
    return fs.readFileSync(file, 'utf8') === today;
  } catch {
    return false;
  }
}

const readJson = (name) => JSON.parse(fs.readFileSync(path.join(packageDir, name), 'utf8'));
