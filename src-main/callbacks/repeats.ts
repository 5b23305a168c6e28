import { Failure } from '../contract/errors.ts';
import type { Order, OrderTarget } from '../cache/queries/orders.ts';
import type { OrderJournal } from './journal.ts';
import { stageOf, type PhoneWords } from './view.ts';

/** Within this the same client is rung again only if the person says so. */
const repeatMs = 10_000;

/**
 * An earlier order to the same client that still may ring, or has rung a moment ago, is a reason to ask. Failure
 * `order-repeated`: how long ago it was, how far it is, and for what time it is planned, if it is still ahead.
 */
export async function refuseRepeated(
  target: OrderTarget,
  journal: Pick<OrderJournal, 'recentTo'>,
  words: Pick<PhoneWords, 'sameNumber'>,
  nowMs: number,
): Promise<void> {
  const agoMs = (order: Order) => Math.abs(nowMs - order.orderedAtMs);
  const earlier = (await journal.recentTo(target, 0)).find(
    (order) => isOpen(order) || (hasRung(order) && agoMs(order) < repeatMs),
  );
  if (!earlier) return;
  const { startsAtMs } = earlier;
  const params = {
    agoSeconds: Math.round(agoMs(earlier) / 1000),
    stage: stageOf(earlier, words, nowMs),
    ...(startsAtMs !== null && startsAtMs > nowMs && { startsAtMs }),
  };
  throw new Failure('order-repeated', { params });
}

/** Whether the second click of a double-click has got what it wanted with this order of the first. */
export const cameOfIt = (order: Order): boolean => isOpen(order) || hasRung(order);

const isOpen = ({ phase }: Order) => ['holding', 'ordered', 'accepted', 'unknown'].includes(phase);

const hasRung = ({ phase }: Order) => phase === 'ended' || phase === 'vanished';
