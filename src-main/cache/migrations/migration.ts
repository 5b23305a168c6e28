import { Failure } from '../../contract/errors.ts';
import type { Db } from '../db.ts';

/** One step of the schema. Once released it is never changed: the next step is a file of its own. */
export interface Migration {
  /** 1, 2, 3, …: what `user_version` says after it. */
  version: number;
  run(db: Db): void;
}

export const versionOf = (db: Db): number => Number(db.pragma('user_version'));

const newest = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0;

/** Failure `cache-newer` for a file that a later app has written. */
export function refuseNewer(db: Db, migrations: readonly Migration[]): void {
  const version = versionOf(db);
  if (version > newest(migrations)) throw new Failure('cache-newer', { params: { version } });
}

/**
 * Brings the file up to date, each step in a transaction together with its version: whenever the process is killed, the
 * file is wholly of one version.
 */
export function migrate(db: Db, migrations: readonly Migration[]): void {
  const from = versionOf(db);
  for (const migration of migrations.filter(({ version }) => version > from)) {
    db.transaction(() => {
      migration.run(db);
      db.pragma(`user_version = ${migration.version}`);
    });
  }
}
