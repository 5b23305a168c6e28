import type { InboxCounts as Counts, InboxKind, InboxRef, Marks, Page, Shelf } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { readToken, writeToken } from '../page-token.ts';
import { closeAnswered, closeByCallback, closeSince, reopen } from './closing.ts';
import { marks, noMarks, orderMarks } from './marks.ts';
import { ordersByIds, type Order } from './orders.ts';
import { toCode } from './record-codes.ts';
import { recordsByIds, type StoredRecord } from './record-row.ts';

export type InboxItem =
  | { kind: 'record'; atMs: number; record: StoredRecord; marks: Marks }
  | { kind: 'order'; atMs: number; order: Order; marks: Marks };

export interface InboxQuery {
  /** On `waiting`, what was put off comes back on top, by the time until which it was; on `snoozed` it stands last. */
  shelf: Shelf;
  /** Null: all. */
  kinds: readonly InboxKind[] | null;
  nowMs: number;
  after: string | null;
  limit: number;
}

/** `nextBackMs`: when the next one that is put off comes back; null: none is. */
export type InboxCounts = Counts & { nextBackMs: number | null };

/** Messages not done: few, by an index of their own. `began` is their place unless they were put off. */
const openMessages = `
  SELECT 0 AS source, CAST(r.id AS TEXT) AS id, r.kind, r.started_at AS began, m.read_at, m.done_at, m.snoozed_until
  FROM records AS r INDEXED BY records_waiting
  JOIN numbers AS a ON a.id = r.number_a JOIN numbers AS b ON b.id = r.number_b
  LEFT JOIN record_marks AS m ON m.started_at = r.started_at AND m.number_a = a.text AND m.number_b = b.text
    AND m.kind = r.kind AND m.ordinal = r.ordinal
  WHERE r.waiting = 1`;

const doneMessages = `
  SELECT 0 AS source, CAST(r.id AS TEXT) AS id, r.kind, r.started_at AS began, m.read_at, m.done_at, m.snoozed_until
  FROM record_marks AS m
  CROSS JOIN numbers AS a ON a.text = m.number_a CROSS JOIN numbers AS b ON b.text = m.number_b
  CROSS JOIN records AS r ON r.started_at = m.started_at AND r.number_a = a.id AND r.number_b = b.id
    AND r.kind = m.kind AND r.ordinal = m.ordinal
  WHERE m.done_at IS NOT NULL AND r.kind <> ${toCode.kind.call}`;

const callback = 3;
const failedOrders = `
  SELECT 1 AS source, o.id, ${callback} AS kind, ifnull(o.settled_at, o.ordered_at) AS began,
    m.read_at, m.done_at, m.snoozed_until
  FROM orders AS o INDEXED BY orders_failed LEFT JOIN order_marks AS m ON m.id = o.id WHERE o.failed = 1`;

/** What stands on each shelf, and by what it is sorted, descending. */
const shelves = {
  waiting: {
    items: `${openMessages} UNION ALL ${failedOrders}`,
    where: 'done_at IS NULL AND ifnull(snoozed_until, 0) <= :nowMs',
    place: 'max(began, ifnull(snoozed_until, 0))',
  },
  snoozed: {
    items: `${openMessages} UNION ALL ${failedOrders}`,
    where: 'done_at IS NULL AND snoozed_until > :nowMs',
    place: '-snoozed_until',
  },
  done: { items: `${doneMessages} UNION ALL ${failedOrders}`, where: 'done_at IS NOT NULL', place: 'done_at' },
} as const;

interface Row {
  source: 0 | 1;
  id: string;
  place: number;
}

/** `after` is the page before's `next`. Failure `bad-input` for a token that is none. */
function page(db: Db, { shelf, kinds, nowMs, after, limit }: InboxQuery): Page<InboxItem> {
  const { items, where, place } = shelves[shelf];
  const key = after === null ? null : readToken(after, ['number', 'number', 'string']);
  const codes = (kinds ?? ['voicemail', 'fax', 'callback']).map((kind) =>
    kind === 'callback' ? callback : toCode.kind[kind],
  );
  const [lastPlace = 0, lastSource = 0, lastId = ''] = key ?? [];
  const rows = db.all<Row>(
    `SELECT source, id, ${place} AS place FROM (${items})
     WHERE ${where} AND kind IN (SELECT value FROM json_each(:codes))
       ${key ? `AND (${place}, source, id) < (:lastPlace, :lastSource, :lastId)` : ''}
     ORDER BY place DESC, source DESC, id DESC LIMIT :limit`,
    {
      codes: JSON.stringify(codes),
      limit: limit + 1,
      ...(shelf !== 'done' && { nowMs }),
      ...(key && { lastPlace, lastSource, lastId }),
    },
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: toItems(db, shown),
    next: rows.length > limit && last ? writeToken([last.place, last.source, last.id]) : null,
  };
}

function toItems(db: Db, rows: readonly Row[]): InboxItem[] {
  const of = (source: 0 | 1) => rows.filter((row) => row.source === source).map(({ id }) => id);
  const records = new Map(recordsByIds(db, of(0).map(Number)).map((record) => [String(record.id), record]));
  const orders = new Map(ordersByIds(db, of(1)).map((order) => [order.id, order]));
  const marksOf = orderMarks(db, of(1));
  return rows.flatMap(({ source, id, place }): InboxItem[] => {
    const atMs = Math.abs(place);
    const record = records.get(id);
    if (source === 0) return record ? [{ kind: 'record', atMs, record, marks: toMarks(record) }] : [];
    const order = orders.get(id);
    return order ? [{ kind: 'order', atMs, order, marks: marksOf.get(id) ?? noMarks }] : [];
  });
}

function toMarks({ readAtMs, doneAtMs, doneBy, doneOrderId, snoozedUntilMs }: StoredRecord): Marks {
  return { readAtMs, doneAtMs, doneBy, doneOrderId, snoozedUntilMs };
}

function counts(db: Db, nowMs: number): InboxCounts {
  const now = 'ifnull(snoozed_until, 0) <= :nowMs';
  const count = (condition: string) => `count(*) FILTER (WHERE ${condition})`;
  const row = db.get<InboxCounts>(
    `SELECT ${count(`kind = ${toCode.kind.voicemail} AND ${now}`)} AS voicemail,
       ${count(`kind = ${toCode.kind.fax} AND ${now}`)} AS fax, ${count(`kind = ${callback} AND ${now}`)} AS callback,
       ${count(`read_at IS NULL AND ${now}`)} AS unread, ${count('snoozed_until > :nowMs')} AS snoozed,
       min(snoozed_until) FILTER (WHERE snoozed_until > :nowMs) AS nextBackMs
     FROM (${shelves.waiting.items}) WHERE done_at IS NULL`,
    { nowMs },
  );
  return row ?? { voicemail: 0, fax: 0, callback: 0, unread: 0, snoozed: 0, nextBackMs: null };
}

/** Null: never noted. */
function remindedUntil(db: Db): number | null {
  return db.get<{ until: number }>('SELECT until FROM inbox_reminded')?.until ?? null;
}

/** What was put off until then has been told to the person, or stands among what nobody was told of. */
function putRemindedUntil(db: Db, untilMs: number): void {
  db.run('INSERT OR REPLACE INTO inbox_reminded (rowid, until) VALUES (1, ?)', [untilMs]);
}

/** These were put off until some time up to `untilMs`: now they are to be told, whatever happens before that. */
function fallDue(db: Db, items: readonly InboxRef[], untilMs: number): void {
  db.transaction(() => {
    for (const item of items) db.run('INSERT OR IGNORE INTO untold VALUES (?, ?)', [sourceOf(item), String(item.id)]);
    putRemindedUntil(db, untilMs);
  });
}

/** What nobody was told of yet and waits now, oldest first. */
function untold(db: Db, nowMs: number): InboxItem[] {
  return toItems(
    db,
    db.all<Row>(
      `SELECT i.source, i.id, i.began AS place FROM untold AS u
       JOIN (${shelves.waiting.items}) AS i ON i.source = u.source AND i.id = u.id
       WHERE ${shelves.waiting.where} ORDER BY place, i.source, i.id`,
      { nowMs },
    ),
  );
}

function putUntold(db: Db, orderId: string): void {
  db.run('INSERT OR IGNORE INTO untold VALUES (1, ?)', [orderId]);
}

/** These were told, or nobody wants to hear of them; and so is what was done before anybody was told. */
function told(db: Db, items: readonly InboxRef[]): void {
  db.transaction(() => {
    for (const item of items) {
      db.run('DELETE FROM untold WHERE source = ? AND id = ?', [sourceOf(item), String(item.id)]);
    }
  });
}

const sourceOf = ({ kind }: InboxRef) => (kind === 'record' ? 0 : 1);

const news = { untold, putUntold, told };

const reminded = { remindedUntil, putRemindedUntil, fallDue };

export const inbox = {
  page,
  counts,
  ...marks,
  ...reminded,
  ...news,
  closeByCallback,
  closeAnswered,
  closeSince,
  reopen,
};
