import type { Db } from '../db.ts';
import { ofClient } from './client-history.ts';
import { ingest } from './record-ingest.ts';
import { days, page } from './record-page.ts';
import { recordsByIds, type StoredRecord } from './record-row.ts';

/** What the chips of a filter offer, in alphabetical order as far as SQLite knows it. */
export interface FilterChoices {
  people: string[];
  groups: string[];
  extensions: string[];
}

function byId(db: Db, id: number): StoredRecord | null {
  return recordsByIds(db, [id])[0] ?? null;
}

function choices(db: Db): FilterChoices {
  const texts = (sql: string) => db.all<{ text: string }>(sql).map(({ text }) => text);
  return {
    people: texts('SELECT text FROM people ORDER BY search'),
    groups: texts('SELECT text FROM call_groups ORDER BY search'),
    extensions: texts('SELECT text FROM numbers WHERE is_extension = 1 ORDER BY length(text), text'),
  };
}

export const records = { ingest, page, days, byId, byIds: recordsByIds, choices, ofClient };
