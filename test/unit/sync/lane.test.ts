import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { Lane } from '../../../src-main/sync/lane.ts';
import { TestClock } from '../../support/test-clock.ts';

let clock: TestClock;
let lane: Lane;
let asked: number[];
let answer: (signal: AbortSignal) => Promise<void>;
let pauseMs: number;
let failures: Failure[];
let defects: unknown[];
let atOnce: number;
let most: number;

beforeEach(() => {
  clock = new TestClock();
  asked = [];
  failures = [];
  defects = [];
  atOnce = 0;
  most = 0;
  pauseMs = 10_000;
  answer = () => Promise.resolve();
  const startMs = clock.nowMs();
  lane = new Lane({
    clock,
    random: () => 0.999,
    work: async (signal) => {
      asked.push((clock.nowMs() - startMs) / 1000);
      most = Math.max(most, (atOnce += 1));
      await answer(signal).finally(() => (atOnce -= 1));
    },
    pauseMs: () => pauseMs,
    onFailure: (failure) => failures.push(failure),
    onDefect: (error) => defects.push(error),
  });
});

/** An answer that takes so long. */
const slow = (ms: number) => () => new Promise<void>((resolve) => void clock.after(ms, resolve));

describe('a lane', () => {
  it('asks again and again, from the end of one to the beginning of the next', async () => {
    answer = slow(5000);
    lane.start(1000);
    await clock.pass(40_000);
    expect(asked).toEqual([1, 16, 31]);
  });

  it('asks at once when hurried, and never twice at the same time', async () => {
    answer = slow(5000);
    lane.start(0);
    await clock.pass(8000);
    lane.hurry(1000);
    lane.hurry(1000);
    await clock.pass(2000);
    expect(asked).toEqual([0, 9]);
    lane.hurry(1000);
    lane.hurry(1000);
    await clock.pass(10_000);
    expect(asked).toEqual([0, 9, 14]);
    expect(most).toBe(1);
  });

  it('that was hurried asks at once, though the usual pause is another one just then', async () => {
    lane.start(0);
    await clock.pass(2000);
    lane.hurry(1000);
    pauseMs = 40_000;
    lane.repace();
    await clock.pass(1000);
    expect(asked).toEqual([0, 3]);
    // Also when that was to come soon anyway, or has just been asked for while another question was under way.
    await clock.pass(39_500);
    lane.hurry(1000);
    pauseMs = 400_000;
    lane.repace();
    answer = slow(5000);
    await clock.pass(500);
    expect(asked).toEqual([0, 3, 43]);
    lane.hurry(1000);
    await clock.pass(5000);
    lane.repace();
    await clock.pass(1);
    expect(asked).toEqual([0, 3, 43, 48]);
  });

  it('comes back ever more rarely while it fails, and as usual when it is answered', async () => {
    answer = () => Promise.reject(new Failure('http-status', { retry: true }));
    lane.start(0);
    await clock.pass(3_600_000);
    expect(failures).toHaveLength(asked.length);
    expect(asked.slice(0, 4).map(Math.round)).toEqual([0, 15, 45, 105]);
    expect(asked.at(-1)! - asked.at(-2)!).toBeGreaterThan(299);
    expect(asked.length).toBeLessThan(20);
    answer = () => Promise.resolve();
    lane.hurry(0);
    await clock.pass(25_000);
    expect(asked.at(-1)! - asked.at(-2)!).toBe(10);
  });

  it('survives a defect, and tells it', async () => {
    answer = () => Promise.reject(new TypeError('a defect'));
    lane.start(0);
    await clock.pass(20_000);
    expect(defects).toHaveLength(2);
  });

  it('breaks off what is under way when stopped, and takes that for no failure', async () => {
    answer = (signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Failure('network'))));
    lane.start(0);
    await clock.pass(1000);
    await lane.stop();
    lane.hurry(0);
    await clock.pass(100_000);
    expect(asked).toEqual([0]);
    expect(failures).toEqual([]);
    answer = () => Promise.resolve();
    lane.start(5000);
    await clock.pass(5000);
    expect(asked).toEqual([0, 106]);
  });

  it('takes up another pace for the pause that it is in', async () => {
    lane.start(0);
    await clock.pass(1000);
    pauseMs = 60_000;
    lane.repace();
    await clock.pass(58_000);
    expect(asked).toEqual([0]);
    pauseMs = 10_000;
    lane.repace();
    await clock.pass(1);
    expect(asked).toEqual([0, 59]);
  });
});

describe('a clock that was set while the lane waits', () => {
  for (const jumpMs of [-86_400_000, 86_400_000]) {
    it(`(by ${jumpMs / 3_600_000} h) neither stops it nor makes it deaf`, async () => {
      let offsetMs = 0;
      const jumping = { nowMs: () => clock.nowMs() + offsetMs, after: clock.after.bind(clock) };
      let count = 0;
      const own = new Lane({
        clock: jumping,
        random: () => 0.5,
        work: () => Promise.resolve(void (count += 1)),
        pauseMs: () => 45_000,
        onFailure: () => undefined,
        onDefect: () => undefined,
      });
      own.start(0);
      await clock.pass(1000);
      offsetMs = jumpMs;
      own.repace();
      await clock.pass(45_000);
      expect(count).toBeGreaterThanOrEqual(2);
      offsetMs = 0;
      const before = count;
      own.hurry(1000);
      await clock.pass(1000);
      expect(count).toBe(before + 1);
    });
  }
});
