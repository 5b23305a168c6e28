import type { Preferences } from '../contract/model.ts';
import type { Order } from '../cache/queries/orders.ts';
import type { Sides } from './sides.ts';

/** An order as it is first written into the journal: about to be sent, or held for the moment of grace. */
export function newOrder(
  id: string,
  { target, number, extension }: Sides,
  who: Pick<Order, 'name' | 'contactId'>,
  { ringFirst, tries, pauseSeconds, cancelSeconds }: Preferences,
  nowMs: number,
): Order {
  return {
    id,
    kind: target.kind,
    number,
    extension,
    ...who,
    ringFirst: ringFirst === 'me' ? 'me' : 'other',
    tries,
    pauseSeconds,
    delaySeconds: null,
    startsAtMs: null,
    orderedAtMs: nowMs,
    holdUntilMs: cancelSeconds > 0 ? nowMs + cancelSeconds * 1000 : null,
    sentAtMs: null,
    phase: cancelSeconds > 0 ? 'holding' : 'ordered',
    taskId: null,
    lastTaskBefore: null,
    error: null,
    snapshot: null,
    settledAtMs: null,
    dismissed: false,
  };
}
