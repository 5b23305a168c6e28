import type { Cache } from '../cache/cache.ts';
import type { StoredRecord } from '../cache/queries/record-row.ts';
import type { RecordFilter } from '../contract/model.ts';

/** So many at a time keep neither the cache's process nor this one busy for longer than is felt. */
const pageSize = 200;
const yearMs = 365 * 86_400_000;

type Asked = Pick<Cache, 'run'>;

/** All records that the filter lets through, newest first, a page at a time. What comes in meanwhile is not among them. */
export async function* walk(cache: Asked, filter: RecordFilter, signal: AbortSignal): AsyncGenerator<StoredRecord[]> {
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const page: { items: StoredRecord[]; next: string | null } = await cache.run('records.page', {
      filter,
      after,
      limit: pageSize,
    });
    yield page.items;
    after = page.next;
  } while (after !== null);
}

/** How many there are; a year at a time, as counting a million keeps the cache from answering anything else. */
export async function countOf(cache: Asked, filter: RecordFilter): Promise<number> {
  const span = await cache.run('records.span');
  if (!span) return 0;
  const fromMs = Math.max(span.oldestMs, filter.fromMs ?? 0);
  const toMs = Math.min(span.newestMs + 1, filter.toMs ?? Number.MAX_SAFE_INTEGER);
  let count = 0;
  for (let atMs = fromMs; atMs < toMs; atMs += yearMs) {
    const boundariesMs = [atMs, Math.min(toMs, atMs + yearMs)];
    const [own = 0] = await cache.run('records.days', { filter, boundariesMs });
    count += own;
  }
  return count;
}
