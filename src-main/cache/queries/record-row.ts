import type { Direction, Marks, PhoneNumber, RecordKind } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { fromCode } from './record-codes.ts';

/** A call, voicemail or fax as it is kept. */
export interface StoredRecord extends Marks {
  /** Of this cache's file only: a cache that is filled again gives others. */
  id: number;
  kind: RecordKind;
  startedAtMs: number;
  durationSeconds: number;
  /** As the PBX wrote them. */
  numberA: string;
  numberB: string;
  ordinal: number;
  client: PhoneNumber | null;
  extension: string | null;
  direction: Direction;
  /** Empty: the PBX told none. */
  groupName: string;
  userName: string;
  /** Untrusted; never for the renderer. */
  fileUrl: string | null;
  /** A message that was not done yet, snoozed or not. */
  waiting: boolean;
  firstSeenAtMs: number;
  /** Empty: none. */
  note: string;
}

type Row = Omit<StoredRecord, 'kind' | 'direction' | 'waiting'> & { kind: number; direction: number; waiting: 0 | 1 };

/** A table keyed by identity (`record_marks`, `record_notes`) belongs to this record; needs the joins below. */
const sameRecord = (table: string) =>
  `${table}.started_at = r.started_at AND ${table}.number_a = a.text AND ${table}.number_b = b.text
     AND ${table}.kind = r.kind AND ${table}.ordinal = r.ordinal`;

const selected = `
  SELECT r.id, r.kind, r.started_at AS startedAtMs, r.duration AS durationSeconds, a.text AS numberA, b.text AS numberB,
    r.ordinal, c.text AS client, e.text AS extension, r.direction, ifnull(g.text, '') AS groupName,
    ifnull(p.text, '') AS userName, r.file AS fileUrl, r.waiting, r.first_seen_at AS firstSeenAtMs,
    m.read_at AS readAtMs, m.done_at AS doneAtMs, m.done_by AS doneBy, m.done_order AS doneOrderId,
    m.snoozed_until AS snoozedUntilMs, ifnull(n.text, '') AS note
  FROM json_each(?) AS wanted
  CROSS JOIN records AS r ON r.id = wanted.value
  JOIN numbers AS a ON a.id = r.number_a
  JOIN numbers AS b ON b.id = r.number_b
  LEFT JOIN numbers AS c ON c.id = r.client
  LEFT JOIN numbers AS e ON e.id = r.extension
  LEFT JOIN call_groups AS g ON g.id = r.call_group
  LEFT JOIN people AS p ON p.id = r.person
  LEFT JOIN record_marks AS m ON ${sameRecord('m')}
  LEFT JOIN record_notes AS n ON ${sameRecord('n')}
  ORDER BY wanted.key`;

/** Those of them that exist, in the order of the ids. */
export function recordsByIds(db: Db, ids: readonly number[]): StoredRecord[] {
  return db.all<Row>(selected, [JSON.stringify(ids)]).map((row) => ({
    ...row,
    kind: fromCode.kind(row.kind),
    direction: fromCode.direction(row.direction),
    waiting: row.waiting === 1,
  }));
}
