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
  const comeIn = async () => {
    for (let n = 0; n < rows; n += 500) {
      const records = Array.from({ length: 500 }, (_, index) =>
        record({ startedAtMs: noonMs - (n + index) * 1000, numberA: `7495${1_000_000 + ((n + index) % 20_000) * 7}` }),
      );
      added += (await cache.run('records.ingest', { records, nowMs: noonMs, waitingSinceMs: noonMs })).added.length;
    }
  };
  const start = performance.now();
  let over = false;
  const coming = comeIn().finally(() => (over = true));
  const waits: number[] = [];
  while (!over) {
    const asked = performance.now();
    await cache.run('records.page', { filter: { text: '4951' }, after: null, limit: 100 });
    waits.push(performance.now() - asked);
    await delay(16);
  }
  await coming;
  const tookMs = performance.now() - start;
  expect(added).toBe(rows);
  waits.sort((a, b) => a - b);
  const at = (part: number) => waits[Math.floor((waits.length - 1) * part)]!;
  process.stdout.write(
    `reading while ${rows} records came in within ${(tookMs / 1000).toFixed(1)} s: ${waits.length} pages, waited ` +
      `${at(0.5).toFixed(0)} ms (median), ${at(0.95).toFixed(0)} (95 %), ${at(1).toFixed(0)} (longest)\n`,
  );
  // Not a limit of speed but of kind: a page waits for one batch, never for the whole.
  expect(at(0.5)).toBeLessThan(250);
  expect(waits.length).toBeGreaterThan(20);
});
