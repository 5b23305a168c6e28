import type { Migration } from './migration.ts';

const recordTables = `
  CREATE TABLE people (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, search TEXT NOT NULL) STRICT;
  CREATE TABLE call_groups (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, search TEXT NOT NULL) STRICT;

  CREATE TABLE numbers (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,
    search TEXT NOT NULL,
    -- Stands in some record without being its client's: the index by client does not lead there.
    beside INTEGER NOT NULL,
    is_extension INTEGER NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE numbers_fts
    USING fts5 (search, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram');

  CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    -- 0 call, 1 voicemail, 2 fax.
    kind INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    number_a INTEGER NOT NULL,
    number_b INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    call_group INTEGER,
    person INTEGER,
    file TEXT,
    client INTEGER,
    extension INTEGER,
    -- 0 in, 1 out, 2 internal.
    direction INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX records_identity ON records (started_at, number_a, number_b, kind, ordinal);
  CREATE INDEX records_newest ON records
    (started_at, kind, direction, duration, person, call_group, extension, client, number_a, number_b);
  CREATE INDEX records_messages ON records (started_at) WHERE kind <> 0;
  CREATE INDEX records_client ON records (client, started_at) WHERE client IS NOT NULL;
  CREATE INDEX records_waiting ON records (started_at) WHERE waiting = 1;
`;

const personTables = `
  CREATE TABLE record_marks (
    started_at INTEGER NOT NULL,
    number_a TEXT NOT NULL,
    number_b TEXT NOT NULL,
    kind INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    read_at INTEGER,
    done_at INTEGER,
    -- 'person' or 'callback'; the latter with the order that did it.
    done_by TEXT,
    done_order TEXT,
    snoozed_until INTEGER,
    PRIMARY KEY (started_at, number_a, number_b, kind, ordinal)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX record_marks_order ON record_marks (done_order) WHERE done_order IS NOT NULL;

  CREATE TABLE order_marks (
    id TEXT PRIMARY KEY,
    read_at INTEGER,
    done_at INTEGER,
    done_by TEXT,
    done_order TEXT,
    snoozed_until INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE record_notes (
    started_at INTEGER NOT NULL,
    number_a TEXT NOT NULL,
    number_b TEXT NOT NULL,
    kind INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    search TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (started_at, number_a, number_b, kind, ordinal)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE client_notes (
    number TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    search TEXT NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE saved_filters (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    filter TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Of orders to clients: came to nothing. As JSON is written here, no text in it can hold this piece.
  ALTER TABLE orders ADD COLUMN failed INTEGER AS (
    kind = 'client' AND (phase IN ('refused', 'not-created', 'vanished', 'ended'))
      AND instr(ifnull(snapshot, ''), '"succeeded":true') = 0
  ) VIRTUAL;
  CREATE INDEX orders_failed ON orders (ordered_at) WHERE failed = 1;
`;

const syncTables = `
  CREATE TABLE sync_days (
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    hash TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (kind, day)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sync_history (
    kind TEXT PRIMARY KEY,
    reached_day TEXT,
    until_day TEXT,
    paused INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    completed_at INTEGER
  ) STRICT, WITHOUT ROWID;

  -- One row: from when on a record is new to this PC and not history.
  CREATE TABLE sync_beginning (new_since INTEGER NOT NULL) STRICT;
`;

/**
 * Call records, voicemails, faxes; what a person did with them; how far they were fetched. Made for a million rows:
 *
 * - Names and numbers are dictionaries. A search looks through these (tens of names, some 100,000 numbers) and not
 *   through the records, so that there is no text index over a million rows at all. `numbers` holds what the PBX wrote
 *   (`84951234567`, `101`, `anonymous`) and each client once more as E.164.
 * - `records_newest` covers every filter and the search, so that lists and counts never touch the wide rows with their
 *   links. `records_client` is the history of one client.
 * - The index of trigrams has no positions (`detail = none`: a quarter of the size); what it finds is looked at again. It
 *   is refreshed once a batch by who writes `numbers`, as a trigger per row would cost the ingest four times as much.
 * - Marks and notes are written by hand, one at a time, and never so many that looking through them is felt. They are
 *   keyed by a record's identity (it has no id: see `PbxRecord`), not by its row, and so outlive a cache that is filled
 *   again. `records.waiting` repeats «a message, and not done» for the inbox's small index.
 */
export const records: Migration = {
  version: 2,
  run: (db) => db.script(recordTables + personTables + syncTables),
};
