import { failedLeg, talkSeconds } from '../../vats/task-status.ts';
import type { CallbackStatistics } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { ordersByIds, type Order } from './orders.ts';
import type { Period } from './statistics.ts';

export type OrderCounts = Omit<CallbackStatistics, 'causes'> & {
  /** Failed tries by ISDN/Q.850 cause. */
  causes: { code: number; count: number }[];
};

/** What became of the callbacks ordered in the period. */
export function orderCounts(db: Db, { fromMs, toMs }: Period): OrderCounts {
  const ids = db.all<{ id: string }>('SELECT id FROM orders WHERE ordered_at >= ? AND ordered_at < ?', [fromMs, toMs]);
  const orders = ordersByIds(
    db,
    ids.map(({ id }) => id),
  );
  const counts = { ordered: orders.length, open: 0, succeeded: 0, failed: 0, refused: 0, cancelled: 0, lost: 0 };
  const causes = new Map<number, number>();
  let tries = 0;
  let talked = 0;
  for (const order of orders) {
    counts[outcome(order)] += 1;
    const attempts = order.snapshot?.attempts ?? [];
    tries += Math.max(attempts.length, order.snapshot?.tries ?? 0);
    talked += order.snapshot ? (talkSeconds(order.snapshot) ?? 0) : 0;
    for (const attempt of attempts) {
      const cause = failedLeg(attempt)?.cause ?? null;
      if (cause !== null) causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
  }
  return {
    ...counts,
    tries,
    talkSeconds: talked,
    causes: [...causes].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || a.code - b.code),
  };
}

type Outcome = 'open' | 'succeeded' | 'failed' | 'refused' | 'cancelled' | 'lost';

function outcome({ phase, snapshot }: Order): Outcome {
  switch (phase) {
    case 'ended':
      return snapshot?.attempts.some((attempt) => attempt.succeeded) ? 'succeeded' : 'failed';
    case 'refused':
    case 'cancelled':
      return phase;
    case 'not-created':
    case 'vanished':
      return 'lost';
    case 'holding':
    case 'ordered':
    case 'accepted':
    case 'unknown':
      return 'open';
  }
}
