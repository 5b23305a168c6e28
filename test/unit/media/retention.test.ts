import { expect, it } from 'vitest';
import { keepRetention } from '../../../src-main/media/retention.ts';
import { MediaStore } from '../../../src-main/media/store.ts';
import { TestClock } from '../../support/test-clock.ts';
import { pieces, storeOptions, temporaryFolder, wavOf } from './support/files.ts';

const HOUR = 3_600_000;

it('files go by themselves after the days that the user set, also when that is changed, and never when it is off', async () => {
  const clock = new TestClock();
  const store = await MediaStore.open(storeOptions(temporaryFolder(), { nowMs: () => clock.nowMs() }));
  let days: number | null = null;
  const forgotten: number[] = [];
  const retention = keepRetention({
    store,
    clock,
    keptDays: () => days,
    onForgotten: (count) => forgotten.push(count),
  });
  const passDays = async (count: number) => {
    for (let hours = 0; hours < count * 24; hours += 3) {
      await clock.pass(3 * HOUR);
      // The sweep reads real files.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  await store.put('a', pieces(wavOf('a', 10)));
  await passDays(5);
  await store.put('b', pieces(wavOf('b', 10)));
  expect(store.has('a')).toBe(true);
  days = 7;
  await passDays(1);
  expect(store.has('a')).toBe(true);
  await passDays(2);
  await expect.poll(() => [store.has('a'), store.has('b')]).toEqual([false, true]);
  retention.stop();
  await passDays(9);
  expect(store.has('b')).toBe(true);
  expect(forgotten).toEqual([1]);
});

it('a folder that does not answer ends nothing', async () => {
  const clock = new TestClock();
  let sweeps = 0;
  const store = { forgetStoredBefore: () => Promise.reject(new Error(`sweep ${(sweeps += 1)}`)) };
  const retention = keepRetention({ store, clock, keptDays: () => 1 });
  await clock.pass(25 * HOUR);
  retention.stop();
  expect(sweeps).toBeGreaterThan(3);
});
