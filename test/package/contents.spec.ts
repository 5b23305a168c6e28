import { existsSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { run } from '../support/desktop/program.ts';
import { debFile, executableName, unpackedDir } from './package-files.ts';

const asar = path.join(unpackedDir, 'resources/app.asar');

test('every fuse stands as a release needs it', async () => {
  const wire = await getCurrentFuseWire(path.join(unpackedDir, executableName));
  const isOn = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE;
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    nodeCliInspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    ownV8Snapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocolPrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: false,
    asarIntegrity: true,
    onlyFromAsar: true,
    ownV8Snapshot: false,
    fileProtocolPrivileges: false,
  });
});

test('the archive holds the built app and nothing of the workshop', () => {
  const files = listPackage(asar, { isPack: false });
  expect(files).toEqual(expect.arrayContaining(['/package.json', '/out/main/main.cjs', '/out/renderer/index.html']));
  const allowed = [
    /^\/package\.json$/,
    /^\/out(\/(main|renderer)(\/.+)?)?$/,
    /^\/resources(\/(demo|tray|icons)(\/.+)?)?$/,
    /^\/node_modules(\/better-sqlite3-multiple-ciphers(\/.+)?)?$/,
  ];
  expect(files.filter((file) => !allowed.some((place) => place.test(file)))).toEqual([]);
  expect(files.filter((file) => /\.(map|ts|svelte|svg|[ch]pp|c)$|\/test\//.test(file))).toEqual([]);
  expect(files.filter((file) => file.endsWith('.node'))).toHaveLength(1);
});

test('the manifest in the archive names no scripts and no development packages', () => {
  const manifest = JSON.parse(extractFile(asar, 'package.json').toString()) as Record<string, unknown>;
  expect(manifest).toMatchObject({ name: executableName, main: 'out/main/main.cjs' });
  expect(Object.keys(manifest)).not.toContain('devDependencies');
  expect(Object.keys(manifest)).not.toContain('scripts');
});

test('the folder has no loader of other apps, and the licences', () => {
  expect(existsSync(path.join(unpackedDir, 'resources/default_app.asar'))).toBe(false);
  for (const file of ['LICENSE.txt', 'LICENSES.npm.md', 'LICENSE.electron.txt', 'LICENSES.chromium.html']) {
    expect(existsSync(path.join(unpackedDir, file)), file).toBe(true);
  }
});

test('the Debian package says what it is, and belongs to root', async () => {
  expect(await run('dpkg-deb', '--field', debFile(), 'Package')).toBe(executableName);
  expect(await run('dpkg-deb', '--field', debFile(), 'Depends')).toContain('libgtk-3-0');
  const owners = new Set(
    (await run('dpkg-deb', '--contents', debFile())).split('\n').map((line) => line.split(/\s+/)[1]),
  );
  expect([...owners]).toEqual(['root/root']);
});
