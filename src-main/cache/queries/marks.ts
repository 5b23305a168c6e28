import type { PhoneNumber } from '../../contract/model.ts';
import type { Db, Value } from '../db.ts';
import { toCode } from './record-codes.ts';
import type { Marks } from './record-row.ts';

/** What can wait for an answer: a voicemail or fax, or a callback that failed. */
export type ItemRef = { kind: 'record'; id: number } | { kind: 'order'; id: string };

type Column = 'read_at' | 'done_at' | 'done_by' | 'done_order' | 'snoozed_until';
type Change = Partial<Record<Column, Value>>;

/** Sets marks, each where it is kept, and keeps `records.waiting` in step. What is not there is passed over. */
function put(db: Db, items: readonly ItemRef[], change: Change): void {
  const columns = Object.keys(change) as Column[];
  const values = columns.map((column) => change[column] ?? null);
  const update = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  const marks = columns.map(() => '?').join(', ');
  const ids = (kind: ItemRef['kind']) => JSON.stringify(items.filter((item) => item.kind === kind).map(({ id }) => id));
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
    if ('done_at' in change) {
      db.run(
        `UPDATE records SET waiting = ?
         WHERE id IN (SELECT value FROM json_each(?)) AND kind <> ${toCode.kind.call}`,
        [change.done_at === null ? 1 : 0, ids('record')],
      );
    }
  });
}

function read(db: Db, items: ItemRef[], nowMs: number): void {
  put(db, items, { read_at: nowMs });
}

function unread(db: Db, items: ItemRef[]): void {
  put(db, items, { read_at: null });
}

/** What is done is also read, and no longer put off. */
function done(db: Db, items: ItemRef[], nowMs: number): void {
  put(db, items, { read_at: nowMs, done_at: nowMs, done_by: 'person', done_order: null, snoozed_until: null });
}

/** Back into the inbox, whoever did it, and also history that never was there. */
function undone(db: Db, items: ItemRef[]): void {
  put(db, items, { done_at: null, done_by: null, snoozed_until: null });
}

/** Out of sight until then; null: here again now. Only the time is kept, so that it comes back after a restart too. */
function snooze(db: Db, items: ItemRef[], untilMs: number | null): void {
  put(db, items, { snoozed_until: untilMs });
}

/** A callback to a client that succeeded: what waited from the same client before is done by it. */
export interface ClosingCallback {
  number: PhoneNumber;
  orderId: string;
  /** When the talk took place; what came later still waits. */
  atMs: number;
}

/**
 * Closes what the callback has answered, also what is put off. Returns what it was. What was reopened after the same
 * order had closed it stays open, so that this may be asked again after a restart.
 */
function closeByCallback(db: Db, { number, orderId, atMs }: ClosingCallback): ItemRef[] {
  return db.transaction(() => {
    const values = { number, orderId, atMs };
    const records = db.all<{ id: number }>(
      `SELECT r.id FROM records AS r INDEXED BY records_client
       JOIN numbers AS a ON a.id = r.number_a JOIN numbers AS b ON b.id = r.number_b
       LEFT JOIN record_marks AS m ON m.started_at = r.started_at AND m.number_a = a.text AND m.number_b = b.text
         AND m.kind = r.kind AND m.ordinal = r.ordinal
       WHERE r.client = (SELECT id FROM numbers WHERE text = :number) AND r.started_at <= :atMs
         AND r.waiting = 1 AND m.done_order IS NOT :orderId`,
      values,
    );
    const orders = db.all<{ id: string }>(
      `SELECT o.id FROM orders AS o LEFT JOIN order_marks AS m ON m.id = o.id
       WHERE o.number = :number AND o.failed = 1 AND o.ordered_at <= :atMs AND o.id <> :orderId
         AND m.done_at IS NULL AND m.done_order IS NOT :orderId`,
      values,
    );
    const closed: ItemRef[] = [
      ...records.map(({ id }) => ({ kind: 'record', id }) as const),
      ...orders.map(({ id }) => ({ kind: 'order', id }) as const),
    ];
    put(db, closed, { done_at: atMs, done_by: 'callback', done_order: orderId, snoozed_until: null });
    return closed;
  });
}

/** Takes back what `closeByCallback` has done for this order. Returns what waits again. */
function reopen(db: Db, orderId: string): ItemRef[] {
  return db.transaction(() => {
    const records = db.all<{ id: number }>(
      `SELECT r.id FROM record_marks AS m
       CROSS JOIN numbers AS a ON a.text = m.number_a CROSS JOIN numbers AS b ON b.text = m.number_b
       CROSS JOIN records AS r ON r.started_at = m.started_at AND r.number_a = a.id AND r.number_b = b.id
         AND r.kind = m.kind AND r.ordinal = m.ordinal
       WHERE m.done_order = ? AND m.done_by = 'callback'`,
      [orderId],
    );
    const orders = db.all<{ id: string }>(`SELECT id FROM order_marks WHERE done_order = ? AND done_by = 'callback'`, [
      orderId,
    ]);
    const reopened: ItemRef[] = [
      ...records.map(({ id }) => ({ kind: 'record', id }) as const),
      ...orders.map(({ id }) => ({ kind: 'order', id }) as const),
    ];
    undone(db, reopened);
    return reopened;
  });
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

export const marks = { read, unread, done, undone, snooze, closeByCallback, reopen };
