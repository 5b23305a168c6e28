import type { Page, PhoneNumber } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { readToken, writeToken } from '../page-token.ts';
import { ordersByIds, type Order } from './orders.ts';
import { recordsByIds, type StoredRecord } from './record-row.ts';

export type HistoryItem =
  { kind: 'record'; atMs: number; record: StoredRecord } | { kind: 'order'; atMs: number; order: Order };

interface Row {
  at: number;
  /** At the same time orders come before records. */
  source: 0 | 1;
  id: string | number;
}

/**
 * Everything that there was with a client on all of the numbers, newest first: calls, voicemails, faxes, and the
 * callbacks ordered on this PC. Failure `bad-input` for a token that is none.
 */
export function ofClient(db: Db, numbers: PhoneNumber[], after: string | null, limit: number): Page<HistoryItem> {
  // Number by number: each walks along its index, and stops after a page.
  const merged = [...new Set(numbers)].flatMap((number) => ofNumber(db, number, after, limit)).sort(newestFirst);
  const shown = merged.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: toItems(db, shown),
    next: merged.length > limit && last ? writeToken([last.at, last.source, String(last.id)]) : null,
  };
}

/** Ids of one source are of one type. */
const newestFirst = (a: Row, b: Row) => b.at - a.at || b.source - a.source || (a.id < b.id ? 1 : -1);

/** One more than a page, if there are as many, of each source. */
function ofNumber(db: Db, number: PhoneNumber, after: string | null, limit: number): Row[] {
  const [at, source, id] =
    after === null ? [Number.MAX_SAFE_INTEGER, 2, ''] : readToken(after, ['number', 'number', 'string']);
  // `at` and `source` decide; the id only within the source in which the page before ended.
  const older = (column: string, own: 0 | 1) =>
    own === source ? `(${column}, id) < (:at, :id)` : `${column} ${own < source ? '<=' : '<'} :at`;
  const values = { number, at, id: source === 0 ? Number(id) : id, limit: limit + 1 };
  const records = db.all<Row>(
    `SELECT started_at AS at, 0 AS source, id FROM records
     WHERE client = (SELECT id FROM numbers WHERE text = :number) AND ${older('started_at', 0)}
     ORDER BY started_at DESC, id DESC LIMIT :limit`,
    values,
  );
  const orders = db.all<Row>(
    `SELECT ordered_at AS at, 1 AS source, id FROM orders
     WHERE kind = 'client' AND number = :number AND ${older('ordered_at', 1)}
     ORDER BY ordered_at DESC, id DESC LIMIT :limit`,
    values,
  );
  return [...orders, ...records];
}

function toItems(db: Db, rows: readonly Row[]): HistoryItem[] {
  const of = (source: 0 | 1) => rows.filter((row) => row.source === source).map(({ id }) => id);
  const records = new Map(recordsByIds(db, of(0).map(Number)).map((record) => [record.id, record]));
  const orders = new Map(ordersByIds(db, of(1).map(String)).map((order) => [order.id, order]));
  return rows.flatMap(({ id, at }): HistoryItem[] => {
    const record = records.get(Number(id));
    if (typeof id === 'number') return record ? [{ kind: 'record', atMs: at, record }] : [];
    const order = orders.get(id);
    return order ? [{ kind: 'order', atMs: at, order }] : [];
  });
}
