import fs from 'node:fs';
import path from 'node:path';

/**
 * electron-builder's hook between copying the files and setting the fuses.
 * @param {import('electron-builder').AfterPackContext} context
 */
export default function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : path.join(appOutDir, 'resources');
  // It lets an Electron run any folder; an installed app has no use for it.
  fs.rmSync(path.join(resources, 'default_app.asar'), { force: true });

  const ownSqlite = process.env.SPUTNIK_PACKAGE_SQLITE;
  if (ownSqlite) {
    const unpacked = path.join(
      resources,
      'app.asar.unpacked',
      'node_modules',
      'better-sqlite3-multiple-ciphers',
      'prebuilds',
    );
    for (const binary of fs.readdirSync(unpacked)) fs.copyFileSync(ownSqlite, path.join(unpacked, binary));
  }
}
