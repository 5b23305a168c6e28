import { readdirSync } from 'node:fs';
import path from 'node:path';

const dist = path.resolve(import.meta.dirname, '../../dist');

/** The app as it is installed, in a folder. */
export const unpackedDir = path.join(dist, 'linux-unpacked');

export const executableName = 'vats-sputnik';

/** The Debian package that was just made. */
export function debFile(): string {
  const debs = readdirSync(dist).filter((name) => name.endsWith('.deb'));
  if (debs.length !== 1 || !debs[0]) throw new Error(`expected one .deb in ${dist}, found ${debs.length}`);
  return path.join(dist, debs[0]);
}
