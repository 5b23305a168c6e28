import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queries } from '../../../src-main/cache/queries/all.ts';
import type { Order, OrderPhase } from '../../../src-main/cache/queries/orders.ts';
import { inMemory, noonMs, order, uuid } from './support/database.ts';

const { orders } = queries;
const ids = (list: Order[]) => list.map(({ id }) => id);

describe('the order journal', () => {
  it('gives back every field as it was written', () => {
    const db = inMemory();
    const whole = order(1, {
      kind: 'colleague',
      name: 'О’Коннор "Анна"; DROP TABLE orders',
      contactId: uuid(7),
      ringFirst: 'other',
      delaySeconds: 900,
      startsAtMs: noonMs + 900_000,
      holdUntilMs: noonMs + 3000,
      sentAtMs: noonMs + 3001,
      phase: 'ended',
      taskId: 9_007_199_254_740_991,
      lastTaskBefore: 122,
      error: { code: 'server-message', params: { text: 'нет', status: 500 } },
      snapshot: {
        taskId: 123,
        cgpn: '74951234567',
        cdpn: '101',
        createdAtMs: noonMs,
        executeAtMs: null,
        state: 'Обработан',
        tries: 1,
        triesMax: 3,
        attempts: [{ startedAtMs: noonMs, succeeded: true, legs: [] }],
      },
      settledAtMs: noonMs + 60_000,
      dismissed: true,
    });
    orders.insert(db, whole);
    expect(orders.byId(db, whole.id)).toEqual(whole);
    orders.insert(db, order(2));
    expect(orders.byId(db, uuid(2))).toEqual(order(2));
    expect(orders.byId(db, uuid(3))).toBeNull();
  });

  it('changes only what the patch names, and can set it back to nothing', () => {
    const db = inMemory();
    orders.insert(db, order(1, { taskId: 5, error: { code: 'network' } }));
    expect(orders.update(db, uuid(1), { phase: 'accepted', dismissed: true })).toEqual(
      order(1, { taskId: 5, error: { code: 'network' }, phase: 'accepted', dismissed: true }),
    );
    expect(orders.update(db, uuid(1), { taskId: null, error: null }).error).toBeNull();
    expect(orders.update(db, uuid(1), {}).taskId).toBeNull();
    expect(() => orders.update(db, uuid(2), { dismissed: true })).toThrow('not-found');
  });

  it('tells what is open, and which cards are still to be seen', () => {
    const db = inMemory();
    const phases: [OrderPhase, dismissed: boolean][] = [
      ['holding', false],
      ['ordered', true],
      ['accepted', false],
      ['unknown', true],
      ['ended', false],
      ['ended', true],
      ['refused', true],
      ['not-created', false],
    ];
    phases.forEach(([phase, dismissed], n) => orders.insert(db, order(n, { phase, dismissed })));
    expect(ids(orders.open(db))).toEqual([0, 1, 2, 3].map(uuid));
    expect(ids(orders.cards(db))).toEqual([7, 4, 3, 2, 1, 0].map(uuid));
  });

  it('reads neither the open ones nor the cards from the whole history', () => {
    const db = inMemory();
    for (const sql of [
      `SELECT id FROM orders WHERE phase IN ('holding', 'ordered', 'accepted', 'unknown') ORDER BY ordered_at, id`,
      `SELECT id FROM orders WHERE (dismissed = 0 OR phase IN ('holding', 'ordered', 'accepted', 'unknown'))
       ORDER BY ordered_at DESC, id DESC`,
    ]) {
      const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail);
      expect(plan.join()).toContain('orders_cards');
      expect(plan.join()).not.toContain('TEMP B-TREE');
    }
  });

  it('finds the recent ones to the same client or colleague, not those in which it is my own number', () => {
    const db = inMemory();
    const mine = '+79161112233';
    orders.insert(db, order(1, { orderedAtMs: noonMs - 10_001 }));
    orders.insert(db, order(2, { orderedAtMs: noonMs - 10_000 }));
    orders.insert(db, order(3, { orderedAtMs: noonMs, phase: 'refused' }));
    orders.insert(db, order(4, { orderedAtMs: noonMs, number: '+74950000000' }));
    orders.insert(db, order(5, { orderedAtMs: noonMs, kind: 'colleague', number: mine, extension: '102' }));
    expect(ids(orders.recentTo(db, { kind: 'client', number: '+74951234567' }, noonMs - 10_000))).toEqual(
      [3, 2].map(uuid),
    );
    expect(ids(orders.recentTo(db, { kind: 'colleague', extension: '102' }, noonMs - 10_000))).toEqual([uuid(5)]);
    expect(orders.recentTo(db, { kind: 'colleague', extension: '101' }, 0)).toEqual([]);
    expect(orders.recentTo(db, { kind: 'client', number: mine }, 0)).toEqual([]);
  });

  it('knows which tasks are somebody’s already', () => {
    const db = inMemory();
    for (const taskId of [10, 11, 14, null]) orders.insert(db, order(100 + (taskId ?? 0), { taskId }));
    orders.insert(db, order(1, { taskId: 12, extension: '102' }));
    expect(orders.adoptedTaskIds(db, '101', 10)).toEqual([11, 14]);
    expect(orders.adoptedTaskIds(db, '101', null)).toEqual([10, 11, 14]);
  });
});

describe('pages of the history', () => {
  it('together are everything exactly once, newest first, whatever the page size and the times', () => {
    fc.assert(
      fc.property(
        // Few different times: many orders of the same millisecond.
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 10 }),
        (times, limit) => {
          const db = inMemory();
          times.forEach((time, n) => orders.insert(db, order(n, { orderedAtMs: noonMs + time })));
          const seen: Order[] = [];
          let after: string | null = null;
          do {
            const page = orders.page(db, { after, limit });
            expect(page.items.length).toBeLessThanOrEqual(limit);
            seen.push(...page.items);
            after = page.next;
          } while (after !== null);
          const newestFirst = (a: Order, b: Order) => b.orderedAtMs - a.orderedAtMs || (a.id < b.id ? 1 : -1);
          expect(seen.map(({ id }) => id)).toEqual([...seen].sort(newestFirst).map(({ id }) => id));
          expect(new Set(ids(seen)).size).toBe(times.length);
          db.close();
        },
      ),
      { numRuns: 100 },
    );
  });

  it('skip and repeat nothing when new orders come in between', () => {
    const db = inMemory();
    for (let n = 0; n < 20; n++) orders.insert(db, order(n));
    const first = orders.page(db, { after: null, limit: 10 });
    for (let n = 20; n < 25; n++) orders.insert(db, order(n));
    const second = orders.page(db, { after: first.next, limit: 10 });
    expect([...ids(first.items), ...ids(second.items)]).toEqual(Array.from({ length: 20 }, (_, n) => uuid(19 - n)));
    expect(second.next).toBeNull();
  });

  it('refuse a token that is none', () => {
    const db = inMemory();
    const tokens = [
      '',
      'x',
      'WzFd',
      Buffer.from('["a","b"]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ];
    for (const after of tokens) expect(() => orders.page(db, { after, limit: 10 })).toThrow('bad-input');
  });
});
