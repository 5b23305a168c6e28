import type { Migration } from './migration.ts';

/**
 * Imports that have begun and not come to an end: there is a row from before the first contact to after the last, so what
 * is found at a start was cut off by the end of the program. `taken` counts in the transactions that write the contacts.
 * Not in the backup, as what an import did can be taken back from the database itself only.
 */
export const contactImports: Migration = {
  version: 10,
  run: (db) =>
    db.script(
      `CREATE TABLE contact_imports (
         act TEXT NOT NULL PRIMARY KEY,
         file_name TEXT NOT NULL,
         row_count INTEGER NOT NULL,
         taken INTEGER NOT NULL,
         begun_at INTEGER NOT NULL
       ) STRICT, WITHOUT ROWID;`,
    ),
};
