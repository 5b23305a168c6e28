import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../ready/paths.mjs';

/** Each build leaves beside its output which packages went into it. */
export const licenseReport = 'licenses.json';

/** What is shipped without passing through a bundle that could report it. */
const shippedAsTheyAre = ['better-sqlite3-multiple-ciphers', '@fontsource-variable/inter'];

/** Takes the report of a build out of its folder, which is shipped. */
export function takeReport(dir) {
  const file = path.join(dir, licenseReport);
  const licenses = JSON.parse(fs.readFileSync(file, 'utf8'));
  fs.rmSync(file);
  return licenses;
}

/** Writes the licences of all packages inside the app to the file that is shipped with it. */
export function writeLicenses(reports) {
  const all = [...reports.flat(), ...shippedAsTheyAre.map(licenseOf)];
  const byName = new Map(all.map((license) => [`${license.name} ${license.version}`, license]));
  const sections = [...byName.entries()].sort().map(([name, { identifier, text }]) => {
    const quoted = (text ?? '')
      .trim()
      .replaceAll(/^(?=.)/gm, '> ')
      .replaceAll(/^$/gm, '>');
    return `## ${name}${identifier ? ` (${identifier})` : ''}\n\n${quoted}\n`;
  });
  const title =
    '# Licences of the packages inside this program\n\nThose of Electron and Chromium lie beside this file.\n';
  fs.writeFileSync(inProject('out', 'LICENSES.npm.md'), [title, ...sections].join('\n'));
}

function licenseOf(name) {
  const dir = inProject('node_modules', name);
  const { version, license } = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
  return { name, version, identifier: license, text: fs.readFileSync(path.join(dir, 'LICENSE'), 'utf8') };
}
