import type { Migration } from './migration.ts';

/**
 * When a person has put something back into the inbox: only a talk after that closes it by itself. What is open now
 * counts as put back now: whether somebody wanted it so was not kept.
 */
export const putBack: Migration = {
  version: 7,
  run: (db) =>
    db.script(`
      ALTER TABLE record_marks ADD COLUMN put_back_at INTEGER;
      ALTER TABLE order_marks ADD COLUMN put_back_at INTEGER;
      UPDATE record_marks SET put_back_at = unixepoch() * 1000 WHERE done_at IS NULL;
      UPDATE order_marks SET put_back_at = unixepoch() * 1000 WHERE done_at IS NULL;
    `),
};
