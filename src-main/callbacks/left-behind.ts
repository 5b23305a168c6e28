import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import type { OrderJournal } from './journal.ts';
import { isDoubted } from './reconcile.ts';

/**
 * What an earlier run settled in doubt is looked into once more: so far back, and so many orders at most. A night is
 * enough; the rest is for clocks that are a day off, one way at the order and the other way now.
 */
const doubtedSinceMs = 3 * 24 * 3600_000;
const doubtedMost = 100;

interface LeftBehind {
  /** Planned, certainly not sent, and their time is still ahead. */
  held: Order[];
  /** What the PBX has to be asked about: the open orders, newest first, and the doubted. */
  followed: Order[];
}

/** Settles what a sudden end interrupted; returns what there is to go on with. */
export async function leftBehind(journal: OrderJournal, nowMs: number): Promise<LeftBehind> {
  const open = await journal.open();
  const { items } = await journal.page({ after: null, limit: doubtedMost });
  const doubted = items.filter((order) => isDoubted(order) && order.orderedAtMs > nowMs - doubtedSinceMs);
  const settled: Order[] = [];
  for (const order of open) {
    const patch = interrupted(order, nowMs);
    settled.push(patch ? await journal.update(order.id, patch) : order);
  }
  return {
    held: settled.filter(({ phase }) => phase === 'holding'),
    followed: [...settled.filter(({ phase }) => phase !== 'holding').reverse(), ...doubted],
  };
}

/** Nothing was sent before the time of sending is in the journal. */
function interrupted(order: Order, nowMs: number): OrderPatch | null {
  const { phase, startsAtMs } = order;
  if (phase !== 'holding' && phase !== 'ordered') return null;
  if (order.sentAtMs !== null) return { phase: 'unknown' };
  if (startsAtMs !== null && startsAtMs > nowMs) return phase === 'holding' ? null : { phase: 'holding' };
  if (startsAtMs !== null) {
    return { phase: 'not-created', error: { code: 'time-past' }, holdUntilMs: null, settledAtMs: nowMs };
  }
  return { phase: phase === 'holding' ? 'cancelled' : 'not-created', settledAtMs: nowMs };
}
