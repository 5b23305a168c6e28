import fs from 'node:fs';
import { build } from 'vite';
import { elapsed, Failure, say } from '../ready/console.mjs';
import { oneAtATime } from '../ready/keep.mjs';
import { inProject, projectId } from '../ready/paths.mjs';
import { takeReport, writeLicenses } from './licenses.mjs';
import { mainBuilds } from './main.mjs';
import { rendererBuild } from './renderer.mjs';
import { isStamped, removeStamp, sourcesHash, writeStamp } from './stamp.mjs';

/** Builds the app into out/main and out/renderer, unless they are made from the very same sources already. */
export async function ensureBuilt() {
  await oneAtATime(`build-${projectId}`, async () => {
    const hash = sourcesHash();
    if (!isStamped(hash)) await buildFrom(hash);
  });
}

/** Builds the app, changed or not. */
export async function rebuild() {
  await oneAtATime(`build-${projectId}`, () => buildFrom(sourcesHash()));
}

async function buildFrom(hash) {
  const began = Date.now();
  say('building the app');
  removeStamp();
  fs.rmSync(inProject('out', 'main'), { recursive: true, force: true });
  const licenses = [];
  for (const config of [...mainBuilds(), rendererBuild()]) {
    await build(config).catch((error) => {
      throw new Failure(`The app could not be built. ${error.message}`);
    });
    licenses.push(takeReport(config.build.outDir));
  }
  writeLicenses(licenses);
  writeStamp(hash);
  say(`built in ${elapsed(began)}`);
}
