import type { Db } from '../../../../src-main/cache/db.ts';
import type { Migration } from '../../../../src-main/cache/migrations/migration.ts';

/** The statements that a migration is made of. */
export function statementsOf(migration: Migration): string[] {
  const statements: string[] = [];
  const script = (sql: string) => {
    statements.push(...sql.split(/;\s*\n/).filter((statement) => statement.trim() !== ''));
  };
  migration.run({ script } as Db);
  return statements;
}

/** The same migration, statement by statement; `reach` is called before each, and after the last. */
export function byStatement(migration: Migration, reach: (statement: number) => void): Migration {
  const statements = statementsOf(migration);
  return {
    ...migration,
    run: (db) => {
      statements.forEach((statement, n) => {
        reach(n);
        db.script(statement);
      });
      reach(statements.length);
    },
  };
}
