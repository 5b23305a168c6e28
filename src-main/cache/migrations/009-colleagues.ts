import type { Migration } from './migration.ts';

/**
 * Who works here, as the PBX told last: so that calls among colleagues have their names from the start of the program,
 * also without the PBX, and are found by them. Not in the backup: the PBX tells it again.
 */
export const colleagues: Migration = {
  version: 9,
  run: (db) =>
    db.script(
      `CREATE TABLE colleagues (
         id TEXT NOT NULL PRIMARY KEY,
         extension TEXT NOT NULL,
         name TEXT NOT NULL,
         search TEXT NOT NULL
       ) STRICT, WITHOUT ROWID;`,
    ),
};
