import type { Page } from '../contract/model.ts';
import type { Cache } from '../cache/cache.ts';
import type { Order, OrderPatch, OrderTarget } from '../cache/queries/orders.ts';
import type { Decoded, CallbackTask, NewCallback, TaskQuery } from '../vats/model.ts';

/** The order journal, in the encrypted database. What a promise has answered is on the disk. */
export interface OrderJournal {
  insert(order: Order): Promise<void>;
  update(id: string, patch: OrderPatch): Promise<Order>;
  byId(id: string): Promise<Order | null>;
  /** Not settled, oldest first. */
  open(): Promise<Order[]>;
  cards(): Promise<Order[]>;
  page(query: { after: string | null; limit: number }): Promise<Page<Order>>;
  recentTo(target: OrderTarget, sinceMs: number): Promise<Order[]>;
  adoptedTaskIds(extension: string, afterTaskId: number | null): Promise<number[]>;
}

/** What is asked of the PBX here; `VatsClient` has it. */
export interface CallbackApi {
  addCallback(callback: NewCallback): Promise<number>;
  /** With attempts and legs. Failure `unknown-task`: the PBX does not know it. */
  task(taskId: number): Promise<CallbackTask>;
  tasks(query: TaskQuery): Promise<Decoded<CallbackTask>>;
}

export function orderJournal(cache: Cache): OrderJournal {
  return {
    insert: (order) => cache.run('orders.insert', order),
    update: (id, patch) => cache.run('orders.update', id, patch),
    byId: (id) => cache.run('orders.byId', id),
    open: () => cache.run('orders.open'),
    cards: () => cache.run('orders.cards'),
    page: (query) => cache.run('orders.page', query),
    recentTo: (target, sinceMs) => cache.run('orders.recentTo', target, sinceMs),
    adoptedTaskIds: (extension, afterTaskId) => cache.run('orders.adoptedTaskIds', extension, afterTaskId),
  };
}
