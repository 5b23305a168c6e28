import { Failure } from '../contract/errors.ts';
import { backupsOf, writeBackup, type Backup } from './backup.ts';
import { inMemory } from './connect.ts';
import type { Db } from './db.ts';
import { toFailure, traceOf } from './failures.ts';
import { migrations } from './migrations/all.ts';
import { openCache } from './open.ts';
import type { CacheNotice, CacheReply, CacheRequest, OpenCache } from './protocol.ts';
import { queries } from './queries/all.ts';

/** How long a removed contact can be restored. */
const restorableMs = 24 * 3600_000;

type Query = (db: Db, ...args: unknown[]) => unknown;

/** What answers in the cache's process: the one connection, and the queries by name. No side effects until opened. */
export class CacheService {
  #db: Db | null = null;
  #opened: OpenCache | null = null;

  /** Never throws: what went wrong is in the reply. */
  answer(request: CacheRequest): CacheReply {
    try {
      return { id: request.id, ok: true, value: this.#do(request.method, request.args) };
    } catch (error) {
      return { id: request.id, ok: false, error: toFailure(error).view(), trace: traceOf(error) };
    }
  }

  #do(method: string, args: unknown[]): unknown {
    if (method === 'open') return this.#open(args[0] as OpenCache);
    if (method === 'close') return this.#close();
    if (!this.#db || !this.#opened) throw new Failure('cache-closed', { retry: true });
    if (method === 'backUp') return backUp(this.#opened, Number(args[0]));
    return findQuery(method)(this.#db, ...args);
  }

  #open(request: OpenCache): CacheNotice | null {
    if (this.#db) throw new Failure('internal');
    const nowMs = Date.now();
    const { db, notice } = openCache(request, migrations, nowMs);
    this.#db = db;
    this.#opened = request;
    queries.contacts.purge(db, nowMs - restorableMs);
    return notice;
  }

  /** Leaves one file behind, without a WAL to replay. */
  #close(): null {
    const db = this.#db;
    this.#db = null;
    try {
      db?.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db?.close();
    }
    return null;
  }
}

/** Writes a backup unless the last one is younger than that. Null: nothing to be done, or nothing to keep it beside. */
function backUp(request: OpenCache, afterMs: number): Backup | null {
  const nowMs = Date.now();
  if (request.file === inMemory) return null;
  const last = backupsOf(request)[0];
  // A time in the future is a clock that was wrong: it must not end all backups.
  if (last && last.writtenMs <= nowMs && nowMs - last.writtenMs < afterMs) return null;
  return writeBackup(request, migrations, nowMs);
}

function findQuery(method: string): Query {
  const [feature = '', name = ''] = method.split('.');
  const table: Record<string, Record<string, unknown>> = queries;
  const found = Object.hasOwn(table, feature) ? table[feature] : undefined;
  const query = found && Object.hasOwn(found, name) ? found[name] : undefined;
  if (typeof query !== 'function') throw new Failure('unknown-call');
  return query as Query;
}
