import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src-main/clock.ts';
import { ServerClock } from '../../../src-main/vats/server-clock.ts';

const nowMs = Date.UTC(2026, 0, 15, 12, 0, 0);
const still: Clock = { nowMs: () => nowMs, after: () => () => undefined };
const header = (ms: number) => new Date(ms).toUTCString();

describe('a PC whose clock is wrong', () => {
  for (const wrongMs of [3 * 3_600_000, -3 * 3_600_000, 61_000, -62_000, 400 * 86_400_000]) {
    it(`by ${wrongMs / 1000} s is corrected by the server’s`, () => {
      const clock = new ServerClock(still);
      clock.observe(header(nowMs + wrongMs), nowMs, nowMs);
      expect(Math.abs(clock.nowMs() - (nowMs + wrongMs))).toBeLessThanOrEqual(1_000);
    });
  }

  it('by less than a minute is left as it is', () => {
    for (const wrongMs of [0, 30_000, -30_000, 59_000, -59_000]) {
      const clock = new ServerClock(still);
      clock.observe(header(nowMs + wrongMs), nowMs, nowMs);
      expect(clock.nowMs()).toBe(nowMs);
    }
  });

  it('goes back to its own clock once that was set right', () => {
    let pcMs = nowMs;
    const clock = new ServerClock({ ...still, nowMs: () => pcMs });
    clock.observe(header(nowMs + 7_200_000), pcMs, pcMs);
    expect(clock.correctionMs).not.toBe(0);
    pcMs += 7_200_000;
    clock.observe(header(pcMs), pcMs, pcMs);
    expect(clock.nowMs()).toBe(pcMs);
  });
});

describe('a date that proves nothing', () => {
  for (const date of [undefined, '', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01 Jan 2200 00:00:00 GMT']) {
    it(`(${date}) changes nothing`, () => {
      const clock = new ServerClock(still);
      clock.observe(date, nowMs, nowMs);
      expect(clock.nowMs()).toBe(nowMs);
    });
  }

  it('is one from an answer that took minutes: the difference may be the journey', () => {
    const clock = new ServerClock(still);
    clock.observe(header(nowMs - 85_000), nowMs - 90_000, nowMs + 90_000);
    expect(clock.correctionMs).toBe(0);
  });
});

it('timers are the base clock’s own', () => {
  const delays: number[] = [];
  const clock = new ServerClock({ nowMs: () => nowMs, after: (delayMs) => (delays.push(delayMs), () => undefined) });
  clock.after(42, () => undefined);
  expect(delays).toEqual([42]);
});
