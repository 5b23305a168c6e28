import type { PhoneNumber } from '../../contract/model.ts';
import { ContactIndex, type Placed } from '../search/contact-index.ts';
import { rankOf, searchable } from '../search/rank.ts';
import { termsOf, type Terms } from '../search/terms.ts';
import type { Db } from '../db.ts';
import { quoted } from './condition.ts';
import { contactColumns, toContact, type ContactRow, type StoredContact } from './contact-row.ts';

export interface PaletteContact extends Placed {
  contact: StoredContact;
  /** When there last was something with each of the numbers; 0: not lately. */
  numbersLastAtMs: number[];
}

export interface PaletteClient extends Placed {
  number: PhoneNumber;
}

export interface PaletteFound {
  contacts: PaletteContact[];
  /** Who is no contact. */
  clients: PaletteClient[];
}

/** Records in which those are looked for who were there lately. */
const recentRecords = 3000;
const recentOrders = 300;

/** The best of the contacts and of the journal's clients, in order each. */
function find(db: Db, text: string, limit: number): PaletteFound {
  const readings = termsOf(text);
  const recent = recentClients(db);
  const lastAt = (number: PhoneNumber) => recent.get(number) ?? 0;
  const found = indexOf(db).find(readings, limit, lastAt);
  const rows = db.all<ContactRow & { key: number }>(
    `SELECT key, ${contactColumns} FROM contacts WHERE key IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(found.map(({ key }) => key))],
  );
  const contacts = new Map(rows.map((row) => [row.key, toContact(row)]));
  return {
    contacts: found.flatMap(({ key, ...place }) => {
      const contact = contacts.get(key);
      return contact
        ? [{ ...place, contact, numbersLastAtMs: contact.numbers.map(({ number }) => lastAt(number)) }]
        : [];
    }),
    clients: unknownClients(db, readings, recent).slice(0, limit),
  };
}

/** With whom there was something lately, on the phone or ordered here, and when. */
function recentClients(db: Db): Map<PhoneNumber, number> {
  const rows = db.all<{ number: PhoneNumber; atMs: number }>(
    `SELECT numbers.text AS number, max(recent.started_at) AS atMs
     FROM (SELECT client, started_at FROM records INDEXED BY records_newest
           WHERE client IS NOT NULL ORDER BY started_at DESC LIMIT ${recentRecords}) AS recent
     JOIN numbers ON numbers.id = recent.client GROUP BY recent.client
     UNION ALL
     SELECT number, max(ordered_at) FROM (
       SELECT number, ordered_at FROM orders WHERE kind = 'client' ORDER BY ordered_at DESC LIMIT ${recentOrders}
     ) GROUP BY number`,
  );
  const recent = new Map<PhoneNumber, number>();
  for (const { number, atMs } of rows) recent.set(number, Math.max(atMs, recent.get(number) ?? 0));
  return recent;
}

/** A client without a name can be found by digits only, or by having been there last. */
function unknownClients(db: Db, readings: readonly Terms[], recent: Map<PhoneNumber, number>): PaletteClient[] {
  const [reading] = readings;
  if (reading && reading.digits === null) return [];
  const numbers = new Map(recent);
  for (const { number, atMs } of earlierClients(db, reading?.digits ?? '')) {
    if (!numbers.has(number)) numbers.set(number, atMs);
  }
  const placed = [...numbers].flatMap(([number, lastAtMs]): PaletteClient[] => {
    const rank = reading ? rankOf(searchable('', '', [number]), reading) : 0;
    return rank === Infinity ? [] : [{ number, rank, lastAtMs, favourite: false, sortKey: number }];
  });
  const best = placed.sort((a, b) => a.rank - b.rank || b.lastAtMs - a.lastAtMs).slice(0, clientsLooked);
  const known = db.all<{ number: PhoneNumber }>(
    `SELECT number FROM contact_numbers JOIN contacts ON contacts.key = contact
     WHERE removed_at IS NULL AND number IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(best.map(({ number }) => number))],
  );
  const contacts = new Set(known.map(({ number }) => number));
  return best.filter(({ number }) => !contacts.has(number));
}

/** More than are ever shown, as those who are contacts fall out. */
const clientsLooked = 200;
const trigram = 3;

/** Clients of any time whose number holds these digits: some of them, if there are many. */
function earlierClients(db: Db, digits: string): { number: PhoneNumber; atMs: number }[] {
  if (digits.length < trigram) return [];
  const parts = Array.from({ length: digits.length - trigram + 1 }, (_, at) => quoted(digits.slice(at, at + trigram)));
  return db.all<{ number: PhoneNumber; atMs: number }>(
    `SELECT text AS number, atMs FROM (
       SELECT text, (SELECT max(started_at) FROM records WHERE client = numbers.id) AS atMs FROM numbers
       WHERE id IN (SELECT rowid FROM numbers_fts WHERE numbers_fts MATCH ?) AND instr(search, ?) > 0 AND text LIKE '+%'
       LIMIT ${clientsLooked}
     ) WHERE atMs IS NOT NULL`,
    [[...new Set(parts)].join(' AND '), digits],
  );
}

interface Prepared {
  index: ContactIndex;
  /** All contacts up to this key were read; null: all. */
  readTo: number | null;
}

const prepared = new WeakMap<Db, Prepared>();
const preparedAtOnce = 2000;

/**
 * Reads some of the contacts into memory, or of those that were changed since, so that no search has to read them all:
 * of 50,000, new or just imported, that would take a second. True: there may be more.
 */
function prepare(db: Db): boolean {
  const state = stateOf(db);
  if (state.readTo === null) return takeChanges(db, state.index);
  state.readTo = read(db, state.index, 'key > ? AND removed_at IS NULL ORDER BY key LIMIT ?', [
    state.readTo,
    preparedAtOnce,
  ]);
  return true;
}

function takeChanges(db: Db, index: ContactIndex): boolean {
  const rows = db.all<{ key: number }>('SELECT key FROM palette_changes ORDER BY key LIMIT ?', [preparedAtOnce]);
  const last = rows.at(-1);
  if (!last) return false;
  for (const { key } of rows) index.remove(key);
  const changed = 'key IN (SELECT key FROM palette_changes WHERE key <= ?)';
  read(db, index, `${changed} AND removed_at IS NULL`, [last.key]);
  db.run('DELETE FROM palette_changes WHERE key <= ?', [last.key]);
  return rows.length === preparedAtOnce;
}

function stateOf(db: Db): Prepared {
  let state = prepared.get(db);
  if (!state) {
    // Whoever writes a contact, and however many: the triggers note it, within the same transaction.
    db.script(noteChanges);
    state = { index: new ContactIndex(), readTo: 0 };
    prepared.set(db, state);
  }
  return state;
}

/** The connection's index, complete and up to date. */
function indexOf(db: Db): ContactIndex {
  while (prepare(db));
  return stateOf(db).index;
}

const noteChanges = `
  CREATE TEMP TABLE palette_changes (key INTEGER PRIMARY KEY);
  CREATE TEMP TRIGGER palette_inserted AFTER INSERT ON main.contacts
    BEGIN INSERT OR IGNORE INTO palette_changes VALUES (new.key); END;
  CREATE TEMP TRIGGER palette_updated AFTER UPDATE ON main.contacts
    BEGIN INSERT OR IGNORE INTO palette_changes VALUES (new.key); END;
  CREATE TEMP TRIGGER palette_deleted AFTER DELETE ON main.contacts
    BEGIN INSERT OR IGNORE INTO palette_changes VALUES (old.key); END;
  CREATE TEMP TRIGGER palette_number_inserted AFTER INSERT ON main.contact_numbers
    BEGIN INSERT OR IGNORE INTO palette_changes VALUES (new.contact); END;
  CREATE TEMP TRIGGER palette_number_deleted AFTER DELETE ON main.contact_numbers
    BEGIN INSERT OR IGNORE INTO palette_changes VALUES (old.contact); END;
`;

/** Returns the key of the last; null: there were none. */
function read(db: Db, index: ContactIndex, condition: string, values: number[]): number | null {
  const rows = db.all<{
    key: number;
    name: string;
    company: string;
    favourite: 0 | 1;
    sortKey: string;
    numbers: string | null;
  }>(
    `SELECT key, name, company, favourite, sort_key AS sortKey,
       (SELECT group_concat(number, ' ') FROM contact_numbers WHERE contact = contacts.key) AS numbers
     FROM contacts WHERE ${condition}`,
    values,
  );
  for (const { favourite, numbers, ...row } of rows)
    index.put({ ...row, favourite: favourite === 1, numbers: numbers?.split(' ') ?? [] });
  return rows.at(-1)?.key ?? null;
}

export const palette = { find, prepare };
