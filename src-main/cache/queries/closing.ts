import type { InboxRef, PhoneNumber } from '../../contract/model.ts';
import type { Db, Value } from '../db.ts';
import { putMarks, undone } from './marks.ts';

/** A callback to a client that succeeded: what waited from the same client before is done by it. */
export interface ClosingCallback {
  number: PhoneNumber;
  orderId: string;
  /** When the talk took place; what came later still waits. */
  atMs: number;
}

/**
 * Closes what the callback has answered, also what is put off. Returns what it was. What a person has put back
 * since the talk stays open, so that this may be asked again, also for a message that comes late.
 */
export function closeByCallback(db: Db, { number, orderId, atMs }: ClosingCallback): InboxRef[] {
  return db.transaction(() => {
    const values = { number, atMs };
    const records = db.all<{ id: number }>(
      `SELECT r.id FROM records AS r INDEXED BY records_client
       JOIN numbers AS a ON a.id = r.number_a JOIN numbers AS b ON b.id = r.number_b
       LEFT JOIN record_marks AS m ON m.started_at = r.started_at AND m.number_a = a.text AND m.number_b = b.text
         AND m.kind = r.kind AND m.ordinal = r.ordinal
       WHERE r.client = (SELECT id FROM numbers WHERE text = :number) AND r.started_at <= :atMs
         AND r.waiting = 1 AND ifnull(m.put_back_at, 0) < :atMs`,
      values,
    );
    const orders = db.all<{ id: string }>(
      `SELECT o.id FROM orders AS o LEFT JOIN order_marks AS m ON m.id = o.id
       WHERE o.number = :number AND o.failed = 1 AND o.ordered_at <= :atMs AND o.id <> :orderId
         AND m.done_at IS NULL AND ifnull(m.put_back_at, 0) < :atMs`,
      { ...values, orderId },
    );
    const closed: InboxRef[] = [
      ...records.map(({ id }) => ({ kind: 'record', id }) as const),
      ...orders.map(({ id }) => ({ kind: 'order', id }) as const),
    ];
    putMarks(db, closed, { done_at: atMs, done_by: 'callback', done_order: orderId, snoozed_until: null });
    return closed;
  });
}

/** Takes back what `closeByCallback` has done for this order. Returns what waits again. */
export function reopen(db: Db, orderId: string, nowMs: number): InboxRef[] {
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
    const reopened: InboxRef[] = [
      ...records.map(({ id }) => ({ kind: 'record', id }) as const),
      ...orders.map(({ id }) => ({ kind: 'order', id }) as const),
    ];
    undone(db, reopened, nowMs);
    return reopened;
  });
}

/**
 * Among records just taken in, closes messages that a talk has answered before the PBX told of them. Returns what is
 * closed thereby.
 */
export function closeAnswered(db: Db, ids: readonly number[]): InboxRef[] {
  return closeByTalks(
    db,
    `o.number IN (
       SELECT client.text FROM records AS r JOIN numbers AS client ON client.id = r.client
       WHERE r.id IN (SELECT value FROM json_each(?)) AND r.waiting = 1)`,
    JSON.stringify(ids),
  );
}

/** Closes what callbacks ordered since then have answered and nobody has closed: the program ended before it came to that. */
export function closeSince(db: Db, sinceMs: number): InboxRef[] {
  return closeByTalks(db, 'o.ordered_at >= ?', sinceMs);
}

/** `which`: of the orders, with one value. */
function closeByTalks(db: Db, which: string, value: Value): InboxRef[] {
  const talks = db.all<ClosingCallback>(
    `SELECT o.number, o.id AS orderId, max(attempt.value ->> 'startedAtMs') AS atMs
     FROM orders AS o, json_each(o.snapshot, '$.attempts') AS attempt
     WHERE o.kind = 'client' AND o.phase = 'ended' AND attempt.value ->> 'succeeded' AND ${which}
     GROUP BY o.id ORDER BY atMs`,
    [value],
  );
  return talks.flatMap((talk) => closeByCallback(db, talk));
}
