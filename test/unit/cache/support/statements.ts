import type { Db } from '../../../../src-main/cache/db.ts';
import type { Migration } from '../../../../src-main/cache/migrations/migration.ts';

/** The same migration, statement by statement; `reach` is called with its number before each, and after the last. */
export function byStatement(migration: Migration, reach: (statement: number) => void): Migration {
  let statement = 0;
  const counted = <Result>(work: () => Result): Result => {
    reach(statement++);
    return work();
  };
  return {
    ...migration,
    run: (db) => {
      const scripts = (sql: string) => {
        for (const one of sql.split(/;\s*\n/)) if (one.trim() !== '') counted(() => db.script(one));
      };
      const steps: Pick<Db, keyof Db> = {
        script: scripts,
        run: (...given) => counted(() => db.run(...given)),
        all: (...given) => db.all(...given),
        get: (...given) => db.get(...given),
        pragma: (text) => db.pragma(text),
        transaction: (work) => db.transaction(work),
        close: () => db.close(),
      };
      migration.run(steps as Db);
      reach(statement);
    },
  };
}
