import type { InboxRef, Marks } from '../../contract/model.ts';
import type { Db, Value } from '../db.ts';
import { toCode } from './record-codes.ts';

type Column = 'read_at' | 'done_at' | 'done_by' | 'done_order' | 'snoozed_until' | 'put_back_at';
type Change = Partial<Record<Column, Value>>;

/** Sets marks, each where it is kept, and keeps `records.waiting` in step. What is not there is passed over. */
export function putMarks(db: Db, items: readonly InboxRef[], change: Change): void {
  const columns = Object.keys(change) as Column[];
  const values = columns.map((column) => change[column] ?? null);
  const update = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  const marks = columns.map(() => '?').join(', ');
  const ids = (kind: InboxRef['kind']) =>
    JSON.stringify(items.filter((item) => item.kind === kind).map(({ id }) => id));
  db.transaction(() => {
    db.run(
      `INSERT INTO record_marks (${columns.join(', ')}, started_at, number_a, number_b, kind, ordinal)
       SELECT ${marks}, r.started_at, a.text, b.text, r.kind, r.ordinal
       FROM json_each(?) AS wanted CROSS JOIN records AS r ON r.id = wanted.value
       JOIN numbers AS a ON a.id = r.number_a JOIN numbers AS b ON b.id = r.number_b WHERE true
       ON CONFLICT DO UPDATE SET ${update}`,
      [...values, ids('record')],
    );
    db.run(
      `INSERT INTO order_marks (${columns.join(', ')}, id)
       SELECT ${marks}, orders.id FROM json_each(?) AS wanted CROSS JOIN orders ON orders.id = wanted.value WHERE true
       ON CONFLICT DO UPDATE SET ${update}`,
      [...values, ids('order')],
    );
    if (change.read_at || change.done_at) {
      // Whoever has looked at it need not be told.
      db.run(
        `DELETE FROM untold WHERE (source = 0 AND id IN (SELECT CAST(value AS TEXT) FROM json_each(?)))
           OR (source = 1 AND id IN (SELECT value FROM json_each(?)))`,
        [ids('record'), ids('order')],
      );
    }
    if ('done_at' in change) {
      db.run(
        `UPDATE records SET waiting = ?
         WHERE id IN (SELECT value FROM json_each(?)) AND kind <> ${toCode.kind.call}`,
        [change.done_at === null ? 1 : 0, ids('record')],
      );
    }
  });
}

function read(db: Db, items: InboxRef[], nowMs: number): void {
  putMarks(db, items, { read_at: nowMs });
}

function unread(db: Db, items: InboxRef[]): void {
  putMarks(db, items, { read_at: null });
}

/** What is done is also read, and no longer put off. */
function done(db: Db, items: InboxRef[], nowMs: number): void {
  putMarks(db, items, { read_at: nowMs, done_at: nowMs, done_by: 'person', done_order: null, snoozed_until: null });
}

/** Back into the inbox, whoever did it, and also history that never was there. */
export function undone(db: Db, items: InboxRef[], nowMs: number): void {
  putMarks(db, items, { done_at: null, done_by: null, done_order: null, snoozed_until: null, put_back_at: nowMs });
}

/** Out of sight until then; null: here again now. Only the time is kept, so that it comes back after a restart too. */
function snooze(db: Db, items: InboxRef[], untilMs: number | null): void {
  putMarks(db, items, { snoozed_until: untilMs });
}

/** Of a callback; those of a record are in the record. */
export function orderMarks(db: Db, ids: readonly string[]): Map<string, Marks> {
  const rows = db.all<Marks & { id: string }>(
    `SELECT id, read_at AS readAtMs, done_at AS doneAtMs, done_by AS doneBy, done_order AS doneOrderId,
       snoozed_until AS snoozedUntilMs
     FROM order_marks WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, ...marks }) => [id, marks]));
}

export const noMarks: Marks = { readAtMs: null, doneAtMs: null, doneBy: null, doneOrderId: null, snoozedUntilMs: null };

export const marks = { read, unread, done, undone, snooze };
