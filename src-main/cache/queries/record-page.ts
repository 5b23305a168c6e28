import { Failure } from '../../contract/errors.ts';
import type { Page, RecordFilter } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Condition } from './condition.ts';
import { select } from './record-filter.ts';
import { recordsByIds, type StoredRecord } from './record-row.ts';

export interface RecordQuery {
  filter: RecordFilter;
  /** The page before's `next`; null: from the newest. To begin in the middle of the list, give `filter.toMs`. */
  after: string | null;
  limit: number;
}

/** Newest first. Failure `bad-input` for a token that is none. */
export function page(db: Db, { filter, after, limit }: RecordQuery): Page<StoredRecord> {
  const key = after === null ? null : readToken(after, ['number', 'number']);
  const older: Condition[] = key ? [{ sql: '(r.started_at, r.id) < (?, ?)', values: key }] : [];
  const { from, where, values } = select(db, filter, ...older);
  const rows = db.all<{ id: number; startedAtMs: number }>(
    `SELECT r.id, r.started_at AS startedAtMs ${from} ${where} ORDER BY r.started_at DESC, r.id DESC LIMIT ?`,
    [...values, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: recordsByIds(
      db,
      shown.map(({ id }) => id),
    ),
    next: rows.length > limit && last ? writeToken([last.startedAtMs, last.id]) : null,
  };
}

/** Ten years of days and some. */
const bucketsMax = 5000;

export interface DaysQuery {
  filter: RecordFilter;
  /**
   * The moments at which days begin where the person sits, ascending, and the end of the last: only main knows the zone
   * and its changes. Any other buckets do as well: hours of a busy day.
   */
  boundariesMs: number[];
}

/**
 * How many records each day has: with these a list of a million rows knows where each day's rows begin, and fetches
 * them by `page` with the day's end as `toMs`. A million rows take some tenths of a second, in which nothing else is
 * answered: who has as many asks a year at a time. Counts are in the order of the boundaries, one less than there are.
 * Failure `bad-input` for unordered or too many boundaries.
 */
export function days(db: Db, { filter, boundariesMs }: DaysQuery): number[] {
  const ordered = boundariesMs.every((boundary, index) => index === 0 || boundary > (boundariesMs[index - 1] ?? 0));
  if (!ordered || boundariesMs.length > bucketsMax)
    throw new Failure('bad-input', { params: { field: 'boundariesMs' } });
  // The filter's own limits go into the buckets: beside them they would be taken for the index in the buckets' place.
  const { fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, ...rest } = filter;
  const boundaries = boundariesMs.map((boundary) => Math.min(Math.max(boundary, fromMs), toMs));
  const { from, where, values, narrow } = select(db, rest);
  if (narrow) {
    const rows = db.all<{ at: number }>(`SELECT r.started_at AS at ${from} ${where} ORDER BY at`, values);
    return countBetween(
      rows.map(({ at }) => at),
      boundaries,
    );
  }
  const buckets = boundaries.slice(1).map((to, index) => [boundaries[index] ?? to, to]);
  return db
    .all<{ count: number }>(
      `SELECT (SELECT count(*) ${from} ${where} AND r.started_at >= bucket.value ->> 0
                 AND r.started_at < bucket.value ->> 1) AS count
       FROM json_each(?) AS bucket ORDER BY bucket.key`,
      [...values, JSON.stringify(buckets)],
    )
    .map(({ count }) => count);
}

/** Both ascending. */
function countBetween(times: readonly number[], boundaries: readonly number[]): number[] {
  let at = times.findIndex((time) => time >= (boundaries[0] ?? 0));
  if (at < 0) at = times.length;
  return boundaries.slice(1).map((boundary) => {
    const start = at;
    while (at < times.length && (times[at] ?? 0) < boundary) at++;
    return at - start;
  });
}
