import type { Migration } from './migration.ts';

/** The first load ends with the depth that the person has set, and no earlier where there was nothing for months. */
export const historyByDepth: Migration = {
  version: 6,
  run: (db) => db.script('ALTER TABLE sync_history DROP COLUMN until_day;'),
};
