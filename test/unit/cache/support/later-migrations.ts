import { migrations } from '../../../../src-main/cache/migrations/all.ts';
import type { Migration } from '../../../../src-main/cache/migrations/migration.ts';

export type Step =
  'before' | 'in the first' | 'at the end of the first' | 'in the second' | 'at the end of the second' | 'after';

/** Today's migrations and two more, as a later app might have; `reach` is called at each step. */
export function steps(reach: (step: Step) => void = () => undefined): Migration[] {
  const next = migrations.length + 1;
  const first: Migration = {
    version: next,
    run: (db) => {
      reach('before');
      db.script('CREATE TABLE later (text TEXT); ALTER TABLE orders ADD COLUMN later TEXT;');
      reach('in the first');
      db.script(`INSERT INTO later VALUES ('first step'); UPDATE orders SET later = hex(zeroblob(1000000));`);
      reach('at the end of the first');
    },
  };
  const second: Migration = {
    version: next + 1,
    run: (db) => {
      db.script('DROP INDEX orders_number; ALTER TABLE orders DROP COLUMN later;');
      reach('in the second');
      db.script(`INSERT INTO later VALUES ('second step');`);
      reach('at the end of the second');
    },
  };
  return [...migrations, first, second];
}
