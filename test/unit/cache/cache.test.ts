import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src-main/clock.ts';
import { Cache, type CacheOptions } from '../../../src-main/cache/cache.ts';
import type { CacheNotice } from '../../../src-main/cache/protocol.ts';
import type { Order } from '../../../src-main/cache/queries/orders.ts';
import type { CacheProcess } from '../../../src-main/cache/session.ts';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { Page } from '../../../src-main/contract/model.ts';
import { contact, noonMs, openDatabase, order, uuid } from './support/database.ts';
import { key, otherKey, temporaryFolder } from './support/folder.ts';
import { inProcess, inThread } from './support/processes.ts';

function makeCache(options: Partial<CacheOptions> = {}) {
  const file = options.file ?? path.join(temporaryFolder(), 'cache.db');
  const cache = new Cache({ spawn: inProcess, file, keyHex: key, clock: systemClock, ...options });
  onTestFinished(() => cache.close());
  return { cache, file };
}

/** Lets the test end the process behind the cache's back, and counts how often one was started. */
function mortal(spawn: () => CacheProcess) {
  const started: CacheProcess[] = [];
  return {
    started,
    spawn: () => {
      const process = spawn();
      started.push(process);
      return process;
    },
    die: () => started.at(-1)?.kill(),
  };
}

const failing = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error as Failure).view(),
  );

describe.each([
  ['in a worker thread', inThread],
  ['in process', inProcess],
])('the cache %s', (_, spawn) => {
  it('asks and is answered, in order', async () => {
    const { cache } = makeCache({ spawn });
    expect(await cache.open()).toBeNull();
    const written = Array.from({ length: 50 }, (_each, n) => cache.run('orders.insert', order(n)));
    const page = cache.run('orders.page', { after: null, limit: 100 });
    expect((await page).items).toHaveLength(50);
    await Promise.all(written);
    expect(await cache.run('orders.byId', uuid(7))).toEqual(order(7));
  });

  it('passes failures on with their code, and defects as such, with a trace for the log', async () => {
    const { cache } = makeCache({ spawn });
    await expect(cache.run('orders.update', uuid(1), { dismissed: true })).rejects.toMatchObject({ code: 'not-found' });
    await cache.run('orders.insert', order(1));
    const again = await cache.run('orders.insert', order(1, { name: 'Канарейкин' })).catch((error: unknown) => error);
    expect(again).toBeInstanceOf(Failure);
    expect(again).toMatchObject({ code: 'internal' });
    const { stack } = (again as Failure).cause as Error;
    expect(stack).toContain('SQLITE_CONSTRAINT_PRIMARYKEY');
    expect(stack).toContain('orders.ts');
    expect(stack).not.toContain('Канарейкин');
  });

  it('leaves one file when closed, and answers no more', async () => {
    const { cache, file } = makeCache({ spawn });
    const last = cache.run('orders.insert', order(1));
    await cache.run('orders.insert', order(2));
    const alsoLast = cache.run('orders.insert', order(3));
    await cache.close();
    await Promise.all([last, alsoLast, cache.close()]);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['cache.db']);
    expect(await failing(cache.run('orders.open'))).toEqual({ code: 'cache-closed', retry: false });
    const { cache: next } = makeCache({ file });
    expect(await next.run('orders.open')).toHaveLength(3);
  });

  it('starts anew when its process dies: what was asked fails and can be asked again', async () => {
    const behind = mortal(spawn);
    const { cache } = makeCache({ spawn: behind.spawn });
    await cache.run('orders.insert', order(1));
    const asked = [cache.run('orders.open'), cache.run('orders.cards')].map(failing);
    await new Promise((resolve) => process.nextTick(resolve));
    behind.die();
    for (const view of await Promise.all(asked)) expect([null, 'cache-closed']).toContain(view?.code ?? null);
    const again = await Promise.race(
      [0, 1, 2].map(async () => cache.run('orders.open').catch(() => cache.run('orders.open'))),
    );
    expect(again).toHaveLength(1);
    expect(behind.started).toHaveLength(2);
  });
});

describe('the cache', () => {
  it('derives its types from the queries', () => {
    const { cache } = makeCache();
    expectTypeOf(cache.run<'orders.byId'>).parameters.toEqualTypeOf<['orders.byId', id: string]>();
    expectTypeOf(cache.run<'orders.page'>).returns.toEqualTypeOf<Promise<Page<Order>>>();
  });

  it('rejects what is under way at the moment of death, as something to try again', async () => {
    const behind = mortal(inProcess);
    const { cache } = makeCache({ spawn: behind.spawn });
    await cache.open();
    const asked = failing(cache.run('orders.open'));
    await Promise.resolve();
    behind.die();
    expect(await asked).toEqual({ code: 'cache-closed', retry: true });
  });

  it('does not start a process for ever that dies at once', async () => {
    const behind = mortal(() => {
      const process = inProcess();
      setImmediate(() => process.kill());
      return process;
    });
    const { cache } = makeCache({ spawn: behind.spawn });
    for (let n = 0; n < 20; n++)
      expect(await failing(cache.run('orders.open'))).toMatchObject({ code: 'cache-closed' });
    expect(behind.started).toHaveLength(5);
  });

  it('tries again after a while', async () => {
    let nowMs = noonMs;
    let broken = true;
    const behind = mortal(() => {
      const process = inProcess();
      if (broken) setImmediate(() => process.kill());
      return process;
    });
    const { cache } = makeCache({ spawn: behind.spawn, clock: { ...systemClock, nowMs: () => nowMs } });
    for (let n = 0; n < 20; n++) await failing(cache.run('orders.open'));
    broken = false;
    expect(await failing(cache.run('orders.open'))).toMatchObject({ code: 'cache-closed' });
    nowMs += 60_000;
    expect(await cache.run('orders.open')).toEqual([]);
  });

  it('says at the opening that the file was moved aside', async () => {
    const { cache: first, file } = makeCache();
    await first.run('orders.insert', order(1));
    await first.close();
    const { cache } = makeCache({ file, keyHex: otherKey });
    expect(await cache.open()).toMatchObject({ code: 'cache-key-wrong' });
    expect(await cache.open()).toBeNull();
  });

  it('refuses a newer file, each time with that reason', async () => {
    const file = path.join(temporaryFolder(), 'cache.db');
    const db = openDatabase(file);
    db.pragma('user_version = 1000');
    db.close();
    const { cache } = makeCache({ file });
    await expect(cache.open()).rejects.toMatchObject({ code: 'cache-newer' });
    for (let n = 0; n < 10; n++) await expect(cache.run('orders.open')).rejects.toMatchObject({ code: 'cache-newer' });
  });

  it('moves a file aside whose depth turns out to be damaged, goes on with a new one, and says so', async () => {
    const file = path.join(temporaryFolder(), 'cache.db');
    const db = openDatabase(file);
    for (let n = 0; n < 300; n++) db.transaction(() => queriesInsert(db, n));
    db.close();
    const bytes = fs.readFileSync(file);
    for (let at = 80 * 4096 + 7; at < bytes.length; at += 4096) bytes[at] = bytes[at]! ^ 1;
    fs.writeFileSync(file, bytes);

    const notices: CacheNotice[] = [];
    const { cache } = makeCache({ file, onNotice: (notice) => notices.push(notice) });
    expect(await cache.open()).toBeNull();
    const everything = () => cache.run('orders.page', { after: null, limit: 1000 });
    expect(await failing(everything())).toMatchObject({ code: 'cache-corrupt' });
    expect((await everything()).items).toEqual([]);
    expect(notices).toMatchObject([{ code: 'cache-corrupt' }]);
    const aside = String(notices[0]?.params?.file);
    expect(fs.readFileSync(path.join(path.dirname(file), aside)).equals(bytes)).toBe(true);
  });

  it('forgets removed contacts a day later', async () => {
    const { cache: first, file } = makeCache();
    const [yesterday, now] = [Date.now() - 25 * 3600_000, Date.now()];
    await first.run('contacts.insert', contact(1, 'Анна'), yesterday);
    await first.run('contacts.insert', contact(2, 'Пётр'), yesterday);
    await first.run('contacts.remove', uuid(1), yesterday);
    await first.run('contacts.remove', uuid(2), now);
    await first.close();
    const { cache } = makeCache({ file });
    await expect(cache.run('contacts.restore', uuid(1))).rejects.toMatchObject({ code: 'not-found' });
    expect(await cache.run('contacts.restore', uuid(2))).toEqual(contact(2, 'Пётр'));
  });
});

const queriesInsert = (db: ReturnType<typeof openDatabase>, n: number) =>
  db.run(
    `INSERT INTO orders (id, kind, number, extension, name, ring_first, tries, pause_seconds, ordered_at, phase, dismissed)
     VALUES (?, 'client', '+74951234567', '101', ?, 'me', 3, 300, ?, 'ended', 1)`,
    [uuid(n), 'x'.repeat(2000), n],
  );
