import type { DayCounts, HourCounts, PartyCounts, PhoneNumber } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { toCode } from './record-codes.ts';
import { orderCounts } from './statistics-orders.ts';

export interface Period {
  fromMs: number;
  /** Not included. */
  toMs: number;
}

const call = toCode.kind.call;
const { in: incoming, out: outgoing, internal } = toCode.direction;

/**
 * Between each two boundaries, in one walk along the index that covers all of it. About 0.4 s for a million rows, in
 * which nothing else is answered: who has as many asks a month at a time and adds up.
 */
function days(db: Db, boundariesMs: number[]): DayCounts[] {
  const buckets = boundariesMs.slice(1).map((to, index) => [boundariesMs[index] ?? to, to]);
  const calls = (direction: number) => `sum(r.kind = ${call} AND r.direction = ${direction})`;
  return db
    .all<{ counts: string }>(
      `SELECT (
         SELECT json_object(
           'in', ifnull(${calls(incoming)}, 0), 'out', ifnull(${calls(outgoing)}, 0),
           'internal', ifnull(${calls(internal)}, 0),
           'missed', ifnull(sum(r.kind = ${call} AND r.direction = ${incoming} AND r.duration = 0), 0),
           'voicemail', ifnull(sum(r.kind = ${toCode.kind.voicemail}), 0),
           'fax', ifnull(sum(r.kind = ${toCode.kind.fax}), 0),
           'talkSeconds', ifnull(sum(iif(r.kind = ${call}, r.duration, 0)), 0))
         FROM records AS r INDEXED BY records_newest
         WHERE r.started_at >= bucket.value ->> 0 AND r.started_at < bucket.value ->> 1
       ) AS counts FROM json_each(?) AS bucket ORDER BY bucket.key`,
      [JSON.stringify(buckets)],
    )
    .map(({ counts }) => JSON.parse(counts) as DayCounts);
}

/** A stretch of time with one and the same distance of local time from UTC. */
export interface ZonedPeriod extends Period {
  offsetMs: number;
}

export const hoursOfWeek = 168;
const hourMs = 3_600_000;
/** 1970 began on a Thursday; the week here begins on Monday. */
const epochHour = 3 * 24;

/** Calls by hour of the week, Monday's midnight first; with the client of these numbers only, if there are such. */
function hours(db: Db, { fromMs, toMs, offsetMs }: ZonedPeriod, client: PhoneNumber[] | null): HourCounts[] {
  const counts = Array.from({ length: hoursOfWeek }, () => ({ in: 0, missed: 0, out: 0, answered: 0 }));
  const of = client === null ? null : numberIds(db, client);
  const numbers = flat(db, ['started_at', 'direction', 'duration > 0'], { fromMs, toMs }, of);
  for (let at = 0; at < numbers.length; at += 3) {
    const localHour = Math.floor(((numbers[at] ?? 0) + offsetMs) / hourMs);
    const cell = counts[(localHour + epochHour) % hoursOfWeek];
    const direction = numbers[at + 1];
    const talked = numbers[at + 2] ?? 0;
    if (cell && direction === incoming) {
      cell.in += 1;
      cell.missed += 1 - talked;
    } else if (cell && direction === outgoing) {
      cell.out += 1;
      cell.answered += talked;
    }
  }
  return counts;
}

/** Calls by employee and by group, in no order. */
function parties(db: Db, period: Period): { people: PartyCounts[]; groups: PartyCounts[] } {
  const people = new Map<number, PartyCounts>();
  const groups = new Map<number, PartyCounts>();
  const numbers = flat(db, ['ifnull(person, 0)', 'ifnull(call_group, 0)', 'direction', 'duration'], period, null);
  for (let at = 0; at < numbers.length; at += 4) {
    const direction = numbers[at + 2] ?? 0;
    const seconds = numbers[at + 3] ?? 0;
    count(people, numbers[at] ?? 0, direction, seconds);
    count(groups, numbers[at + 1] ?? 0, direction, seconds);
  }
  return { people: named(db, 'people', people), groups: named(db, 'call_groups', groups) };
}

function count(counts: Map<number, PartyCounts>, id: number, direction: number, seconds: number): void {
  let own = counts.get(id);
  if (!own) {
    own = { name: '', in: 0, out: 0, internal: 0, missed: 0, talkSeconds: 0 };
    counts.set(id, own);
  }
  if (direction === incoming) {
    own.in += 1;
    if (seconds === 0) own.missed += 1;
  } else if (direction === outgoing) own.out += 1;
  else own.internal += 1;
  own.talkSeconds += seconds;
}

function named(db: Db, dictionary: 'people' | 'call_groups', counts: Map<number, PartyCounts>): PartyCounts[] {
  const names = db.all<{ id: number; text: string }>(
    `SELECT id, text FROM ${dictionary} WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify([...counts.keys()])],
  );
  const nameOf = new Map(names.map(({ id, text }) => [id, text]));
  return [...counts].map(([id, own]) => ({ ...own, name: nameOf.get(id) ?? '' }));
}

const numberIds = (db: Db, numbers: PhoneNumber[]) =>
  db
    .all<{ id: number }>('SELECT id FROM numbers WHERE text IN (SELECT value FROM json_each(?))', [
      JSON.stringify(numbers),
    ])
    .map(({ id }) => id);

/**
 * The columns of all calls of the period, one call after the other in one list. A `GROUP BY` would sort all rows, and an
 * object a row costs most of the time: as one text of numbers a million rows come five times as fast.
 */
function flat(db: Db, columns: readonly string[], { fromMs, toMs }: Period, client: number[] | null): number[] {
  const from = client === null ? 'records INDEXED BY records_newest' : 'records INDEXED BY records_client';
  const row = db.get<{ numbers: string | null }>(
    `SELECT group_concat(${columns.map((column) => `(${column})`).join(" || ',' || ")}) AS numbers FROM ${from}
     WHERE started_at >= ? AND started_at < ? AND kind = ${call} ${client === null ? '' : 'AND client IN (SELECT value FROM json_each(?))'}`,
    [fromMs, toMs, ...(client === null ? [] : [JSON.stringify(client)])],
  );
  return JSON.parse(`[${row?.numbers ?? ''}]`) as number[];
}

export const statistics = { days, hours, parties, orders: orderCounts };
