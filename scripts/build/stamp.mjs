import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../ready/paths.mjs';

/** What the build is made from. */
const sources = ['src-main', 'src-renderer', 'resources', 'scripts/build', 'package.json', 'package-lock.json'];
const stampFile = inProject('out', 'build.stamp');

/** A hash over names and contents: unlike times, it survives a change of branch and back. */
export function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesUnder(inProject(source)))
      hash.update(`${path.relative(inProject(), file)}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

export const isStamped = (hash) => fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === hash;

export function writeStamp(hash) {
  fs.writeFileSync(stampFile, hash);
}

export function removeStamp() {
  fs.rmSync(stampFile, { force: true });
}

function filesUnder(place) {
  if (!fs.existsSync(place)) return [];
  if (fs.statSync(place).isFile()) return [place];
  return fs
    .readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
