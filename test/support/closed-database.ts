import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { Db } from '../../src-main/cache/db.ts';
import { migrations } from '../../src-main/cache/migrations/all.ts';
import { openCache } from '../../src-main/cache/open.ts';

/** The one account's database in a profile, for the time when the app is not running. */
export interface ClosedDatabase {
  readonly file: string;
  /** What lies in its folder. */
  names(): Promise<string[]>;
  /** Opens it with the app's own code and its own key. */
  change(work: (db: Db) => void): void;
}

/** While the app still runs: only its own key store opens the key. */
export async function databaseOf(electron: ElectronApplication, profile: string): Promise<ClosedDatabase> {
  const files = (await readdir(profile, { recursive: true })).filter((name) => path.basename(name) === 'cache.sqlite');
  const file = path.join(profile, files[0] ?? '');
  const keyHex = await keyOf(electron, profile);
  return {
    file,
    names: () => readdir(path.dirname(file)),
    change: (work) => {
      const { db, notice } = openCache({ file, keyHex }, migrations, Date.now());
      if (notice) throw new Error(`the database was not as the app had left it: ${notice.code}`);
      work(db);
      db.close();
    },
  };
}

async function keyOf(electron: ElectronApplication, profile: string): Promise<string> {
  const { entries } = JSON.parse(await readFile(path.join(profile, 'secrets.json'), 'utf8')) as {
    entries: Record<string, string>;
  };
  const [name, sealed] = Object.entries(entries).find(([name]) => name.startsWith('cache-key:')) ?? [];
  const opened = await electron.evaluate(async ({ safeStorage }, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    // Older Electrons have the synchronous interface only; see src-main/desktop/key-store.ts.
    if (typeof (safeStorage as Partial<typeof safeStorage>).decryptStringAsync !== 'function')
      return safeStorage.decryptString(bytes);
    return (await safeStorage.decryptStringAsync(bytes)).result;
  }, sealed ?? '');
  return opened.slice(`${name}\n`.length);
}
