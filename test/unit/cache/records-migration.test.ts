import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { contact, noonMs, order } from './support/database.ts';
import { key, temporaryFolder } from './support/folder.ts';
import { ingest, record } from './support/records.ts';
import { statementsOf } from './support/statements.ts';

const migrating = new URL('./support/migrate-records-until.ts', import.meta.url);
const first = migrations.slice(0, 1);
const both = migrations.slice(0, 2);

it('goes from contacts and orders to records, wherever it is killed', { timeout: 120_000 }, async () => {
  const steps = statementsOf(migrations[1]!).length;
  expect(steps).toBeGreaterThan(20);
  // Each of them in the long run; see kill.test.ts.
  const every = process.env.SPUTNIK_KILLS === undefined ? 5 : 1;
  const killedAt = Array.from({ length: steps + 1 }, (_, step) => step).filter((step) => (steps - step) % every === 0);
  for (const step of killedAt) {
    const file = path.join(temporaryFolder(), 'cache.db');
    const before = openCache({ file, keyHex: key }, first, noonMs).db;
    queries.contacts.insert(before, contact(1, 'Анна'), noonMs);
    queries.orders.insert(before, order(1, { phase: 'refused' }));
    before.close();
    const child = fork(migrating, [file, key, String(step)]);
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    if (process.platform !== 'win32') expect(signal).toBe('SIGKILL');

    const asItWas = openCache({ file, keyHex: key }, first, noonMs);
    expect(asItWas.notice).toBeNull();
    expect(asItWas.db.pragma('user_version')).toBe(1);
    expect(asItWas.db.all(`SELECT name FROM sqlite_schema WHERE name LIKE '%record%'`)).toEqual([]);
    asItWas.db.close();

    const { db, notice } = openCache({ file, keyHex: key }, both, noonMs);
    expect(notice).toBeNull();
    expect(db.pragma('user_version')).toBe(2);
    expect(db.pragma('integrity_check')).toBe('ok');
    ingest(db, [record()]);
    expect(queries.contacts.page(db, { text: 'анна', after: null, limit: 2 }).items).toHaveLength(1);
    expect(queries.inbox.counts(db, noonMs)).toMatchObject({ voicemail: 1, callback: 1 });
    db.close();
  }
});
