import type { Migration } from './migration.ts';

/**
 * Until when a person was reminded of what had been put off, in one row: what fell due while the program was off is
 * told at the next start, and nothing is told again. Not in the backup: a reminder too few is better than all of them.
 */
export const reminders: Migration = {
  version: 3,
  run: (db) => db.script('CREATE TABLE inbox_reminded (until INTEGER NOT NULL) STRICT;'),
};
