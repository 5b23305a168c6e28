import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { Cache } from '../../../src-main/cache/cache.ts';
import { systemClock } from '../../../src-main/clock.ts';
import { noonMs } from './support/database.ts';
import { key, temporaryFolder } from './support/folder.ts';
import { inThread } from './support/processes.ts';
import { record } from './support/records.ts';

const rows = 100_000;
const batch = 500;
const rounds = 10;

it('answers at once while 100,000 records come in', { timeout: 120_000 }, async () => {
  const cache = new Cache({
    spawn: inThread,
    file: path.join(temporaryFolder(), 'cache.db'),
    keyHex: key,
    clock: systemClock,
  });
  onTestFinished(() => cache.close());
  await cache.open();

  // As the engine does it: the next batch when the one before was answered, so that others come in between.
  let added = 0;
  const comeIn = async (from: number, to: number) => {
    for (let n = from; n < to; n += batch) {
      const records = Array.from({ length: batch }, (_, index) =>
        record({ startedAtMs: noonMs - (n + index) * 1000, numberA: `7495${1_000_000 + ((n + index) % 20_000) * 7}` }),
      );
      added += (await cache.run('records.ingest', { records, nowMs: noonMs, waitingSinceMs: noonMs })).added.length;
    }
  };
  const read = async () => {
    const asked = performance.now();
    await cache.run('records.page', { filter: { text: '4951' }, after: null, limit: 100 });
    return performance.now() - asked;
  };
  const meanwhile: number[] = [];
  const alone: number[] = [];
  // In turns, so that whatever else this machine does slows both down.
  for (let round = 0; round < rounds; round++) {
    let over = false;
    const part = rows / rounds;
    const coming = comeIn(round * part, (round + 1) * part).finally(() => (over = true));
    while (!over) {
      meanwhile.push(await read());
      await delay(16);
    }
    await coming;
    for (let n = 0; n < 10; n++) alone.push(await read());
  }
  expect(added).toBe(rows);
  const [during, without] = [timesOf(meanwhile), timesOf(alone)];
  process.stdout.write(
    `${meanwhile.length} pages while ${rows} records came in: ${inWords(during)}; alone: ${inWords(without)}\n`,
  );
  // No limits of speed but of kind: a page waits for one batch, never for the whole.
  expect(meanwhile.length).toBeGreaterThan(20);
  expect(during.median / without.median).toBeLessThan(10);
  expect(during.most / without.most).toBeLessThan(12);
  expect(during.longest / without.longest).toBeLessThan(25);
});

interface Times {
  median: number;
  /** 95 of 100 are no longer. */
  most: number;
  longest: number;
}

function timesOf(ms: number[]): Times {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)]!;
  return { median: at(0.5), most: at(0.95), longest: at(1) };
}

const inWords = ({ median, most, longest }: Times) =>
  `${median.toFixed(0)} ms (median), ${most.toFixed(0)} (95 %), ${longest.toFixed(0)} (longest)`;
