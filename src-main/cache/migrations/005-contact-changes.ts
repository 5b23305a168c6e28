import type { Migration } from './migration.ts';

/**
 * What an import or a merge did to contacts, so that it can be taken back for a day. `before` is the contact as JSON; null:
 * it was not there. `at` is what the act wrote into `updated_at` or `removed_at`: whoever changed a contact later wrote
 * another time there, and keeps what he has.
 */
export const contactChanges: Migration = {
  version: 5,
  run: (db) =>
    db.script(`
      CREATE TABLE contact_changes (
        act TEXT NOT NULL,
        contact TEXT NOT NULL,
        before TEXT,
        at INTEGER NOT NULL,
        PRIMARY KEY (act, contact)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX contact_changes_at ON contact_changes (at);
      -- A contact without numbers is looked for by its name.
      CREATE INDEX contacts_named ON contacts (sort_key) WHERE removed_at IS NULL;
    `),
};
