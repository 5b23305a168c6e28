import type { Order } from '../cache/queries/orders.ts';
import { plannedFields, type Settled } from './plan.ts';
import type { Sides } from './sides.ts';

/** An order as it is first written into the journal: about to be sent, or held for `holdMs`. */
export function newOrder(
  id: string,
  { target, number, extension }: Sides,
  who: Pick<Order, 'name' | 'contactId'>,
  plan: Settled,
  holdMs: number,
  nowMs: number,
): Order {
  return {
    id,
    kind: target.kind,
    number,
    extension,
    ...who,
    ...plannedFields(plan),
    delaySeconds: null,
    orderedAtMs: nowMs,
    holdUntilMs: holdMs > 0 ? nowMs + holdMs : null,
    sentAtMs: null,
    phase: holdMs > 0 ? 'holding' : 'ordered',
    taskId: null,
    lastTaskBefore: null,
    error: null,
    snapshot: null,
    settledAtMs: null,
    dismissed: false,
  };
}
