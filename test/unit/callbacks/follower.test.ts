import { expect, it } from 'vitest';
import type { Order } from '../../../src-main/cache/queries/orders.ts';
import { Follower } from '../../../src-main/callbacks/follower.ts';
import { newOrder } from '../../../src-main/callbacks/new-order.ts';
import { defaultPreferences } from '../../../src-main/contract/model.ts';
import { sameClient } from '../../../src-main/vats/numbers.ts';
import { TestClock } from '../../support/test-clock.ts';
import { task } from './sample-task.ts';

it('a hundred open orders are not all asked about at once', async () => {
  const clock = new TestClock();
  const number = '+79031112233';
  const sides = { target: { kind: 'client', number }, number, extension: '101' } as const;
  const orders = Array.from({ length: 100 }, (_, index): Order => {
    const order = newOrder(
      String(index),
      sides,
      { name: '', contactId: null },
      { ...defaultPreferences('ru'), startsAtMs: null },
      0,
      clock.nowMs(),
    );
    return { ...order, phase: 'accepted', taskId: index + 1, sentAtMs: clock.nowMs() };
  });
  const asked = new Set<number>();
  const unused = () => Promise.reject(new Error('not asked here'));
  const follower = new Follower({
    api: {
      task: (taskId) => Promise.resolve(task({ taskId: (asked.add(taskId), taskId) })),
      tasks: unused,
      addCallback: unused,
    },
    journal: {
      byId: (id) => Promise.resolve(orders[Number(id)] ?? null),
      update: (id, patch) => Promise.resolve({ ...orders[Number(id)]!, ...patch }),
      open: () => Promise.resolve([...orders]),
      insert: unused,
      cards: unused,
      page: unused,
      recentTo: unused,
      adoptedTaskIds: unused,
    },
    clock,
    words: { sameNumber: sameClient },
    random: () => 0.5,
    isSendingBeside: () => false,
    onChanged: () => undefined,
    onDefect: (error) => expect(error).toBeUndefined(),
  });
  await follower.hurry();
  await clock.pass(1000);
  expect(asked.size).toBeLessThan(5);
  expect(asked.has(100), 'the newest comes first').toBe(true);
  await clock.pass(15_000);
  expect(asked.size).toBe(100);
  follower.stop();
});
