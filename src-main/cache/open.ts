import type { Failure } from '../contract/errors.ts';
import { restoreNewest } from './backup.ts';
import { inMemory, openFile } from './connect.ts';
import type { Db } from './db.ts';
import { codeOf, toFailure } from './failures.ts';
import { lastAside, moveAside, sizeOf, whyUnreadable } from './file.ts';
import type { Migration } from './migrations/migration.ts';
import type { CacheNotice, OpenCache } from './protocol.ts';

export interface Opened {
  db: Db;
  notice: CacheNotice | null;
}

/** A file that was opened, or made. */
interface Begun {
  db: Db;
  wasMissing: boolean;
  /** When the backup was written that was put in the place of the missing file; null: there was none. */
  restoredMs: number | null;
}

/**
 * Opens the encrypted database, and makes it if there is none. A file that is broken or was made with another key is
 * moved aside, never deleted, and a new one begun, with what the newest good backup holds; the notice says so.
 * Failures: `cache-newer` (the file stays as it is), `cache-readonly`, `cache-full`, `cache-closed` (another process
 * holds it).
 */
export function openCache(request: OpenCache, migrations: readonly Migration[], nowMs: number): Opened {
  try {
    const begun = begin(request, migrations);
    return { db: begun.db, notice: untold(request, begun) };
  } catch (error) {
    const failure = whatIsWrong(error, request);
    if (failure.code !== 'cache-corrupt' && failure.code !== 'cache-key-wrong') throw failure;
    const file = attempt(() => moveAside(request.file, nowMs));
    const { db, restoredMs } = attempt(() => begin(request, migrations));
    return { db, notice: { code: failure.code, params: { file, ...(restoredMs !== null && { restoredMs }) } } };
  }
}

function begin(request: OpenCache, migrations: readonly Migration[]): Begun {
  const wasMissing =
    request.file !== inMemory && ['', '-wal', '-journal'].every((suffix) => sizeOf(request.file + suffix) === 0);
  const restoredMs = wasMissing ? restoreNewest(request, migrations) : null;
  return { db: openFile(request, migrations), wasMissing, restoredMs };
}

/**
 * Where there is no file, but one aside or a backup, the process may have been killed between moving it aside and
 * restoring; then nobody was told.
 */
function untold({ file, keyHex }: OpenCache, { wasMissing, restoredMs }: Begun): CacheNotice | null {
  const aside = wasMissing ? lastAside(file, keyHex) : null;
  const restored = restoredMs !== null && { restoredMs };
  if (aside !== null) return { code: 'cache-corrupt', params: { file: aside, ...restored } };
  return restored ? { code: 'cache-missing', params: restored } : null;
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
