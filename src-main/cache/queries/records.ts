import type { FilterChoices, JournalSpan, RecordKind } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { ofClient } from './client-history.ts';
import { ingest } from './record-ingest.ts';
import { toCode } from './record-codes.ts';
import { days, page } from './record-page.ts';
import { recordsByIds, type StoredRecord } from './record-row.ts';

function byId(db: Db, id: number): StoredRecord | null {
  return recordsByIds(db, [id])[0] ?? null;
}

/** All that began at that very moment: few, and one of them may be the one of an identity. */
function startedAt(db: Db, kind: RecordKind, startedAtMs: number): StoredRecord[] {
  const rows = db.all<{ id: number }>('SELECT id FROM records WHERE started_at = ? AND kind = ?', [
    startedAtMs,
    toCode.kind[kind],
  ]);
  return recordsByIds(
    db,
    rows.map(({ id }) => id),
  );
}

/** Null: there are none. */
function span(db: Db): JournalSpan | null {
  const row = db.get<{ oldestMs: number | null; newestMs: number | null }>(
    `SELECT (SELECT min(started_at) FROM records) AS oldestMs, (SELECT max(started_at) FROM records) AS newestMs`,
  );
  return !row || row.oldestMs === null || row.newestMs === null
    ? null
    : { oldestMs: row.oldestMs, newestMs: row.newestMs };
}

function choices(db: Db): FilterChoices {
  const texts = (sql: string) => db.all<{ text: string }>(sql).map(({ text }) => text);
  return {
    people: texts('SELECT text FROM people ORDER BY search'),
    groups: texts('SELECT text FROM call_groups ORDER BY search'),
    extensions: texts('SELECT text FROM numbers WHERE is_extension = 1 ORDER BY length(text), text'),
  };
}

export const records = { ingest, page, days, byId, startedAt, span, choices, ofClient };
