import type { PbxDay, RecordKind } from '../../vats/model.ts';
import type { Db } from '../db.ts';

/** What is known of the PBX's last answer for a day. */
export interface SyncDay {
  day: PbxDay;
  /** Of the answer's body, however the caller makes it. */
  hash: string;
  answeredAtMs: number;
}

/** The first load of a kind's history, newest day first. */
export interface SyncHistory {
  /** Every day from this one on is in the cache; null: none yet. */
  reachedDay: PbxDay | null;
  /** By the person. */
  paused: boolean;
  startedAtMs: number;
  completedAtMs: number | null;
}

/** Null: that day was never answered. */
function day(db: Db, kind: RecordKind, date: PbxDay): SyncDay | null {
  return db.get<SyncDay>(`${selectDays} WHERE kind = ? AND day = ?`, [kind, date]);
}

/** The answered days of the range, both inclusive, oldest first: what is missing is a gap. */
function days(db: Db, kind: RecordKind, from: PbxDay, to: PbxDay): SyncDay[] {
  return db.all<SyncDay>(`${selectDays} WHERE kind = ? AND day BETWEEN ? AND ? ORDER BY day`, [kind, from, to]);
}

const selectDays = 'SELECT day, hash, answered_at AS answeredAtMs FROM sync_days';

/**
 * To be written after the last of the answer's records was ingested: killed in between, the day is read again. An
 * unchanged hash with a new time is written too.
 */
function putDay(db: Db, kind: RecordKind, { day: date, hash, answeredAtMs }: SyncDay): void {
  db.run(
    `INSERT INTO sync_days (kind, day, hash, answered_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET hash = excluded.hash, answered_at = excluded.answered_at`,
    [kind, date, hash, answeredAtMs],
  );
}

/** Null: never begun. */
function history(db: Db, kind: RecordKind): SyncHistory | null {
  const row = db.get<Omit<SyncHistory, 'paused'> & { paused: 0 | 1 }>(
    `SELECT reached_day AS reachedDay, paused, started_at AS startedAtMs,
       completed_at AS completedAtMs
     FROM sync_history WHERE kind = ?`,
    [kind],
  );
  return row && { ...row, paused: row.paused === 1 };
}

function putHistory(db: Db, kind: RecordKind, load: SyncHistory): void {
  db.run(
    `INSERT OR REPLACE INTO sync_history (kind, reached_day, paused, started_at, completed_at)
     VALUES (:kind, :reachedDay, :paused, :startedAtMs, :completedAtMs)`,
    { ...load, kind, paused: load.paused ? 1 : 0 },
  );
}

/**
 * From when on a record is new, and no history: the first time that this was asked. It is in the backup, so that a cache
 * that had to be filled again does not take what waited for history.
 */
function newSince(db: Db, nowMs: number): number {
  db.run('INSERT INTO sync_beginning SELECT ? WHERE NOT EXISTS (SELECT 1 FROM sync_beginning)', [nowMs]);
  return db.get<{ newSince: number }>('SELECT new_since AS newSince FROM sync_beginning')?.newSince ?? nowMs;
}

/** When the PBX last answered, as far as was noted; null: never. */
function lastAnswerMs(db: Db): number | null {
  return db.get<{ at: number }>('SELECT at FROM last_answer')?.at ?? null;
}

function putLastAnswer(db: Db, atMs: number): void {
  db.transaction(() => {
    db.run('DELETE FROM last_answer');
    db.run('INSERT INTO last_answer VALUES (?)', [atMs]);
  });
}

export const sync = { day, days, putDay, history, putHistory, newSince, lastAnswerMs, putLastAnswer };
