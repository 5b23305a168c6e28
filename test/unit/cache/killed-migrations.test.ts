import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import type { Migration } from '../../../src-main/cache/migrations/migration.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { noonMs } from './support/database.ts';
import { key, temporaryFolder } from './support/folder.ts';
import { isLongRun } from './support/long-run.ts';
import { contentsOf, fillOfVersion, tablesOf } from './support/old-file.ts';
import { byStatement } from './support/statements.ts';

const migrating = new URL('./support/migrate-statements-until.ts', import.meta.url);

const open = (file: string, upTo: readonly Migration[]) => openCache({ file, keyHex: key }, upTo, noonMs);

/** A file of that version with all it can hold, and what is in it. */
function makeOld(file: string, version: number) {
  const { db } = open(file, migrations.slice(0, version));
  fillOfVersion(db, version);
  for (const table of tablesOf(db)) expect(db.get(`SELECT 1 FROM ${table}`), table).not.toBeNull();
  const contents = contentsOf(db);
  db.close();
  return contents;
}

/** What the next version makes of it when nothing comes in between, and in how many statements. */
function migratedInPeace(file: string, next: Migration) {
  let statements = 0;
  const { db } = open(file, [
    ...migrations.slice(0, next.version - 1),
    byStatement(next, (statement) => (statements = statement)),
  ]);
  const contents = contentsOf(db);
  db.close();
  return { contents, statements };
}

describe('a migration that is killed', () => {
  it.each(migrations.slice(1).map((next) => [next.version, next] as const))(
    'on the way to version %i leaves the file wholly as it was, and the next start gets there',
    { timeout: 120_000 },
    async (version, next) => {
      const old = path.join(temporaryFolder(), 'cache.db');
      const before = makeOld(old, version - 1);
      const inPeace = `${old}.in-peace`;
      fs.copyFileSync(old, inPeace);
      const { contents: after, statements } = migratedInPeace(inPeace, next);
      expect(statements).toBeGreaterThan(0);

      // Always when all is done but the end of it.
      const every = isLongRun ? 1 : 5;
      const killedAt = Array.from({ length: statements + 1 }, (_, n) => n).filter(
        (n) => (statements - n) % every === 0,
      );
      for (const statement of killedAt) {
        const file = `${old}.killed-${statement}`;
        fs.copyFileSync(old, file);
        const child = fork(migrating, [file, key, String(version), String(statement)]);
        const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
        if (process.platform !== 'win32') expect(signal).toBe('SIGKILL');

        const asItWas = open(file, migrations.slice(0, version - 1));
        expect(asItWas.notice).toBeNull();
        expect(asItWas.db.pragma('user_version')).toBe(version - 1);
        expect(contentsOf(asItWas.db)).toEqual(before);
        asItWas.db.close();

        const migrated = open(file, migrations.slice(0, version));
        expect(migrated.notice).toBeNull();
        expect(migrated.db.pragma('user_version')).toBe(version);
        expect(migrated.db.pragma('integrity_check')).toBe('ok');
        expect(contentsOf(migrated.db)).toEqual(after);
        migrated.db.close();
      }
    },
  );

  it.each(migrations.slice(0, -1).map(({ version }) => version))(
    'or not: what a person made with version %i is found by the newest',
    (version) => {
      const file = path.join(temporaryFolder(), 'cache.db');
      const { rows } = makeOld(file, version);
      const { db, notice } = open(file, migrations);
      expect(notice).toBeNull();
      expect(db.pragma('integrity_check')).toBe('ok');
      const now = contentsOf(db).rows;
      for (const table of Object.keys(rows)) expect(now[table]?.length, table).toBe(rows[table]!.length);
      expect(queries.contacts.page(db, { text: 'анна', after: null, limit: 2 }).items).toHaveLength(1);
      const messages = version >= 2 ? 1 : 0;
      expect(queries.inbox.counts(db, noonMs)).toMatchObject({ voicemail: messages, callback: 1 });
      const noted = queries.records.page(db, { filter: { text: 'счёт' }, after: null, limit: 2 }).items;
      expect(noted.map(({ waiting, note }) => [waiting, note])).toEqual(version >= 2 ? [[false, 'Просила счёт']] : []);
      db.close();
    },
  );
});
