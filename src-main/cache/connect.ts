import Connection from 'better-sqlite3-multiple-ciphers';
import { Failure } from '../contract/errors.ts';
import { Db } from './db.ts';
import { keyMark, makeFile, sizeOf } from './file.ts';
import { migrate, refuseNewer, type Migration } from './migrations/migration.ts';
import type { OpenCache } from './protocol.ts';

const busyTimeoutMs = 5000;
/** SQLite's default; the cipher's plain header is checked for it. */
const pageBytes = 4096;
const walBytes = 16 * 1024 * 1024;
export const inMemory = ':memory:';

/** Opens the file with the newest schema, and makes it if there is none. Errors are SQLite's, or failures. */
export function openFile(request: OpenCache, migrations: readonly Migration[]): Db {
  if (!/^[0-9a-f]{64}$/.test(request.keyHex)) throw new Failure('internal');
  if (request.file === inMemory) return connect(request, {}, (db) => migrate(db, migrations));

  makeFile(request.file);
  const size = sizeOf(request.file);
  if (size > 0 && size < pageBytes) throw new Failure('cache-corrupt');
  // Read-only at first: a file of a newer app must not change by a single byte. A rollback journal, which could not be
  // played back then, is only there when the making of the file was cut off.
  if (size > 0 && sizeOf(`${request.file}-journal`) === 0) {
    connect(request, { readonly: true }, (db) => refuseNewer(db, migrations)).close();
  }
  return connect(request, {}, (db) => {
    if (sizeOf(`${request.file}-wal`) === 0) refuseTruncated(db, request.file);
    if (request.check && db.pragma('quick_check(1)') !== 'ok') throw new Failure('cache-corrupt');
    setUp(db);
    migrate(db, migrations);
  });
}

/** Opens a connection and gives it to `prepare`; whatever fails there, the connection is not left open. */
function connect({ file, keyHex }: OpenCache, options: { readonly?: boolean }, prepare: (db: Db) => void): Db {
  const isNew = !options.readonly && sizeOf(file) === 0;
  const connection = new Connection(file, { ...options, timeout: busyTimeoutMs });
  const db = new Db(connection);
  try {
    if (file !== inMemory) {
      db.pragma(`cipher = 'chacha20'`);
      if (isNew) db.pragma(`cipher_salt = '${keyMark(keyHex)}'`);
      db.pragma(`key = "x'${keyHex}'"`);
    }
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Nothing is overwritten when deleted (`secure_delete`): every page is encrypted, and erasing means the key and the file.
 */
function setUp(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('trusted_schema = OFF');
  // Rows that come in batch by batch touch the same pages again and again: moved into the file less often, a first load
  // takes a quarter less. After it the WAL shrinks again.
  db.pragma(`wal_autocheckpoint = ${walBytes / pageBytes}`);
  db.pragma(`journal_size_limit = ${walBytes}`);
}

/** A file that lost its end opens without complaint: it would fail at some later read. */
function refuseTruncated(db: Db, file: string): void {
  if (sizeOf(file) < Number(db.pragma('page_count')) * pageBytes) throw new Failure('cache-corrupt');
}
