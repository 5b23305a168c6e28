/*
 * A big address book and years of records, over the real cache in a thread of its own. Prints tables, judges nothing:
 *   node test/bench/desk-work.ts [--contacts=50000 --records=371000]
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Cache } from '../../src-main/cache/cache.ts';
import { systemClock } from '../../src-main/clock.ts';
import { Contacts } from '../../src-main/contacts/contacts.ts';
import { ContactImport } from '../../src-main/contacts/import.ts';
import type { Member } from '../../src-main/contract/model.ts';
import { Exports } from '../../src-main/export/exports.ts';
import { RecordViews } from '../../src-main/journal/record-views.ts';
import { Palette } from '../../src-main/palette/palette.ts';
import { Statistics } from '../../src-main/statistics/statistics.ts';
import { explainCause } from '../../src-main/vats/causes.ts';
import { displayNumber, readNumber } from '../../src-main/vats/numbers.ts';
import { inThread } from '../unit/cache/support/processes.ts';
import { lastMs, madeUpRecords } from './cache-made-up.ts';
import { lateness, meanwhile, taken, type Lateness, type Taken } from './lateness.ts';
import { bookDigits, madeUpBook } from './made-up-book.ts';
import { table } from './numbers.ts';

const { values } = parseArgs({
  options: { contacts: { type: 'string', default: '50000' }, records: { type: 'string', default: '371000' } },
});
const contactCount = Number(values.contacts);
const recordCount = Number(values.records);
const colleagues = 1000;
const dayMs = 86_400_000;
const repeats = 7;

const say = (text: string) => process.stdout.write(`${text}\n`);
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const waits = ({ p50, p99, max }: Taken) => [ms(p50), ms(p99), ms(max)];
const main = ({ max, held }: Lateness) => `main held ${ms(held)} at most, late by ${ms(max)} at most`;

const folder = await mkdtemp(path.join(os.tmpdir(), 'sputnik-bench-'));
const cache = new Cache({
  spawn: inThread,
  file: path.join(folder, 'cache.db'),
  keyHex: '5a'.repeat(32),
  clock: systemClock,
});
let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
const shared = { cache, clock: systemClock, readNumber, newId };
const contacts = new Contacts({ ...shared, onChanged: () => undefined });
const contactImport = new ContactImport({
  ...shared,
  // As the session does.
  onChanged: () => void palette.prepare(),
  onContacts: () => undefined,
  shown: (contact) => contacts.shown(contact),
});
const members = Array.from({ length: colleagues }, (_, n): Member => ({
  id: String(n),
  sinceMs: null,
  devices: [],
  name: `Сотрудник ${n} Отдела`,
  extension: String(1000 + n),
  online: n % 2 === 0,
  me: n === 0,
}));
const palette = new Palette({ cache, members: () => members, readNumber, displayNumber });
const statistics = new Statistics({ cache, explainCause });

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const begunMs = performance.now();
  await ask();
  return performance.now() - begunMs;
}

async function again(times: number, ask: (n: number) => Promise<unknown>): Promise<Taken> {
  const all: number[] = [];
  for (let n = 0; n < times; n += 1) all.push(await timed(() => ask(n)));
  return taken(all);
}

/** As typed: each beginning of the text is asked for. */
async function typing(texts: readonly string[], ask: (typed: string) => Promise<unknown>): Promise<Taken> {
  const times: number[] = [];
  for (let n = 0; n < repeats; n += 1)
    for (const text of texts)
      for (let length = 1; length <= text.length; length += 1)
        times.push(await timed(() => ask(text.slice(0, length))));
  return taken(times);
}

async function fillRecords(): Promise<void> {
  const tookMs = await timed(async () => {
    for (const records of madeUpRecords(recordCount))
      await cache.run('records.ingest', { records, nowMs: lastMs, waitingSinceMs: lastMs - 30 * dayMs });
  });
  say(`${recordCount} records stored in ${(tookMs / 1000).toFixed(0)} s`);
}

const firstPage = () => cache.run('records.page', { filter: {}, after: null, limit: 100 });
const search = (text: string) => contacts.page({ text, after: null, limit: 50 });

async function importing(): Promise<void> {
  const file = path.join(folder, 'book.csv');
  await writeFile(file, madeUpBook(contactCount));
  const opening = await lateness(() => contactImport.open(file));
  say(`import: looked through in ${(opening.tookMs / 1000).toFixed(1)} s; ${main(opening)}`);
  let running: (Lateness & { tookMs: number }) | null = null;
  const journal = await meanwhile(firstPage, async () => {
    running = await lateness(async () => {
      contactImport.run();
      while (contactImport.state().phase !== 'ended') await new Promise((resolve) => setTimeout(resolve, 5));
    });
  });
  const { tookMs, ...late } = running ?? { tookMs: NaN, p99: NaN, max: NaN, held: NaN };
  say(`  taken in: ${Math.round((contactCount / tookMs) * 1000)} rows/s; ${main(late)}`);
  say(`  a page of the journal meanwhile: ${waits(journal).join(', ')} (p50, p99, longest)`);
}

async function book(): Promise<void> {
  const texts = ['кузнецова ольга', 'ёлкин', 'ооо «логистика', 'счёт', '+7 916 77', `8${bookDigits(4711)}`, 'щщщ'];
  say(`first search in the palette after it: ${ms(await timed(() => palette.find({ text: 'ив', limit: 20 })))}`);
  const pages: number[] = [];
  let after: string | null = null;
  do {
    const begunMs = performance.now();
    const page: Awaited<ReturnType<typeof contacts.page>> = await contacts.page({ text: '', after, limit: 100 });
    pages.push(performance.now() - begunMs);
    after = page.next;
  } while (after !== null);
  const some = (await contacts.page({ text: 'кузнецова', after: null, limit: 30 })).items;
  const saved = await again(some.length, (n) => {
    const { id, ...contact } = some[n]!;
    const numbers = contact.numbers.map(({ label, number }) => ({ label, written: number }));
    return contacts.edit(id, { ...contact, numbers, favourite: n % 2 === 0 });
  });
  const owners = await again(100, (n) => contacts.whoAre([`+7${bookDigits(n * 499)}`]));
  const firstPages = await again(30, () => search(''));
  const duplicates = await again(repeats, () => contacts.duplicates({ after: null, limit: 20 }));
  let typed: Taken = firstPages;
  let inPalette: Taken = firstPages;
  const late = await lateness(async () => {
    typed = await typing(texts, search);
    inPalette = await typing(texts, (text) => palette.find({ text, limit: 20 }));
  });
  say(
    table([
      [`${contactCount} contacts`, 'p50', 'p99', 'longest'],
      ['first page', ...waits(firstPages)],
      ['each page, to the last', ...waits(taken(pages))],
      ['search, a key', ...waits(typed)],
      [`palette, with ${colleagues} colleagues, a key`, ...waits(inPalette)],
      ['whose number', ...waits(owners)],
      ['saved, star set or taken', ...waits(saved)],
      ['duplicates', ...waits(duplicates)],
    ]),
  );
  say(`  ${main(late)} while typing`);
}

async function leaving(): Promise<void> {
  const file = path.join(folder, 'contacts.csv');
  const saving = await lateness(() => contacts.exportTo({ format: 'csv' }, 'ru', file));
  say(`all contacts written in ${(saving.tookMs / 1000).toFixed(1)} s; ${main(saving)}`);
  let undone: (Lateness & { tookMs: number }) | null = null;
  const journal = await meanwhile(firstPage, async () => {
    undone = await lateness(() => contactImport.undo());
  });
  const { tookMs, ...late } = undone ?? { tookMs: NaN, p99: NaN, max: NaN, held: NaN };
  say(`import taken back in ${(tookMs / 1000).toFixed(1)} s; ${main(late)}`);
  say(`  a page of the journal meanwhile: ${waits(journal).join(', ')} (p50, p99, longest)`);
  say(`  first search in the palette after it: ${ms(await timed(() => palette.find({ text: 'ив', limit: 20 })))}`);
}

async function counting(): Promise<void> {
  const rows = [[`statistics of ${recordCount} records`, 'asked', 'journal p50', 'p99', 'longest', 'a search p99']];
  for (const [name, days] of [
    ['a day', 1],
    ['a month', 31],
    ['a year', 365],
    ['all', 1100],
  ] as const) {
    const period = { fromMs: lastMs - days * dayMs, toMs: lastMs + 1 };
    const boundariesMs = Array.from({ length: days + 1 }, (_, n) => period.fromMs + n * dayMs);
    const times: number[] = [];
    const ask = async () => {
      for (let n = 0; n < repeats; n += 1)
        times.push(
          await timed(() =>
            Promise.all([
              statistics.days({ boundariesMs }),
              statistics.hours(period),
              statistics.parties(period),
              statistics.callbacks(period),
            ]),
          ),
        );
    };
    let searched: Taken = taken([]);
    const journal = await meanwhile(firstPage, async () => {
      searched = await meanwhile(() => search('петр'), ask);
    });
    rows.push([name, ms(taken(times).p50), ...waits(journal), ms(searched.p99)]);
  }
  say(table(rows));
}

const views = new RecordViews({
  extension: '101',
  whoAre: (numbers) => contacts.whoAre(numbers),
  colleague: () => null,
  pbxTime: (atMs) => new Date(atMs).toISOString().replace('T', ' '),
  hasFile: () => false,
});

/** The most that is taken while `during` goes on, beyond what was there before; MB. */
async function peakMb(during: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const beforeBytes = process.memoryUsage().rss;
  let most = beforeBytes;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  await during();
  clearInterval(timer);
  return (most - beforeBytes) / 1e6;
}

async function exporting(): Promise<void> {
  const exports = new Exports({
    cache,
    clock: systemClock,
    views,
    files: { suggestedName: () => Promise.reject(new Error()), saveTo: () => Promise.reject(new Error()) },
    language: () => 'ru',
    onChanged: () => undefined,
    onDefect: (error) => say(String(error)),
  });
  const ended = async () => {
    while (exports.state().records?.phase === 'running') await new Promise((resolve) => setTimeout(resolve, 5));
  };
  for (const format of ['csv', 'xlsx'] as const) {
    const file = path.join(folder, `journal.${format}`);
    let late: (Lateness & { tookMs: number }) | null = null;
    let journal: Taken = taken([]);
    const grownMb = await peakMb(async () => {
      journal = await meanwhile(firstPage, async () => {
        late = await lateness(async () => {
          await exports.records({ filter: {}, format }, () => Promise.resolve(file));
          await ended();
        });
      });
    });
    const { tookMs, ...rest } = late ?? { tookMs: NaN, p99: NaN, max: NaN, held: NaN };
    const { size } = await stat(file);
    say(
      `${format}: ${recordCount} rows in ${(tookMs / 1000).toFixed(1)} s, ${(size / 1e6).toFixed(0)} MB, ` +
        `memory grew by ${grownMb.toFixed(0)} MB at most; ${main(rest)}; journal ${waits(journal).join(', ')}`,
    );
    await exports.records({ filter: {}, format }, () => Promise.resolve(file));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    say(`  cancelled in ${ms(await timed(() => exports.cancel('records')))}`);
  }
}

try {
  await cache.open();
  await fillRecords();
  await palette.prepare();
  await importing();
  await book();
  await counting();
  await exporting();
  await leaving();
  say(`load ${os.loadavg()[0]?.toFixed(1)} on ${os.cpus().length} processors`);
} finally {
  await cache.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
