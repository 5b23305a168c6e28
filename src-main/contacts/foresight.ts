import type { Cache } from '../cache/cache.ts';
import type { Clock } from '../clock.ts';
import type { ImportCounts } from '../contract/model.ts';
import { batchesOf, type BatchesOptions, type Opened } from './batches.ts';
import { ImportTally } from './import-tally.ts';

interface ForesightOptions extends BatchesOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
}

/**
 * What would become of all rows of the file if it was taken in now: exactly, and without changing anything. Some seconds for
 * 50,000 rows, in which others have their turn. Failures: those of `batchesOf` and of the database; what the signal ends
 * fails with its reason.
 */
export async function foreseeAll(
  options: ForesightOptions,
  { file, reading }: Opened,
  signal: AbortSignal,
): Promise<ImportCounts> {
  const { cache, clock, newId } = options;
  const act = { id: newId(), nowMs: clock.nowMs() };
  const tally = new ImportTally();
  await cache.run('contactForesight.begin', act.id);
  try {
    while (await cache.run('contactForesight.prepare', act.id)) signal.throwIfAborted();
    for await (const batch of batchesOf({ file: file.until(signal), reading }, tally, options)) {
      tally.tookIn(await cache.run('contactForesight.takeIn', act.id, batch, act));
      signal.throwIfAborted();
    }
    return tally.counts;
  } finally {
    await cache.run('contactForesight.end', act.id);
  }
}
