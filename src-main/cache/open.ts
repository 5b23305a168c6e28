import type { Failure } from '../contract/errors.ts';
import { restoreNewest } from './backup.ts';
import { inMemory, openFile } from './connect.ts';
import type { Db } from './db.ts';
import { codeOf, toFailure } from './failures.ts';
import { moveAside, sizeOf, whyUnreadable } from './file.ts';
import type { Migration } from './migrations/migration.ts';
import type { CacheNotice, OpenCache } from './protocol.ts';

export interface Opened {
  db: Db;
  notice: CacheNotice | null;
}

/**
 * Opens the encrypted database, and makes it if there is none. A file that is broken or was made with another key is
 * moved aside, never deleted, and a new one begun, with what the newest good backup holds; the notice says so.
 * Failures: `cache-newer` (the file stays as it is), `cache-readonly`, `cache-full`, `cache-closed` (another process
 * holds it).
 */
export function openCache(request: OpenCache, migrations: readonly Migration[], nowMs: number): Opened {
  try {
    return { db: begin(request, migrations).db, notice: null };
  } catch (error) {
    const failure = whatIsWrong(error, request);
    if (failure.code !== 'cache-corrupt' && failure.code !== 'cache-key-wrong') throw failure;
    const file = attempt(() => moveAside(request.file, nowMs));
    const { db, restoredMs } = attempt(() => begin(request, migrations));
    return { db, notice: { code: failure.code, params: { file, ...(restoredMs !== null && { restoredMs }) } } };
  }
}

/**
 * Where there is no file, there is perhaps a backup: the process may have been killed between moving the file aside and
 * restoring. `restoredMs`: when the backup was written.
 */
function begin(request: OpenCache, migrations: readonly Migration[]): { db: Db; restoredMs: number | null } {
  const isNew =
    request.file !== inMemory && ['', '-wal', '-journal'].every((suffix) => sizeOf(request.file + suffix) === 0);
  const restoredMs = isNew ? restoreNewest(request, migrations) : null;
  return { db: openFile(request, migrations), restoredMs };
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toFailure(error);
  }
}

function whatIsWrong(error: unknown, { file, keyHex }: OpenCache): Failure {
  return codeOf(error) === 'SQLITE_NOTADB' ? attempt(() => whyUnreadable(file, keyHex)) : toFailure(error);
}
