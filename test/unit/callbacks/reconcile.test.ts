import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLostTask } from '../../../src-main/callbacks/reconcile.ts';
import { sameClient } from '../../../src-main/vats/numbers.ts';
import { t0, task } from './sample-task.ts';

const order = { number: '+79031112233', extension: '101', lastTaskBefore: 150, sentAtMs: t0 };
const find = (
  tasks: ReturnType<typeof task>[],
  adopted: number[] = [],
  changes: Partial<typeof order> | { lastTaskBefore: null } = {},
) => findLostTask({ ...order, ...changes }, tasks, new Set(adopted), sameClient)?.taskId ?? null;

describe('the task of a lost answer', () => {
  it('is the one for this client and extension that came after the last known one', () => {
    expect(find([task({ taskId: 150 }), task({ taskId: 151 })])).toBe(151);
    expect(find([task({ taskId: 151, cgpn: '89031112233' })])).toBe(151);
  });

  it('is not another client’s, another extension’s, an earlier one, or one that belongs to an order already', () => {
    expect(find([task({ taskId: 151, cgpn: '79031112234' })])).toBeNull();
    expect(find([task({ taskId: 151, cdpn: '102' })])).toBeNull();
    expect(find([task({ taskId: 149 })])).toBeNull();
    expect(find([task({ taskId: 151 })], [151])).toBeNull();
  });

  it('is told by its time only where the last known task is not known', () => {
    const unknown = { lastTaskBefore: null };
    const before = task({ taskId: 1, createdAtMs: t0 - 3600_000 });
    expect(find([before], [], unknown)).toBeNull();
    expect(find([before, task({ taskId: 2, createdAtMs: t0 - 30_000 })], [], unknown)).toBe(2);
  });

  it('is found whatever the PBX’s clock shows, as long as task numbers are known', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        (off) => find([task({ taskId: 151, createdAtMs: t0 + off })]) === 151,
      ),
    );
  });

  it('does not depend on the order of the answer, and never is one of somebody else', () => {
    const tasks = fc.array(
      fc
        .record({ taskId: fc.integer({ min: 140, max: 170 }), mine: fc.boolean() })
        .map(({ taskId, mine }) => task({ taskId, cgpn: mine ? '79031112233' : '74950000000' })),
    );
    fc.assert(
      fc.property(tasks, fc.uniqueArray(fc.integer({ min: 140, max: 170 })), (all, adopted) => {
        const mine = all.filter(
          (each) => each.cgpn === '79031112233' && each.taskId > 150 && !adopted.includes(each.taskId),
        );
        const expected = mine.length === 0 ? null : Math.min(...mine.map((each) => each.taskId));
        expect(find(all, adopted)).toBe(expected);
        expect(find(all.toReversed(), adopted)).toBe(expected);
      }),
    );
  });
});
