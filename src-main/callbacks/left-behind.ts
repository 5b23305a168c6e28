import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import type { OrderJournal } from './journal.ts';
import { isDoubted } from './reconcile.ts';

/**
 * What an earlier run settled in doubt is looked into once more: so far back, and so many orders at most. A night is
 * enough; the rest is for clocks that are a day off, one way at the order and the other way now.
 */
const doubtedSinceMs = 3 * 24 * 3600_000;
const doubtedMost = 100;

/** Settles what a sudden end interrupted; returns what has to be followed: the open orders, newest first, and the doubted. */
export async function leftBehind(journal: OrderJournal, nowMs: number): Promise<Order[]> {
  const open = await journal.open();
  const { items } = await journal.page({ after: null, limit: doubtedMost });
  const doubted = items.filter((order) => isDoubted(order) && order.orderedAtMs > nowMs - doubtedSinceMs);
  const settled: Order[] = [];
  for (const order of open) {
    const patch = interrupted(order, nowMs);
    settled.push(patch ? await journal.update(order.id, patch) : order);
  }
  return [...settled.reverse(), ...doubted];
}

/** Nothing was sent before the time of sending is in the journal. */
function interrupted(order: Order, nowMs: number): OrderPatch | null {
  if (order.phase === 'holding') return { phase: 'cancelled', settledAtMs: nowMs };
  if (order.phase !== 'ordered') return null;
  return order.sentAtMs === null ? { phase: 'not-created', settledAtMs: nowMs } : { phase: 'unknown' };
}
