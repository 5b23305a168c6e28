import type { Migration } from './migration.ts';

/**
 * Times are UTC milliseconds. `contacts.search` is the folded text that is searched (see `search-text.ts`): by the index of
 * trigrams for three characters and more, by itself for fewer. The index keeps no second copy of the text; whoever writes
 * `search` writes both, in one transaction, as a trigger per row would cost imports four times as much.
 */
export const contactsAndOrders: Migration = {
  version: 1,
  run: (db) =>
    db.script(`
      CREATE TABLE contacts (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        company TEXT NOT NULL,
        note TEXT NOT NULL,
        favourite INTEGER NOT NULL,
        shelf INTEGER NOT NULL AS (1 - favourite) VIRTUAL,
        sort_key TEXT NOT NULL,
        search TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        removed_at INTEGER
      ) STRICT;
      CREATE INDEX contacts_shown ON contacts (shelf, sort_key, id) WHERE removed_at IS NULL;
      CREATE INDEX contacts_removed ON contacts (removed_at) WHERE removed_at IS NOT NULL;

      CREATE TABLE contact_numbers (
        contact INTEGER NOT NULL REFERENCES contacts (key) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        label TEXT NOT NULL,
        number TEXT NOT NULL,
        PRIMARY KEY (contact, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX contact_numbers_number ON contact_numbers (number);

      CREATE VIRTUAL TABLE contacts_fts USING fts5 (search, content = '', contentless_delete = 1, tokenize = 'trigram');

      CREATE TABLE orders (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        extension TEXT NOT NULL,
        name TEXT NOT NULL,
        contact_id TEXT,
        ring_first TEXT NOT NULL,
        tries INTEGER NOT NULL,
        pause_seconds INTEGER NOT NULL,
        delay_seconds INTEGER,
        starts_at INTEGER,
        ordered_at INTEGER NOT NULL,
        hold_until INTEGER,
        sent_at INTEGER,
        phase TEXT NOT NULL,
        task_id INTEGER,
        last_task_before INTEGER,
        error TEXT,
        snapshot TEXT,
        settled_at INTEGER,
        dismissed INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX orders_newest ON orders (ordered_at, id);
      CREATE INDEX orders_cards ON orders (ordered_at, id)
        WHERE dismissed = 0 OR phase IN ('holding', 'ordered', 'accepted', 'unknown');
      CREATE INDEX orders_number ON orders (number, ordered_at);
      CREATE INDEX orders_task ON orders (extension, task_id) WHERE task_id IS NOT NULL;
    `),
};
