import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pollDelayMs } from '../../../src-main/callbacks/pace.ts';
import { stages } from '../../../src-main/contract/model.ts';
import { t0 } from './sample-task.ts';

const fresh = { dueAtMs: null, sinceMs: t0, failures: 0 };
const seconds = (order: Parameters<typeof pollDelayMs>[0], nowMs = t0) => pollDelayMs(order, nowMs, 0.5) / 1000;

describe('how often the PBX is asked about a task', () => {
  it('is every two or three seconds while a person watches something happen', () => {
    expect(seconds({ ...fresh, stage: 'accepted' })).toBe(2);
    expect(seconds({ ...fresh, stage: 'ringing-other' })).toBe(2);
    expect(seconds({ ...fresh, stage: 'talking' })).toBe(3);
  });

  it('is when a scheduled call is due, and now and then before', () => {
    expect(seconds({ ...fresh, stage: 'scheduled', dueAtMs: t0 + 60_000 })).toBe(60);
    expect(seconds({ ...fresh, stage: 'scheduled', dueAtMs: t0 + 24 * 3600_000 })).toBe(300);
  });

  it('is soon after a failure was told, however long it took: it counts when it is told again', () => {
    expect(seconds({ ...fresh, stage: 'failed' }, t0 + 2 * 3600_000)).toBe(2);
  });

  it('grows rarer for a task that does not move', () => {
    expect(seconds({ ...fresh, stage: 'accepted' }, t0 + 2 * 3600_000)).toBe(60);
    expect(seconds({ ...fresh, stage: 'waiting' }, t0 + 48 * 3600_000)).toBe(1800);
  });

  it('backs off from a PBX that fails, but never for longer than a minute or so', () => {
    const after = (failures: number) => pollDelayMs({ ...fresh, stage: 'accepted', failures }, t0, 1) / 1000;
    expect([after(1), after(2), after(3), after(30)]).toEqual([3, 5, 9, 61]);
  });

  it('is never a storm: half a second at least, whatever the state', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...stages),
        fc.option(fc.integer({ min: -1e10, max: 1e10 })),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (stage, due, failures, age, random) =>
          pollDelayMs({ stage, dueAtMs: due === null ? null : t0 + due, sinceMs: t0 - age, failures }, t0, random) >=
          500,
      ),
    );
  });
});
