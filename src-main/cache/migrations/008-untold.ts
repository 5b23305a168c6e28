import type { Migration } from './migration.ts';

/**
 * What a person away from the window is to hear of and was not told yet: written together with the record, and removed
 * when it is told, so that neither a sudden end nor a restart in quiet hours costs a notification. `source` and `id` as on
 * the inbox's shelves: 0 a record, 1 an order. Not in the backup: a notification too few is better than all of them.
 */
export const untold: Migration = {
  version: 8,
  run: (db) =>
    db.script(
      'CREATE TABLE untold (source INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, id)) STRICT, WITHOUT ROWID;',
    ),
};
