import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { CacheService } from '../../../src-main/cache/service.ts';
import { contact, noonMs, openDatabase, order } from './support/database.ts';
import { bytesIn, key, temporaryFolder } from './support/folder.ts';
import { isLongRun } from './support/long-run.ts';
import { ingest, record } from './support/records.ts';

const markBytes = 16;

/** Some hundred pages of everything there is. */
function fill(file: string) {
  const db = openDatabase(file);
  for (let n = 0; n < 40; n++) queries.contacts.insert(db, contact(n, `Контакт ${n}`), noonMs);
  for (let n = 0; n < 40; n++) queries.orders.insert(db, order(n, { name: `Заказ ${n}` }));
  ingest(
    db,
    Array.from({ length: 2000 }, (_, n) => record({ startedAtMs: noonMs + n, numberA: `7495${1_000_000 + n * 31}` })),
  );
  return db;
}

const questions: [string, ...unknown[]][] = [
  ['records.page', { filter: {}, after: null, limit: 2000 }],
  ['records.page', { filter: { text: '4951' }, after: null, limit: 100 }],
  ['contacts.page', { text: 'контакт', after: null, limit: 200 }],
  ['orders.page', { after: null, limit: 100 }],
  ['inbox.counts', noonMs],
];

/** What the app would see: whether the file opened as it was, and the answers. */
function use(file: string, check: boolean) {
  const service = new CacheService();
  const ask = (method: string, ...args: unknown[]) => service.answer({ id: 1, method, args });
  const opened = ask('open', { file, keyHex: key, check });
  const replies = questions.map(([method, ...args]) => ask(method, ...args));
  ask('close');
  return { opened, replies };
}

/** Numbers that are the same on each run. */
function* chances(): Generator<number> {
  for (let seed = 7; ;) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    yield seed / 2147483648;
  }
}

const flips = isLongRun ? 200 : 50;

describe('a single bit that is not as it was', () => {
  const folder = () => temporaryFolder();

  it(`is noticed anywhere in the file, crashes and falsifies nothing, ${flips} times`, { timeout: 120_000 }, () => {
    const original = path.join(folder(), 'cache.db');
    fill(original).close();
    const truth = use(original, true);
    expect(truth.opened).toMatchObject({ ok: true, value: null });
    const bytes = fs.readFileSync(original);
    const chance = chances();
    const at = () => Math.floor(chance.next().value! * bytes.length);
    for (let flip = 0; flip < flips; flip++) {
      const file = path.join(path.dirname(original), 'flipped', 'cache.db');
      fs.rmSync(path.dirname(file), { recursive: true, force: true });
      fs.mkdirSync(path.dirname(file));
      const place = at();
      const flipped = Buffer.from(bytes);
      flipped[place]! ^= 1 << (flip % 8);
      fs.writeFileSync(file, flipped);

      // As it is opened each day: what is answered is true, or it is a failure that says what is wrong.
      if (flip % 3 === 0) {
        const daily = use(file, false);
        daily.replies.forEach((reply, n) => {
          if (!reply.ok) expect(reply.error.code).toBe('cache-corrupt');
          else if (daily.opened.ok && daily.opened.value === null) expect(reply).toEqual(truth.replies[n]);
        });
        if (daily.opened.ok && daily.opened.value !== null) continue;
      }
      // Looked through as a whole: always found.
      expect(use(file, true).opened, `byte ${place}`).toMatchObject({ ok: true, value: { code: 'cache-corrupt' } });
    }
  });

  it('in the mark of its key is damage, not another key', () => {
    const original = path.join(folder(), 'cache.db');
    openDatabase(original).close();
    const bytes = fs.readFileSync(original);
    for (let place = 0; place < markBytes; place++) {
      const file = path.join(path.dirname(original), `${place}`, 'cache.db');
      const flipped = Buffer.from(bytes);
      flipped[place]! ^= 1 << (place % 8);
      fs.mkdirSync(path.dirname(file));
      fs.writeFileSync(file, flipped);
      const { db, notice } = openCache({ file, keyHex: key }, migrations, noonMs);
      db.close();
      expect(notice, `byte ${place}`).toMatchObject({ code: 'cache-corrupt' });
      expect(fs.readFileSync(path.join(path.dirname(file), String(notice?.params?.['file']))).equals(flipped)).toBe(
        true,
      );
    }
  });

  it('in what was not checkpointed yet costs at most the last writes, never the file', { timeout: 60_000 }, () => {
    const original = path.join(folder(), 'cache.db');
    const db = fill(original);
    const [bytes, wal] = [fs.readFileSync(original), fs.readFileSync(`${original}-wal`)];
    db.close();
    const chance = chances();
    for (let flip = 0; flip < 40; flip++) {
      const file = path.join(path.dirname(original), `${flip}`, 'cache.db');
      fs.mkdirSync(path.dirname(file));
      const flipped = Buffer.from(wal);
      flipped[Math.floor(chance.next().value! * wal.length)]! ^= 1 << (flip % 8);
      fs.writeFileSync(file, bytes);
      fs.writeFileSync(`${file}-wal`, flipped);
      const { db: opened } = openCache({ file, keyHex: key }, migrations, noonMs);
      expect(opened.pragma('integrity_check')).toBe('ok');
      opened.close();
    }
  });
});

describe('what the records tell', () => {
  it('is nowhere in the clear: not in the file, its WAL, or what was moved aside', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'cache.db');
    const db = openDatabase(file);
    const secret = record({
      numberA: '74957654321',
      userName: 'Константин Канарейкин',
      groupName: 'Canary',
      fileUrl: 'https://kanarienvogel.example/1.mp3',
    });
    const [id] = ingest(db, [secret]) as [number];
    queries.notes.putOnRecord(db, id, 'Kanarienvogel', noonMs);
    queries.notes.putOnClient(db, '+74957654321', 'Канарейка', noonMs);
    queries.savedFilters.put(db, { id: '1', name: 'Kanarien', filter: { text: 'канарей' } });
    const whileOpen = bytesIn(folder);
    db.close();
    for (const bytes of [whileOpen, bytesIn(folder)]) {
      for (const text of ['анарейк', 'Canary', 'canary', 'anarienvogel', '957654321', 'records', key]) {
        expect(bytes.includes(text), text).toBe(false);
      }
    }
  });
});
