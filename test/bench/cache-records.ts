/*
 * How the cache stands a company's years of records. Prints times and ratios, judges nothing:
 *   node test/bench/cache-records.ts [rows, 100000 unless said otherwise]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Db } from '../../src-main/cache/db.ts';
import { migrations } from '../../src-main/cache/migrations/all.ts';
import { openCache } from '../../src-main/cache/open.ts';
import { queries } from '../../src-main/cache/queries/all.ts';
import type { RecordFilter } from '../../src-main/contract/model.ts';
import { lastMs, madeUpRecords } from './cache-made-up.ts';

const rows = Number(process.argv[2] ?? 100_000);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sputnik-bench-'));
const file = path.join(folder, 'cache.db');
const say = (text: string) => process.stdout.write(`${text}\n`);
const sizeOf = (suffix = '') => fs.statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0;

function timeMs(work: () => unknown, times = 5): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}

function fill(db: Db) {
  let longestMs = 0;
  let totalMs = 0;
  for (const records of madeUpRecords(rows)) {
    const start = performance.now();
    queries.records.ingest(db, { records, nowMs: lastMs, waitingSinceMs: lastMs - 30 * 86_400_000 });
    const took = performance.now() - start;
    totalMs += took;
    longestMs = Math.max(longestMs, took);
  }
  say(
    `ingest of ${rows} rows: ${Math.round(rows / totalMs)} k rows/s, longest batch of 500: ${longestMs.toFixed(0)} ms`,
  );
}

function resync(db: Db) {
  const batches = [...madeUpRecords(rows)].slice(0, 10);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const again = (change: object) => {
    for (const records of batches) {
      const changed = records.map((record) => ({ ...record, ...change }));
      queries.records.ingest(db, { records: changed, nowMs: lastMs, waitingSinceMs: 0 });
    }
  };
  const sameMs = timeMs(() => again({}));
  say(`re-sync of 5,000 known rows: ${sameMs.toFixed(0)} ms, ${sizeOf('-wal')} bytes written`);
  const relinkedMs = timeMs(() => again({ fileUrl: `https://lkvats.example/${Math.random()}` }), 1);
  say(`  with every link issued anew: ${relinkedMs.toFixed(0)} ms, ${sizeOf('-wal')} bytes`);
}

const day = 86_400_000;
const boundariesMs = Array.from({ length: 1101 }, (_, n) => lastMs - (1100 - n) * day);

const filters: [string, RecordFilter][] = [
  ['no filter', {}],
  ['«12», two digits', { text: '12' }],
  ['«495»', { text: '495' }],
  ['«8 (495) 12»', { text: '8 (495) 12' }],
  ['part of one number', { text: '916 5555' }],
  ['number that is not there', { text: '9999999999' }],
  ['extension «101»', { text: '101' }],
  ['person «петров»', { text: 'петров' }],
  ['word that is not there', { text: 'ъъъ' }],
  ['one person, long calls', { people: ['Сотрудник 7'], minSeconds: 500 }],
  ['faxes', { kinds: ['fax'] }],
  ['over an hour (none)', { minSeconds: 3600 }],
  ['oldest year', { toMs: lastMs - 735 * day }],
];

function read(db: Db) {
  const base = timeMs(() => queries.records.page(db, { filter: {}, after: null, limit: 100 }));
  say(`page of 100, newest: ${base.toFixed(2)} ms = 1; in brackets the counts of 1,100 days`);
  for (const [name, filter] of filters) {
    const page = timeMs(() => queries.records.page(db, { filter, after: null, limit: 100 }));
    const days = timeMs(() => queries.records.days(db, { filter, boundariesMs }), 3);
    say(`  ${name}: ${(page / base).toFixed(1)} × (${days.toFixed(1)} ms)`);
  }
  const deep = queries.records.page(db, { filter: { toMs: lastMs - 1000 * day }, after: null, limit: 100 });
  const later = timeMs(() => queries.records.page(db, { filter: {}, after: deep.next, limit: 100 }));
  say(`  page at nine tenths of the depth: ${(later / base).toFixed(1)} ×`);
  const [first] = queries.records.page(db, { filter: { directions: ['in'] }, after: null, limit: 1 }).items;
  const history = timeMs(() => queries.records.ofClient(db, [first?.client ?? ''], null, 100));
  say(`  history of a client: ${(history / base).toFixed(1)} ×`);
  const inbox = { shelf: 'waiting', kinds: null, nowMs: lastMs, after: null, limit: 100 } as const;
  const waiting = queries.inbox.counts(db, lastMs);
  say(
    `  inbox: ${(timeMs(() => queries.inbox.page(db, inbox)) / base).toFixed(1)} ×, its counts ` +
      `${(timeMs(() => queries.inbox.counts(db, lastMs)) / base).toFixed(1)} × (${waiting.voicemail + waiting.fax} waiting)`,
  );
}

/** As `Statistics` asks: a month at a time, over all there is. */
function count(db: Db) {
  const months = Array.from({ length: 36 }, (_, n) => [lastMs - (n + 1) * 31 * day, lastMs - n * 31 * day] as const);
  const kinds: [string, (fromMs: number, toMs: number) => unknown][] = [
    [
      'days',
      (fromMs, toMs) =>
        queries.statistics.days(
          db,
          Array.from({ length: 32 }, (_, n) => fromMs + (n * (toMs - fromMs)) / 31),
        ),
    ],
    ['hours of the week', (fromMs, toMs) => queries.statistics.hours(db, { fromMs, toMs, offsetMs: 0 }, null)],
    ['employees and groups', (fromMs, toMs) => queries.statistics.parties(db, { fromMs, toMs })],
  ];
  for (const [name, ask] of kinds) {
    const times = months.map(([fromMs, toMs]) => timeMs(() => ask(fromMs, toMs), 1));
    const all = times.reduce((sum, ms) => sum + ms, 0);
    say(`statistics, ${name}: ${all.toFixed(0)} ms for all, at most ${Math.max(...times).toFixed(0)} ms a month`);
  }
}

function sizes(db: Db) {
  const tables = db.all<{ name: string; bytes: number }>(
    `SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name HAVING bytes > 1000000 ORDER BY bytes DESC`,
  );
  say(tables.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1e6)}`).join(', '));
}

const { db } = openCache({ file, keyHex: '5a'.repeat(32) }, migrations, lastMs);
try {
  fill(db);
  resync(db);
  say(`file: ${Math.round(sizeOf() / 1e6)} MB`);
  read(db);
  count(db);
  if (db.get(`SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'`)) sizes(db);
} finally {
  db.close();
  fs.rmSync(folder, { recursive: true });
}
