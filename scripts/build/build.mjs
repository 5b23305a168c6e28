import fs from 'node:fs';
import { build } from 'vite';
import { elapsed, Failure, say } from '../ready/console.mjs';
import { oneAtATime } from '../ready/keep.mjs';
import { inProject, projectId } from '../ready/paths.mjs';
import { takeReport, writeLicenses } from './licenses.mjs';
import { mainBuilds } from './main.mjs';
import { rendererBuild } from './renderer.mjs';
import { isStamped, removeStamp, sourcesHash, writeStamp } from './stamp.mjs';

/**
 * Builds the app into out/main and out/renderer, unless they are made from the very same sources already.
 * @param {() => Promise<void>} [use] what needs them unchanged: no other run builds meanwhile
 */
export async function ensureBuilt(use) {
  await oneAtATime(`build-${projectId}`, async () => {
    const hash = sourcesHash();
    if (!isStamped(hash)) await buildFrom(hash);
    await use?.();
  });
}

/** Builds the app, changed or not. */
export async function rebuild() {
  await oneAtATime(`build-${projectId}`, () => buildFrom(sourcesHash()));
}

async function buildFrom(hash) {
  const began = Date.now();
  say('building the app');
  for (const part of parts) fs.rmSync(unfinished(part), { recursive: true, force: true });
  const licenses = [];
  for (const config of [...mainBuilds(unfinished('main')), rendererBuild(unfinished('renderer'))]) {
    await build(config).catch((error) => {
      throw new Failure(`The app could not be built. ${error.message}`);
    });
    licenses.push(takeReport(config.build.outDir));
  }
  removeStamp();
  parts.forEach(replace);
  writeLicenses(licenses);
  writeStamp(hash);
  say(`built in ${elapsed(began)}`);
}

/** A build takes the place of the last one when it is complete, so a running app or a failed build has a whole one. */
const parts = ['main', 'renderer'];
const unfinished = (part) => inProject('out', `${part}.next`);

function replace(part) {
  fs.rmSync(inProject('out', part), { recursive: true, force: true });
  fs.renameSync(unfinished(part), inProject('out', part));
}
