import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DemoClock } from '../../../src-main/demo/clock.ts';

const START = Date.UTC(2026, 2, 11, 9);

describe('a clock that stands still', () => {
  it('moves by hand only', async () => {
    const clock = new DemoClock({ startMs: START, speed: 0 });
    await wait(20);
    expect(clock.nowMs()).toBe(START);
    clock.advance(1500);
    expect(clock.nowMs()).toBe(START + 1500);
    clock.set(START - 5);
    expect(clock.nowMs()).toBe(START - 5);
  });

  it('runs what falls due on the way, in order, each at its own moment', () => {
    const clock = new DemoClock({ startMs: START, speed: 0 });
    const seen: [string, number][] = [];
    const note = (name: string) => () => seen.push([name, clock.nowMs() - START]);
    clock.after(300, note('second'));
    clock.after(100, () => {
      note('first')();
      clock.after(100, note('set by the first'));
    });
    clock.after(300, note('third'));
    clock.after(1001, note('never'));
    clock.advance(1000);
    expect(seen).toEqual([
      ['first', 100],
      ['set by the first', 200],
      ['second', 300],
      ['third', 300],
    ]);
  });

  it('forgets what was taken back', () => {
    const clock = new DemoClock({ startMs: START, speed: 0 });
    let ran = 0;
    const takeBack = clock.after(10, () => (ran += 1));
    clock.after(20, () => (ran += 10));
    takeBack();
    clock.advance(15);
    expect(ran).toBe(0);
    clock.stop();
    clock.advance(15);
    expect(ran).toBe(0);
  });
});

describe('a hastened clock', () => {
  it('lets an hour pass in a moment, and its timers see the exact time', async () => {
    const clock = new DemoClock({ startMs: START, speed: 100_000 });
    const at = await new Promise<number>((resolve) => {
      clock.after(3_600_000, () => resolve(clock.nowMs()));
    });
    expect(at - START).toBeGreaterThanOrEqual(3_600_000);
    // The clock stood at START a moment ago: what was due is that moment and an hour, not when the real timer came.
    expect(at - START).toBeLessThan(3_600_000 + 100_000);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(at);
  });

  it('can be hastened while somebody waits', async () => {
    const clock = new DemoClock({ startMs: START });
    const rang = new Promise<void>((resolve) => {
      clock.after(3_600_000, resolve);
    });
    clock.speed = 1_000_000;
    await rang;
    expect(clock.speed).toBe(1_000_000);
  });
});
