import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backupsOf, writeBackup } from '../../../src-main/cache/backup.ts';
import { Cache } from '../../../src-main/cache/cache.ts';
import { DailyBackup } from '../../../src-main/cache/daily-backup.ts';
import type { Db } from '../../../src-main/cache/db.ts';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { moveAside } from '../../../src-main/cache/file.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { systemClock } from '../../../src-main/clock.ts';
import { TestClock } from '../../support/test-clock.ts';
import { contact, noonMs, openDatabase, order, uuid } from './support/database.ts';
import { bytesIn, key, otherKey, temporaryFolder } from './support/folder.ts';
import { inProcess } from './support/processes.ts';
import { ingest, record } from './support/records.ts';
import { smallDisk } from './support/small-disk.ts';

const dayMs = 24 * 3600_000;
const request = (file: string, keyHex = key) => ({ file, keyHex });
const open = (file: string, keyHex = key) => openCache(request(file, keyHex), migrations, noonMs);
const backUp = (file: string, nowMs = noonMs) => writeBackup(request(file), migrations, nowMs);
const names = (file: string) => fs.readdirSync(path.dirname(file)).sort();
const spoil = (file: string) => fs.writeFileSync(file, 'garbage'.repeat(2000));
const inFolder = (file: string, name: string) => path.join(path.dirname(file), name);

/** A contact, a failed callback, a done voicemail with a note, a waiting one, a note on the client, a filter. */
function fill(db: Db): void {
  queries.sync.newSince(db, noonMs - dayMs);
  queries.contacts.insert(db, contact(1, 'Анна Канарейкина', { numbers: ['+74951234567'] }), noonMs);
  queries.orders.insert(db, order(1, { phase: 'not-created' }));
  const [done] = ingest(db, [record(), record({ ordinal: 1 })]) as [number];
  queries.inbox.done(db, [{ kind: 'record', id: done }], noonMs);
  queries.inbox.snooze(db, [{ kind: 'order', id: uuid(1) }], noonMs + dayMs);
  queries.notes.putOnRecord(db, done, 'Заметка канарейки', noonMs);
  queries.notes.putOnClient(db, '+74951234567', 'Важная канарейка', noonMs);
  queries.savedFilters.put(db, { id: uuid(7), name: 'Мой', filter: { noted: true } });
}

function filled(): string {
  const file = path.join(temporaryFolder(), 'cache.db');
  const db = openDatabase(file);
  fill(db);
  db.close();
  return file;
}

/** What a person has made is there, and meets the records once they were fetched again. */
function expectRestored(db: Db): void {
  expect(db.pragma('integrity_check')).toBe('ok');
  expect(queries.records.page(db, { filter: {}, after: null, limit: 9 }).items).toEqual([]);
  expect(queries.contacts.page(db, { text: 'канарей', after: null, limit: 9 }).items).toHaveLength(1);
  expect(queries.orders.byId(db, uuid(1))).toEqual(order(1, { phase: 'not-created' }));
  expect(queries.savedFilters.list(db)).toHaveLength(1);
  ingest(db, [record(), record({ ordinal: 1 })], queries.sync.newSince(db, noonMs + 9));
  const { items } = queries.records.page(db, { filter: { text: 'канарей' }, after: null, limit: 9 });
  expect(items.map(({ ordinal, waiting, note }) => [ordinal, waiting, note])).toEqual([
    [1, true, ''],
    [0, false, 'Заметка канарейки'],
  ]);
  expect(queries.inbox.counts(db, noonMs)).toMatchObject({ voicemail: 1, callback: 0, snoozed: 1 });
}

describe('a backup', () => {
  it('brings back what cannot be fetched again, after the cache was damaged', () => {
    const file = filled();
    backUp(file);
    spoil(file);
    const { db, notice } = open(file);
    const aside = names(file).find((name) => name.includes('.aside-'));
    expect(notice).toEqual({ code: 'cache-corrupt', params: { file: aside, restoredMs: noonMs } });
    expectRestored(db);
    db.close();
    expect(names(file)).toEqual(['cache.db', aside, 'cache.db.backup-2026-03-02T12-00-00']);
  });

  it('can be written while the cache is in use', () => {
    const file = path.join(temporaryFolder(), 'cache.db');
    const db = openDatabase(file);
    fill(db);
    backUp(file);
    queries.contacts.remove(db, uuid(1), noonMs);
    db.close();
    spoil(file);
    const restored = open(file);
    expectRestored(restored.db);
    restored.db.close();
  });

  it('claims of no callback that it was never sent: the exchange is to be asked', () => {
    const file = filled();
    const db = openDatabase(file);
    queries.orders.insert(db, order(2, { phase: 'holding', holdUntilMs: noonMs + 9 }));
    queries.orders.insert(db, order(3, { phase: 'ordered', sentAtMs: noonMs + 7 }));
    db.close();
    backUp(file);
    spoil(file);
    const restored = open(file);
    expect(queries.orders.byId(restored.db, uuid(2))).toEqual(order(2, { phase: 'unknown', sentAtMs: noonMs + 2 }));
    expect(queries.orders.byId(restored.db, uuid(3))).toEqual(order(3, { phase: 'unknown', sentAtMs: noonMs + 7 }));
    restored.db.close();
  });

  it('is passed over for the one before when it is damaged itself', () => {
    const file = filled();
    backUp(file, noonMs - dayMs);
    const { name } = backUp(file);
    const bytes = fs.readFileSync(inFolder(file, name));
    bytes[bytes.length - 2000]! ^= 1;
    fs.writeFileSync(inFolder(file, name), bytes);
    spoil(file);
    const { db, notice } = open(file);
    expect(notice?.params?.restoredMs).toBe(noonMs - dayMs);
    expectRestored(db);
    db.close();
    expect(names(file)).toContain(name);
    expect(names(file)).not.toContain('cache.db.restoring');
  });

  it('still helps when the process was killed between moving aside and restoring', () => {
    const file = filled();
    backUp(file);
    fs.writeFileSync(`${file}.restoring`, 'cut off');
    const aside = moveAside(file, noonMs + 1);
    const { db, notice } = open(file);
    // Nobody was told before.
    expect(notice).toEqual({ code: 'cache-corrupt', params: { file: aside, restoredMs: noonMs } });
    expectRestored(db);
    db.close();
    expect(open(file).notice).toBeNull();
  });

  it('helps when the file is not there, and says so', () => {
    const file = filled();
    backUp(file);
    fs.rmSync(file);
    const { db, notice } = open(file);
    expect(notice).toEqual({ code: 'cache-missing', params: { restoredMs: noonMs } });
    expectRestored(db);
    db.close();
    expect(open(file).notice).toBeNull();
  });

  it('that is not there is told when the process was killed after moving aside', () => {
    const file = filled();
    const aside = moveAside(file, noonMs);
    expect(open(file).notice).toEqual({ code: 'cache-corrupt', params: { file: aside } });
    expect(open(file).notice).toBeNull();
    expect(open(path.join(temporaryFolder(), 'cache.db')).notice).toBeNull();
  });

  it('with a flipped bit in the mark of its key is found all the same', () => {
    const file = filled();
    const backup = inFolder(file, backUp(file).name);
    const bytes = fs.readFileSync(backup);
    for (let bit = 0; bit < 16 * 8; bit += 5) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      fs.writeFileSync(backup, flipped);
      expect(backupsOf(request(file))).toHaveLength(1);
    }
    spoil(file);
    const { db, notice } = open(file);
    expect(notice?.params?.restoredMs).toBe(noonMs);
    expectRestored(db);
    db.close();
    expect(backupsOf(request(file, otherKey))).toEqual([]);
  });

  it('of an older app is brought up to date', () => {
    const file = filled();
    backUp(file);
    spoil(file);
    const later = [
      ...migrations,
      { version: migrations.length + 1, run: (db: Db) => db.script('CREATE TABLE later (x)') },
    ];
    const { db } = openCache(request(file), later, noonMs);
    expect(db.pragma('user_version')).toBe(later.length);
    expectRestored(db);
    db.close();
  });

  it('is kept three times, whatever becomes of those with another key', () => {
    const file = filled();
    const foreign = path.join(temporaryFolder(), 'cache.db');
    open(foreign, otherKey).db.close();
    const old = writeBackup(request(foreign, otherKey), migrations, noonMs - 100 * dayMs).name;
    fs.copyFileSync(inFolder(foreign, old), inFolder(file, old));
    for (let n = 0; n < 5; n++) backUp(file, noonMs + n * dayMs);
    expect(backupsOf(request(file)).map(({ writtenMs }) => (writtenMs - noonMs) / dayMs)).toEqual([4, 3, 2]);
    expect(names(file)).toContain(old);
    spoil(file);
    for (const { name } of backupsOf(request(file))) fs.rmSync(inFolder(file, name));
    const { db, notice } = open(file);
    expect(notice?.params?.restoredMs).toBeUndefined();
    db.close();
  });

  it('that cannot be finished leaves nothing behind, and the former ones as they are', () => {
    const file = filled();
    backUp(file, noonMs - dayMs);
    spoil(file);
    expect(() => backUp(file)).toThrow('cache-corrupt');
    expect(names(file)).toEqual(['cache.db', 'cache.db.backup-2026-03-01T12-00-00']);
  });

  it('for which there is no room is told as that, and leaves the cache at work', (context) => {
    const folder = smallDisk('2m');
    if (!folder) return context.skip('mounting a small disk takes root');
    const file = path.join(folder, 'cache.db');
    const db = openDatabase(file);
    fill(db);
    const { bavail, bsize } = fs.statfsSync(folder);
    fs.writeFileSync(path.join(folder, 'ballast'), Buffer.alloc(bavail * bsize - 100_000));
    expect(() => backUp(file)).toThrow('cache-full');
    expect(names(file)).toEqual(['ballast', 'cache.db', 'cache.db-shm', 'cache.db-wal']);
    queries.contacts.insert(db, contact(2, 'Пётр'), noonMs);
    db.close();
  });

  it('shows nothing in the clear, and nobody else may read it', () => {
    const file = filled();
    const { name } = backUp(file);
    const bytes = bytesIn(path.dirname(file));
    for (const text of ['анарейк', '4951234567', 'lkvats.example', 'Мой', key, 'CREATE TABLE']) {
      expect(bytes.includes(text), text).toBe(false);
    }
    if (process.platform !== 'win32') expect(fs.statSync(inFolder(file, name)).mode & 0o777).toBe(0o600);
  });
});

describe('the cache', () => {
  function makeCache(file = path.join(temporaryFolder(), 'cache.db')) {
    const cache = new Cache({ spawn: inProcess, file, keyHex: key, clock: systemClock });
    onTestFinished(() => cache.close());
    return { cache, file };
  }

  it('writes a backup when one is due', async () => {
    const { cache, file } = makeCache();
    await cache.run('contacts.insert', contact(1, 'Анна'), noonMs);
    const written = await cache.backUp(dayMs);
    expect(names(file)).toContain(written?.name);
    expect(await cache.backUp(dayMs)).toBeNull();
    const inMemory = makeCache(':memory:').cache;
    expect(await inMemory.backUp()).toBeNull();
  });

  it('is backed up once a day, as long as the app runs', async () => {
    const clock = new TestClock();
    const asked: number[] = [];
    const failures: unknown[] = [];
    const backUp = (afterMs = 0) => {
      asked.push(afterMs);
      return asked.length === 2 ? Promise.reject(new Error('full')) : Promise.resolve(null);
    };
    const daily = new DailyBackup({ cache: { backUp }, clock, onFailure: (error) => failures.push(error) });
    daily.start();
    await clock.pass(4 * 60_000);
    expect(asked).toEqual([]);
    await clock.pass(3 * 3600_000);
    expect(asked).toEqual([20 * 3600_000, 20 * 3600_000, 20 * 3600_000]);
    expect(failures).toHaveLength(1);
    daily.stop();
    await clock.pass(dayMs);
    expect(asked).toHaveLength(3);
  });
});
