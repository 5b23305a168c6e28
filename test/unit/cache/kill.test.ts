import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { batchSize } from './support/batches.ts';
import { noonMs, uuid } from './support/database.ts';
import { key, temporaryFolder } from './support/folder.ts';
import { kills } from './support/long-run.ts';

const writer = new URL('./support/write-until-killed.ts', import.meta.url);
const ingester = new URL('./support/ingest-until-killed.ts', import.meta.url);

const timeout = 20_000 + kills * 5000;

/** Starts a process that writes one thing after the other; kills it. Returns the last write it told of. */
async function writeAndKill(file: string, from: number, afterMs: number, writer: URL): Promise<number> {
  const child = fork(writer, [file, key, String(from)]);
  let acknowledged = from - 1;
  child.on('message', (n) => (acknowledged = n as number));
  await once(child, 'message');
  await delay(afterMs);
  child.kill('SIGKILL');
  await once(child, 'close');
  return acknowledged;
}

it('loses no acknowledged write when the process is killed, and the file stays sound', { timeout }, async () => {
  const file = path.join(temporaryFolder(), 'cache.db');
  let next = 0;
  for (let kill = 0; kill < kills; kill++) {
    const acknowledged = await writeAndKill(file, next, (kill * 37) % 90, writer);
    const { db, notice } = openCache({ file, keyHex: key }, migrations, noonMs);
    expect(notice).toBeNull();
    expect(db.pragma('integrity_check')).toBe('ok');
    for (let n = next; n <= acknowledged; n++) {
      expect(queries.orders.byId(db, uuid(n))?.name).toBe(`Заказ ${n}`);
      expect(queries.contacts.page(db, { text: `контакт-${n}-`, after: null, limit: 2 }).items).toHaveLength(1);
    }
    // The one that was under way is there or not, never in half.
    const last = queries.orders.byId(db, uuid(acknowledged + 1));
    next = acknowledged + (last ? 2 : 1);
    expect(queries.orders.byId(db, uuid(next))).toBeNull();
    db.close();
  }
  // A busy machine gets no further than that.
  expect(next).toBeGreaterThanOrEqual(kills);
});

it('loses no batch of records that was answered, takes none in half, and keeps marks', { timeout }, async () => {
  const file = path.join(temporaryFolder(), 'cache.db');
  let next = 0;
  for (let kill = 0; kill < kills; kill++) {
    const acknowledged = await writeAndKill(file, next, (kill * 29) % 70, ingester);
    const { db, notice } = openCache({ file, keyHex: key }, migrations, noonMs);
    expect(notice).toBeNull();
    expect(db.pragma('integrity_check')).toBe('ok');
    const boundariesMs = Array.from({ length: acknowledged - next + 4 }, (_, n) => (next + n) * 1000);
    const counts = queries.records.days(db, { filter: {}, boundariesMs });
    const answered = acknowledged - next + 1;
    expect(counts.slice(0, answered).every((count) => count === batchSize)).toBe(true);
    // The one that was under way is there or not, never in half; its mark perhaps not yet.
    expect([0, batchSize]).toContain(counts[answered]);
    expect(counts[answered + 1]).toBe(0);
    const through = acknowledged + (counts[answered] === batchSize ? 1 : 0);
    const done = db.get<{ count: number }>('SELECT count(*) AS count FROM records WHERE waiting = 0')!.count;
    const marks = db.get<{ count: number }>('SELECT count(*) AS count FROM record_marks')!.count;
    expect(done).toBe(marks);
    // One mark a batch, save that of a batch after which it was killed: those are made up for below.
    expect(marks).toBeGreaterThanOrEqual(acknowledged + 1);
    const firstOfLast = queries.records.page(db, { filter: { toMs: through * 1000 + 1 }, after: null, limit: 1 }).items;
    queries.inbox.done(db, [{ kind: 'record', id: firstOfLast[0]!.id }], noonMs);
    next = through + 1;
    db.close();
  }
  // A busy machine gets no further than that.
  expect(next).toBeGreaterThanOrEqual(kills);
});

it('begins a file whatever the moment at which its making was cut off', { timeout: 120_000 }, async () => {
  for (let kill = 0; kill < 12; kill++) {
    const file = path.join(temporaryFolder(), 'cache.db');
    const child = fork(writer, [file, key, '0'], { env: { ...process.env, BEFORE_OPEN: '1' } });
    await once(child, 'message');
    await delay(kill / 3);
    child.kill('SIGKILL');
    await once(child, 'close');
    const { db, notice } = openCache({ file, keyHex: key }, migrations, noonMs);
    expect(notice).toBeNull();
    expect(db.pragma('user_version')).toBe(migrations.length);
    expect(db.pragma('integrity_check')).toBe('ok');
    db.close();
  }
});
