#!/usr/bin/env node
// electron-builder has `fpm` make its .deb, and downloads it. Where that can't be, this stands in for it: it understands the
// options that electron-builder gives, and has dpkg-deb do the work.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const texts = { type: 'string', multiple: true };
const { values: given, positionals: mappings } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    force: { type: 'boolean' },
    depends: { ...texts, short: 'd' },
    'deb-recommends': texts,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
    iteration: text,
  },
});
if (given.t !== 'deb') throw new Error(`only .deb can be made here, not ${given.t}`);

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'vats-sputnik-deb-'));
try {
  for (const mapping of mappings) copyIntoPackage(mapping);
  // Not what this user's umask made of them; dpkg-deb makes root their owner.
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', root]);
  writeControlFiles(path.join(root, 'DEBIAN'));
  // Quick rather than small, whatever is asked for: such a package is for tests.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, given.package], {
    stdio: 'inherit',
  });
} finally {
  fs.rmSync(root, { recursive: true, force: true });
}

/** `source=/place` copies a file; `folder/=/place` what is in a folder. */
function copyIntoPackage(mapping) {
  const split = mapping.lastIndexOf('=');
  const source = mapping.slice(0, split);
  const place = path.join(root, mapping.slice(split + 1));
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.cpSync(source, place, { recursive: true, verbatimSymlinks: true });
}

function writeControlFiles(dir) {
  fs.mkdirSync(dir);
  const installedKiB = execFileSync('du', ['-sk', '--apparent-size', root], { encoding: 'utf8' }).split('\t')[0];
  const [synopsis = given.name, ...description] = (given.description ?? '').split('\n').map((line) => line.trim());
  const fields = {
    Package: given.name,
    Version: given.iteration ? `${given.version}-${given.iteration}` : given.version,
    Architecture: given.architecture,
    Maintainer: given.maintainer,
    Vendor: given.vendor,
    License: given.license,
    Homepage: given.url,
    Section: given.category,
    Priority: given['deb-priority'],
    'Installed-Size': installedKiB,
    Depends: given.depends?.join(', '),
    Recommends: given['deb-recommends']?.join(', '),
    Description: [synopsis, ...description.filter(Boolean)].join('\n '),
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  fs.writeFileSync(path.join(dir, 'control'), lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
  for (const [option, script] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ]) {
    if (!given[option]) continue;
    fs.copyFileSync(given[option], path.join(dir, script));
    fs.chmodSync(path.join(dir, script), 0o755);
  }
}
