import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { noonMs, openDatabase, order } from './support/database.ts';
import { key, temporaryFolder } from './support/folder.ts';
import { steps, type Step } from './support/later-migrations.ts';

const killed = new URL('./support/migrate-until.ts', import.meta.url);

describe('migrations', () => {
  it('are numbered without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('are done once, in order, and keep what is there', () => {
    const file = path.join(temporaryFolder(), 'cache.db');
    const first = openDatabase(file);
    queries.orders.insert(first, order(1));
    first.close();
    for (let again = 0; again < 2; again++) {
      const { db, notice } = openCache({ file, keyHex: key }, steps(), noonMs);
      expect(notice).toBeNull();
      expect(db.pragma('user_version')).toBe(migrations.length + 2);
      expect(db.all('SELECT * FROM later')).toEqual([{ text: 'first step' }, { text: 'second step' }]);
      expect(queries.orders.open(db)).toHaveLength(1);
      db.close();
    }
  });

  it.each<[Step, number, boolean]>([
    ['before', 0, false],
    ['in the first', 0, false],
    ['at the end of the first', 0, false],
    ['in the second', 1, true],
    ['at the end of the second', 1, true],
    ['after', 2, true],
  ])('killed %s: the file is wholly of the version before, and goes on from there', async (step, done, later) => {
    const file = path.join(temporaryFolder(), 'cache.db');
    const db = openDatabase(file);
    queries.orders.insert(db, order(1));
    db.close();
    const child = fork(killed, [file, key, step]);
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    if (process.platform !== 'win32') expect(signal).toBe('SIGKILL');

    const asItWas = openCache({ file, keyHex: key }, steps().slice(0, migrations.length + done), noonMs);
    expect(asItWas.notice).toBeNull();
    expect(asItWas.db.pragma('user_version')).toBe(migrations.length + done);
    expect(asItWas.db.all(`SELECT name FROM sqlite_schema WHERE name = 'later'`)).toHaveLength(later ? 1 : 0);
    expect(asItWas.db.pragma('integrity_check')).toBe('ok');
    asItWas.db.close();

    const after = openCache({ file, keyHex: key }, steps(), noonMs);
    expect(after.db.all('SELECT * FROM later')).toEqual([{ text: 'first step' }, { text: 'second step' }]);
    expect(queries.orders.open(after.db)).toHaveLength(1);
    after.db.close();
  });
});
