import { Failure } from '../../contract/errors.ts';
import type { Db, Value } from '../db.ts';
import type { RecordWithParties } from '../record-parties.ts';
import { fold, spellings } from '../search-text.ts';
import { toCode } from './record-codes.ts';

export interface IngestBatch {
  /** At most `ingestMax`: larger answers are cut, so that whoever reads meanwhile waits for one batch only. */
  records: RecordWithParties[];
  nowMs: number;
  /**
   * Voicemails and faxes that began before are history and do not wait for an answer; see `sync.newSince`. It counts at
   * the first sight only: what a person did with a message later is not touched.
   */
  waitingSinceMs: number;
  /** Whoever waits for messages is to hear of those that wait and are new. */
  isNews?: boolean;
}

export interface Ingested {
  /** Records that were not known before, in the batch's order. */
  added: number[];
  /** Known ones of which something else than the identity has changed. */
  changed: number[];
}

export const ingestMax = 500;

/**
 * An id is known outside: to the window, to a notification. So that in a file that is begun anew it never means another
 * record, a file's first id goes by the time; more records than these never come in, and ids stay below 2^47.
 */
const idsPerMs = 64;

const fields = ['duration', 'call_group', 'person', 'file', 'client', 'extension', 'direction'];
const upsert = `
  INSERT INTO records (id, kind, started_at, number_a, number_b, ordinal, waiting, first_seen_at, ${fields.join(', ')})
  VALUES (:id, :kind, :startedAtMs, :numberA, :numberB, :ordinal, :waiting, :nowMs,
    :duration, :group, :person, :file, :client, :extension, :direction)
  ON CONFLICT DO UPDATE SET ${fields.map((field) => `${field} = excluded.${field}`).join(', ')}
  WHERE ${fields.map((field) => `${field} IS NOT excluded.${field}`).join(' OR ')}
  RETURNING id`;

/**
 * Takes records in: new ones are inserted, known ones updated where they differ, which costs no byte where they do not.
 * The same batch again changes nothing. All or nothing. Failure `bad-input` for too large a batch.
 */
export function ingest(db: Db, batch: IngestBatch): Ingested {
  if (batch.records.length > ingestMax) throw new Failure('bad-input', { params: { field: 'records' } });
  return db.transaction(() => {
    const numbers = numberIds(db, batch.records);
    const people = nameIds(
      db,
      'people',
      batch.records.map(({ userName }) => userName),
    );
    const groups = nameIds(
      db,
      'call_groups',
      batch.records.map(({ groupName }) => groupName),
    );
    const last = db.get<{ id: number | null }>('SELECT max(id) AS id FROM records')?.id ?? null;
    const lastBefore = last ?? batch.nowMs * idsPerMs;
    const written = batch.records.flatMap((record, index) => {
      // Left to the database, it is the next one.
      const id = last === null && index === 0 ? lastBefore + 1 : null;
      const row = db.get<{ id: number }>(upsert, { id, ...toValues(record, batch, { numbers, people, groups }) });
      return row ? [row.id] : [];
    });
    const added = [...new Set(written.filter((id) => id > lastBefore))];
    if (added.length > 0) settleDone(db, lastBefore);
    if (added.length > 0 && batch.isNews) {
      db.run('INSERT INTO untold SELECT 0, CAST(id AS TEXT) FROM records WHERE id > ? AND waiting = 1', [lastBefore]);
    }
    return { added, changed: [...new Set(written.filter((id) => id <= lastBefore))] };
  });
}

type Ids = ReadonlyMap<string, number>;

interface Dictionaries {
  numbers: Ids;
  people: Ids;
  groups: Ids;
}

function toValues(record: RecordWithParties, batch: IngestBatch, ids: Dictionaries): Record<string, Value> {
  const { numbers, people, groups } = ids;
  const idOf = (dictionary: Ids, text: string | null) => (text === null ? null : (dictionary.get(text) ?? null));
  return {
    kind: toCode.kind[record.kind],
    startedAtMs: record.startedAtMs,
    numberA: idOf(numbers, record.numberA),
    numberB: idOf(numbers, record.numberB),
    ordinal: record.ordinal,
    waiting: record.kind !== 'call' && record.startedAtMs >= batch.waitingSinceMs ? 1 : 0,
    nowMs: batch.nowMs,
    duration: record.durationSeconds,
    group: idOf(groups, record.groupName || null),
    person: idOf(people, record.userName || null),
    file: record.fileUrl,
    client: idOf(numbers, record.client),
    extension: idOf(numbers, record.extension),
    direction: toCode.direction[record.direction],
  };
}

/** New in this file, but done before: its mark came from the backup. */
function settleDone(db: Db, lastBefore: number): void {
  db.run(
    `UPDATE records SET waiting = 0
     WHERE id > ? AND waiting = 1 AND EXISTS (
       SELECT 1 FROM record_marks AS m
       WHERE m.started_at = records.started_at AND m.kind = records.kind AND m.ordinal = records.ordinal
         AND m.number_a = (SELECT text FROM numbers WHERE id = records.number_a)
         AND m.number_b = (SELECT text FROM numbers WHERE id = records.number_b)
         AND m.done_at IS NOT NULL)`,
    [lastBefore],
  );
}

interface NumberEntry {
  text: string;
  search: string;
  beside: boolean;
  isExtension: boolean;
}

/** The dictionary's ids of all numbers in the batch; unknown ones are added. */
function numberIds(db: Db, records: readonly RecordWithParties[]): Ids {
  const entries = new Map<string, NumberEntry>();
  for (const { numberA, numberB, phoneA, phoneB, client, extension } of records) {
    enter(entries, numberA, phoneA, { beside: client === null || phoneA !== client });
    enter(entries, numberB, phoneB, { beside: client === null || phoneB !== client });
    if (client !== null) enter(entries, client, client, {});
    if (extension !== null) enter(entries, extension, null, { beside: true, isExtension: true });
  }
  const lastBefore = db.get<{ id: number }>('SELECT ifnull(max(id), 0) AS id FROM numbers')?.id ?? 0;
  db.run(
    `INSERT INTO numbers (text, search, beside, is_extension)
     SELECT value ->> 'text', value ->> 'search', value ->> 'beside', value ->> 'isExtension' FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET
       beside = max(beside, excluded.beside), is_extension = max(is_extension, excluded.is_extension)
     WHERE excluded.beside > beside OR excluded.is_extension > is_extension`,
    [JSON.stringify([...entries.values()])],
  );
  db.run('INSERT INTO numbers_fts (rowid, search) SELECT id, search FROM numbers WHERE id > ?', [lastBefore]);
  return idsOf(db, 'numbers', [...entries.keys()]);
}

function enter(
  entries: Map<string, NumberEntry>,
  text: string,
  phone: string | null,
  { beside = false, isExtension = false },
): void {
  const search = phone === null ? fold(text) : spellings(phone).join('\n');
  const entry = entries.get(text) ?? { text, search, beside, isExtension };
  entry.beside ||= beside;
  entry.isExtension ||= isExtension;
  entries.set(text, entry);
}

/** The same for people and groups; no name is no entry. */
function nameIds(db: Db, dictionary: 'people' | 'call_groups', names: readonly string[]): Ids {
  const texts = [...new Set(names)].filter(Boolean);
  db.run(
    `INSERT INTO ${dictionary} (text, search) SELECT value ->> 'text', value ->> 'search' FROM json_each(?) WHERE true
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(texts.map((text) => ({ text, search: fold(text) })))],
  );
  return idsOf(db, dictionary, texts);
}

function idsOf(db: Db, dictionary: 'numbers' | 'people' | 'call_groups', texts: string[]): Ids {
  const rows = db.all<{ id: number; text: string }>(
    `SELECT id, text FROM ${dictionary} WHERE text IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(texts)],
  );
  return new Map(rows.map(({ id, text }) => [text, id]));
}
