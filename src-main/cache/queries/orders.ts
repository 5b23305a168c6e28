import type { CallbackTask } from '../../vats/model.ts';
import type { LegRole, Page, PhoneNumber } from '../../contract/model.ts';
import { Failure, type ErrorCode, type Params } from '../../contract/errors.ts';
import type { Db, Value } from '../db.ts';
import { readToken, writeToken } from '../page-token.ts';

/** How far an order has come on this PC's side; what the PBX tells of it is in the snapshot. */
export type OrderPhase =
  /** Can still be taken back; nothing was sent. Open. */
  | 'holding'
  /** About to be sent, or sent and not answered yet. Open. */
  | 'ordered'
  /** The PBX gave it a task. Open. */
  | 'accepted'
  /** Sent, the answer was lost. Open. */
  | 'unknown'
  | 'refused'
  | 'not-created'
  | 'cancelled'
  /** The task came to its end; the snapshot tells which. */
  | 'ended'
  | 'vanished';

export interface OrderError {
  code: ErrorCode;
  params?: Params;
}

/** A callback ordered on this PC: one row of the order journal. */
export interface Order {
  id: string;
  /** Who is called: a client by `number` from my `extension`, or a colleague by `extension` from my own `number`. */
  kind: 'client' | 'colleague';
  /** The outside side (A): the client's, or my own when a colleague is called. */
  number: PhoneNumber;
  /** The short side (B): mine, or the colleague's. */
  extension: string;
  /** Of who is called, as known when it was ordered; empty: nameless. */
  name: string;
  contactId: string | null;
  ringFirst: LegRole;
  tries: number;
  pauseSeconds: number;
  /** As sent; null: at once. */
  delaySeconds: number | null;
  /** When the PBX was to start, by our clock; null: at once. */
  startsAtMs: number | null;
  orderedAtMs: number;
  /** `holding`: nothing is sent before. */
  holdUntilMs: number | null;
  sentAtMs: number | null;
  phase: OrderPhase;
  taskId: number | null;
  /** The last task of the extension that was known before sending: a lost answer's task comes after it. */
  lastTaskBefore: number | null;
  error: OrderError | null;
  /** As the PBX last told it, attempts included. */
  snapshot: CallbackTask | null;
  settledAtMs: number | null;
  dismissed: boolean;
}

/** What may change after the order was written. */
export type OrderPatch = Partial<
  Pick<
    Order,
    | 'name'
    | 'contactId'
    | 'ringFirst'
    | 'tries'
    | 'pauseSeconds'
    | 'delaySeconds'
    | 'startsAtMs'
    | 'holdUntilMs'
    | 'sentAtMs'
    | 'phase'
    | 'taskId'
    | 'lastTaskBefore'
    | 'error'
    | 'snapshot'
    | 'settledAtMs'
    | 'dismissed'
  >
>;

export type OrderTarget = { kind: 'client'; number: PhoneNumber } | { kind: 'colleague'; extension: string };

const columns = {
  id: 'id',
  kind: 'kind',
  number: 'number',
  extension: 'extension',
  name: 'name',
  contactId: 'contact_id',
  ringFirst: 'ring_first',
  tries: 'tries',
  pauseSeconds: 'pause_seconds',
  delaySeconds: 'delay_seconds',
  startsAtMs: 'starts_at',
  orderedAtMs: 'ordered_at',
  holdUntilMs: 'hold_until',
  sentAtMs: 'sent_at',
  phase: 'phase',
  taskId: 'task_id',
  lastTaskBefore: 'last_task_before',
  error: 'error',
  snapshot: 'snapshot',
  settledAtMs: 'settled_at',
  dismissed: 'dismissed',
} as const satisfies Record<keyof Order, string>;

const fields = Object.keys(columns) as (keyof Order)[];
const selected = `SELECT ${fields.map((field) => `${columns[field]} AS ${field}`).join(', ')} FROM orders`;
/** The same text as in the index `orders_cards`, or the index would not be used. */
const open = `phase IN ('holding', 'ordered', 'accepted', 'unknown')`;
const newestFirst = 'ORDER BY ordered_at DESC, id DESC';

/** An `Order` as it lies in the table: JSON as text, booleans as 0 and 1. */
type Row = {
  [F in keyof Order]: Order[F] extends boolean ? 0 | 1 : Order[F] extends object | null ? string | null : Order[F];
};

function toOrder(row: Row): Order {
  return {
    ...(row as unknown as Order),
    error: row.error === null ? null : (JSON.parse(row.error) as OrderError),
    snapshot: row.snapshot === null ? null : (JSON.parse(row.snapshot) as CallbackTask),
    dismissed: row.dismissed === 1,
  };
}

function toValue(value: Order[keyof Order]): Value {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  return value;
}

function insert(db: Db, order: Order): void {
  const names = fields.map((field) => columns[field]).join(', ');
  db.run(
    `INSERT INTO orders (${names}) VALUES (${fields.map(() => '?').join(', ')})`,
    fields.map((field) => toValue(order[field])),
  );
}

/** Returns the order as it is afterwards. Failure `not-found`. */
function update(db: Db, id: string, patch: OrderPatch): Order {
  const changed = fields.filter((field) => field !== 'id' && field in patch) as (keyof OrderPatch)[];
  if (changed.length > 0) {
    db.run(`UPDATE orders SET ${changed.map((field) => `${columns[field]} = ?`).join(', ')} WHERE id = ?`, [
      ...changed.map((field) => toValue(patch[field] ?? null)),
      id,
    ]);
  }
  const order = byId(db, id);
  if (!order) throw new Failure('not-found');
  return order;
}

function byId(db: Db, id: string): Order | null {
  const row = db.get<Row>(`${selected} WHERE id = ?`, [id]);
  return row && toOrder(row);
}

/** Those of them that exist, in no order. */
export function ordersByIds(db: Db, ids: readonly string[]): Order[] {
  return db.all<Row>(`${selected} WHERE id IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]).map(toOrder);
}

/** What is not settled yet, oldest first. */
function openOnes(db: Db): Order[] {
  return db.all<Row>(`${selected} WHERE ${open} ORDER BY ordered_at, id`).map(toOrder);
}

/** What is open, and what was not put away yet. Newest first. */
function cards(db: Db): Order[] {
  return db.all<Row>(`${selected} WHERE (dismissed = 0 OR ${open}) ${newestFirst}`).map(toOrder);
}

/** Everything, newest first. `after` is the page before's `next`. Failure `bad-input` for a token that is none. */
function page(db: Db, query: { after: string | null; limit: number }): Page<Order> {
  const after = query.after === null ? null : readToken(query.after, ['number', 'string']);
  const rows = db.all<Row>(`${selected} ${after ? 'WHERE (ordered_at, id) < (?, ?)' : ''} ${newestFirst} LIMIT ?`, [
    ...(after ?? []),
    query.limit + 1,
  ]);
  const items = rows.slice(0, query.limit).map(toOrder);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? writeToken([last.orderedAtMs, last.id]) : null };
}

/** Orders to the same client or colleague since then, whatever became of them. Newest first. */
function recentTo(db: Db, target: OrderTarget, sinceMs: number): Order[] {
  const side = target.kind === 'client' ? 'number' : 'extension';
  const value = target.kind === 'client' ? target.number : target.extension;
  return db
    .all<Row>(`${selected} WHERE kind = ? AND ${side} = ? AND ordered_at >= ? ${newestFirst}`, [
      target.kind,
      value,
      sinceMs,
    ])
    .map(toOrder);
}

/** Tasks of this extension after `afterTaskId` that belong to an order already: none of them is a lost answer's. */
function adoptedTaskIds(db: Db, extension: string, afterTaskId: number | null): number[] {
  return db
    .all<{ taskId: number }>(
      'SELECT task_id AS taskId FROM orders WHERE extension = ? AND task_id > ? ORDER BY task_id',
      [extension, afterTaskId ?? -1],
    )
    .map((row) => row.taskId);
}

/** Which of these tasks were ordered on this PC, and by which order. */
function ofTasks(db: Db, taskIds: readonly number[]): { taskId: number; extension: string; id: string }[] {
  return db.all(
    `SELECT task_id AS taskId, extension, id FROM orders
     WHERE task_id IS NOT NULL AND task_id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(taskIds)],
  );
}

export const orders = {
  insert,
  update,
  byId,
  open: openOnes,
  cards,
  page,
  recentTo,
  adoptedTaskIds,
  ofTasks,
};
