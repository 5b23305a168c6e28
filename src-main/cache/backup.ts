import fs from 'node:fs';
import path from 'node:path';
import { openFile } from './connect.ts';
import type { Db } from './db.ts';
import { toFailure } from './failures.ts';
import { madeWith, mendMark, removeFile } from './file.ts';
import type { Migration } from './migrations/migration.ts';
import type { OpenCache } from './protocol.ts';

/*
 * What cannot be fetched again, in a file of its own beside the cache: a cache like any other, under the same key, only
 * without records. So an older app's backup is brought up to date by the same migrations.
 */

const kept = [
  'contacts',
  'contact_numbers',
  'orders',
  'record_marks',
  'order_marks',
  'record_notes',
  'client_notes',
  'saved_filters',
  'sync_beginning',
];

const backupsKept = 3;

export interface Backup {
  /** Without its folder. */
  name: string;
  writtenMs: number;
}

/** Of this file and with this key, newest first. */
export function backupsOf({ file, keyHex }: OpenCache): Backup[] {
  const start = `${path.basename(file)}.backup-`;
  const folder = path.dirname(file);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names
    .flatMap((name) => {
      const [, day, hour, minute, second] =
        /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)$/.exec(name.startsWith(start) ? name.slice(start.length) : '') ?? [];
      return day ? [{ name, writtenMs: Date.parse(`${day}T${hour}:${minute}:${second}Z`) }] : [];
    })
    .filter(({ name }) => madeWith(path.join(folder, name), keyHex))
    .sort((a, b) => b.writtenMs - a.writtenMs);
}

/**
 * Writes a backup of the open cache and removes all but the newest few. It appears under its name when it is complete;
 * cut off, it leaves nothing that is taken for one. Takes well under a second for 10,000 contacts.
 * Failures: `cache-full`, `cache-readonly`, `cache-corrupt`: then nothing is removed either.
 */
export function writeBackup(request: OpenCache, migrations: readonly Migration[], nowMs: number): Backup {
  const unfinished = `${request.file}.backup-unfinished`;
  const name = `${path.basename(request.file)}.backup-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')}`;
  try {
    removeFile(unfinished);
    const backup = openFile({ file: unfinished, keyHex: request.keyHex }, migrations);
    try {
      copyKept(backup, request);
      backup.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      backup.close();
    }
    fs.renameSync(unfinished, path.join(path.dirname(request.file), name));
  } catch (error) {
    removeFile(unfinished);
    throw toFailure(error);
  }
  for (const old of backupsOf(request).slice(backupsKept)) removeFile(path.join(path.dirname(request.file), old.name));
  return { name, writtenMs: Math.floor(nowMs / 1000) * 1000 };
}

/** All tables as they are at one moment. Search indexes are left out: they are made anew when it is restored. */
function copyKept(backup: Db, { file, keyHex }: OpenCache): void {
  backup.run(`ATTACH ? AS cache KEY "x'${keyHex}'"`, [file]);
  backup.transaction(() => {
    for (const table of kept) {
      // Without generated columns, which this pragma does not tell of.
      const columns = backup.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [table]);
      const names = columns.map((column) => column.name).join(', ');
      backup.run(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM cache.${table}`);
    }
  });
  backup.script('DETACH cache');
}

/**
 * Puts the newest backup that is sound in the place of the cache, which must not be there. Returns when it was written;
 * null: there is none.
 */
export function restoreNewest(request: OpenCache, migrations: readonly Migration[]): number | null {
  const unfinished = `${request.file}.restoring`;
  for (const { name, writtenMs } of backupsOf(request)) {
    removeFile(unfinished);
    fs.copyFileSync(path.join(path.dirname(request.file), name), unfinished);
    try {
      mendMark(unfinished, request.keyHex);
      const db = openFile({ file: unfinished, keyHex: request.keyHex, check: true }, migrations);
      try {
        db.run('INSERT INTO contacts_fts (rowid, search) SELECT key, search FROM contacts');
        doubtUnsent(db);
        db.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
      }
    } catch (error) {
      removeFile(unfinished);
      const { code } = toFailure(error);
      if (code === 'cache-full' || code === 'cache-readonly') throw error;
      continue;
    }
    fs.renameSync(unfinished, request.file);
    return writtenMs;
  }
  return null;
}

/**
 * What was about to be sent when the backup was written has been sent since, or not: only the PBX knows. Left as it was it
 * would be called cancelled or never created, and the client rung a second time.
 */
function doubtUnsent(db: Db): void {
  db.run(
    `UPDATE orders SET phase = 'unknown', sent_at = ifnull(sent_at, ordered_at), hold_until = NULL
     WHERE phase IN ('holding', 'ordered')`,
  );
}
