import type { Migration } from './migration.ts';

/** When the PBX last answered anything, in one row: started without a network, the program says how old is what it shows. */
export const lastAnswer: Migration = {
  version: 4,
  run: (db) => db.script('CREATE TABLE last_answer (at INTEGER NOT NULL) STRICT;'),
};
