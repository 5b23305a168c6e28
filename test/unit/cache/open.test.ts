import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { CacheService } from '../../../src-main/cache/service.ts';
import { Failure } from '../../../src-main/contract/errors.ts';
import { contact, noonMs, openDatabase, order } from './support/database.ts';
import { bytesIn, key, otherKey, temporaryFolder } from './support/folder.ts';
import { smallDisk } from './support/small-disk.ts';

const freshFile = () => path.join(temporaryFolder(), 'cache.db');
const open = (file: string, keyHex = key, check = false) => openCache({ file, keyHex, check }, migrations, noonMs);

/** A file with a contact in it and enough orders to fill many pages. */
function filled(file = freshFile()): string {
  const db = openDatabase(file);
  queries.contacts.insert(db, contact(1, 'Анна Петрова', { numbers: ['+74951234567'] }), noonMs);
  for (let n = 0; n < 300; n++) queries.orders.insert(db, order(n, { name: `Клиент ${n} `.repeat(20) }));
  db.close();
  return file;
}

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it went well');
}

const aside = (file: string) => fs.readdirSync(path.dirname(file)).filter((name) => name.includes('.aside-'));

describe('opening', () => {
  it('makes a file that only this user can read, also in a folder that is not there yet', () => {
    const file = path.join(temporaryFolder(), 'Спутник ВАТС', 'cache.db');
    const { db, notice } = open(file);
    queries.orders.insert(db, order(1));
    const modes = ['', '-wal', '-shm'].map((suffix) => fs.statSync(file + suffix).mode & 0o777);
    db.close();
    expect(notice).toBeNull();
    if (process.platform !== 'win32') expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it('finds everything again with the same key', () => {
    const { db, notice } = open(filled());
    expect(notice).toBeNull();
    expect(queries.contacts.byId(db, contact(1, '').id)?.name).toBe('Анна Петрова');
    expect(queries.orders.page(db, { after: null, limit: 1 }).items[0]).toEqual(
      order(299, { name: 'Клиент 299 '.repeat(20) }),
    );
    db.close();
  });

  it('is set so that an answered write survives a power cut', () => {
    const db = openDatabase();
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'temp_store', 'trusted_schema'];
    expect(settings.map((name) => db.pragma(name))).toEqual(['wal', 2, 1, 2, 0]);
    db.close();
  });

  it('begins a new file in place of an empty one', () => {
    const file = freshFile();
    fs.writeFileSync(file, '');
    expect(open(file).notice).toBeNull();
  });
});

describe('a wrong key', () => {
  it('moves the file aside unchanged, begins a new one and says so', () => {
    const file = filled();
    const before = fs.readFileSync(file);
    const { db, notice } = open(file, otherKey);
    const [name] = aside(file);
    expect(notice).toEqual({ code: 'cache-key-wrong', params: { file: name } });
    expect(name).toBe('cache.db.aside-2026-03-02T12-00-00');
    expect(queries.orders.page(db, { after: null, limit: 10 }).items).toEqual([]);
    db.close();

    const former = path.join(path.dirname(file), name!);
    expect(fs.readFileSync(former).equals(before)).toBe(true);
    const again = open(former);
    expect(queries.contacts.byId(again.db, contact(1, '').id)?.name).toBe('Анна Петрова');
    again.db.close();
  });

  it('keeps every file that was ever moved aside, also within one second', () => {
    const file = filled();
    for (const keyHex of [otherKey, key, otherKey]) open(file, keyHex).db.close();
    expect(aside(file).sort()).toEqual([
      'cache.db.aside-2026-03-02T12-00-00',
      'cache.db.aside-2026-03-02T12-00-00-2',
      'cache.db.aside-2026-03-02T12-00-00-3',
    ]);
  });

  it('moves what was not yet checkpointed along with the file', () => {
    const folder = temporaryFolder();
    const file = killed(folder);
    open(file, otherKey).db.close();
    const former = path.join(
      folder,
      aside(file).find((name) => !name.endsWith('-wal') && !name.endsWith('-shm'))!,
    );
    const { db, notice } = open(former);
    expect(notice).toBeNull();
    expect(queries.orders.open(db)).toHaveLength(1);
    db.close();
  });
});

/** The files as a process leaves them that was killed: everything still in the WAL. */
function killed(folder: string, prepare: (file: string) => void = () => undefined): string {
  const file = path.join(temporaryFolder(), 'cache.db');
  const db = openDatabase(file);
  queries.orders.insert(db, order(1));
  prepare(file);
  for (const suffix of ['', '-wal']) fs.copyFileSync(file + suffix, path.join(folder, `cache.db${suffix}`));
  db.close();
  return path.join(folder, 'cache.db');
}

describe('a damaged file', () => {
  const flip = (at: number) => (bytes: Buffer) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
    return bytes;
  };
  const cut = (length: number) => (bytes: Buffer) => bytes.subarray(0, length);

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['a bit of the plain header', flip(16)],
    ['a bit of the constants', flip(21)],
    ['a bit of the first page', flip(24)],
    ['a bit of the first page’s tag', flip(4095)],
    ['the header overwritten with zeros', (bytes) => bytes.fill(0, 0, 100)],
    ['garbage all over', (bytes) => bytes.fill('garbage')],
    ['cut to one byte', cut(1)],
    ['cut within the header', cut(50)],
    ['cut within the first page', cut(4000)],
    ['cut after the first page', cut(4096)],
    ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['cut by one byte', (bytes) => bytes.subarray(0, -1)],
    ['a database in the clear', (bytes) => Buffer.concat([Buffer.from('SQLite format 3\0'), bytes.fill(0, 16, 24)])],
  ])('%s: moved aside, and a new one begun', (_, damage) => {
    const file = filled();
    const damaged = damage(fs.readFileSync(file));
    fs.writeFileSync(file, damaged);
    const { db, notice } = open(file);
    expect(notice?.code).toBe('cache-corrupt');
    expect(notice?.params).toEqual({ file: aside(file)[0] });
    expect(fs.readFileSync(path.join(path.dirname(file), aside(file)[0]!)).equals(damaged)).toBe(true);
    queries.orders.insert(db, order(1));
    db.close();
  });

  it('is found by looking through all of it when only its depth is damaged', () => {
    const file = filled();
    fs.writeFileSync(file, flip(20 * 4096 + 100)(fs.readFileSync(file)));
    const unchecked = open(file);
    expect(unchecked.notice).toBeNull();
    unchecked.db.close();
    const { db, notice } = open(file, key, true);
    expect(notice?.code).toBe('cache-corrupt');
    db.close();
  });
});

describe('a file of a newer app', () => {
  const makeNewer = (file: string) => {
    const db = openDatabase(file);
    db.pragma('user_version = 1000');
    db.close();
  };

  it('is refused and not changed by a byte', () => {
    const file = filled();
    makeNewer(file);
    const before = fs.readFileSync(file);
    expect(failureOf(() => open(file))).toMatchObject({ code: 'cache-newer', params: { version: 1000 } });
    expect(fs.readFileSync(file).equals(before)).toBe(true);
    expect(aside(file)).toEqual([]);
  });

  it('is left alone also when its last writes are still in the WAL', () => {
    const folder = temporaryFolder();
    const file = killed(folder, makeNewer);
    const before = [fs.readFileSync(file), fs.readFileSync(`${file}-wal`)];
    expect(failureOf(() => open(file)).code).toBe('cache-newer');
    expect(fs.readFileSync(file).equals(before[0]!)).toBe(true);
    expect(fs.readFileSync(`${file}-wal`).equals(before[1]!)).toBe(true);
  });
});

describe('a folder that cannot be written to', () => {
  const readOnly = new URL('./support/open-read-only.ts', import.meta.url);

  it.skipIf(process.platform === 'win32')('is told as that, and the file stays', async () => {
    const file = filled();
    const before = bytesIn(path.dirname(file));
    fs.chmodSync(path.dirname(file), 0o555);
    // Root may write everywhere: the child becomes somebody else, so the file must be readable to all.
    fs.chmodSync(file, 0o444);
    const child = fork(readOnly, [file, key]);
    const [code] = (await once(child, 'message')) as [string];
    fs.chmodSync(path.dirname(file), 0o755);
    expect(code).toBe('cache-readonly');
    expect(bytesIn(path.dirname(file)).equals(before)).toBe(true);
  });
});

describe('a full disk', () => {
  it('is told as that; what was written before stays, and can be read again', (context) => {
    const folder = smallDisk('2m');
    if (!folder) return context.skip('mounting a small disk takes root');
    const file = path.join(folder, 'cache.db');
    const service = new CacheService();
    const ask = (method: string, ...args: unknown[]) => service.answer({ id: 1, method, args });
    expect(ask('open', { file, keyHex: key })).toMatchObject({ ok: true, value: null });
    const write = (n: number) => ask('orders.insert', order(n, { name: 'x'.repeat(20_000) }));
    let written = 0;
    let reply = write(0);
    while (reply.ok && written < 1000) reply = write(++written);
    expect(reply).toMatchObject({ ok: false, error: { code: 'cache-full', retry: true } });
    ask('close');
    expect(ask('open', { file, keyHex: key })).toMatchObject({ ok: true, value: null });
    expect(ask('orders.open')).toMatchObject({ ok: true, value: { length: written } });
    ask('close');
  });

  it('without room for even a new file is told as that', (context) => {
    const folder = smallDisk('4k');
    if (!folder) return context.skip('mounting a small disk takes root');
    expect(failureOf(() => open(path.join(folder, 'cache.db'))).code).toBe('cache-full');
  });
});

describe('secrets', () => {
  it('are nowhere in the clear, neither in the file nor in its WAL', () => {
    const folder = temporaryFolder();
    const db = openDatabase(path.join(folder, 'cache.db'));
    const secret = contact(1, 'Константин Канарейкин', {
      numbers: ['+74957654321'],
      company: 'Canary GmbH',
      note: 'Kanarienvogel',
    });
    queries.contacts.insert(db, secret, noonMs);
    queries.orders.insert(db, order(1, { name: 'Константин Канарейкин', number: '+74957654321' }));
    const whileOpen = bytesIn(folder);
    db.pragma('wal_checkpoint(TRUNCATE)');
    const checkpointed = bytesIn(folder);
    db.close();
    const texts = [
      'Канарейкин',
      'канарейкин',
      'Canary',
      'canary',
      'Kanarien',
      '4957654321',
      key,
      'CREATE TABLE',
      'orders',
    ];
    for (const bytes of [whileOpen, checkpointed, bytesIn(folder)]) {
      for (const text of texts) expect(bytes.includes(text)).toBe(false);
      expect(bytes.includes(Buffer.from(key, 'hex'))).toBe(false);
    }
  });

  it('are in no error, whatever goes wrong', () => {
    const file = filled();
    const service = new CacheService();
    const ask = (method: string, ...args: unknown[]) => service.answer({ id: 1, method, args });
    const replies = [
      ask('open', { file, keyHex: `${key.slice(0, 62)}'"` }),
      ask('open', { file: path.dirname(file), keyHex: key }),
      ask('open', { file: `${file}/below/a/file`, keyHex: key }),
      ask('orders.byId', order(1).id),
      ask('open', { file, keyHex: otherKey }),
      ask('open', { file, keyHex: key }),
      ask('orders.insert', { ...order(1), name: undefined, number: '+74957654321' }),
      ask('orders.insert', { ...order(1), kind: null, number: '+74957654321' }),
      ask('contacts.page', { text: '', after: '+74957654321', limit: 10 }),
      ask('+74957654321', 1),
    ];
    ask('close');
    expect(replies.map((reply) => reply.ok)).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    for (const text of [key.slice(0, 60), otherKey, '4957654321']) expect(JSON.stringify(replies)).not.toContain(text);
  });
});
