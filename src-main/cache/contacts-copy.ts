import Connection from 'better-sqlite3-multiple-ciphers';
import { Db } from './db.ts';

const tables = ['contacts', 'contact_numbers', 'contact_changes', 'contact_imports'];
const columns = 'key, id, name, company, note, favourite, sort_key, created_at, updated_at';
/** Ten milliseconds: so long others wait for the database. */
const copiedAtOnce = 1000;

/**
 * The contacts in a database of their own, in memory: whatever is tried on them there, the real ones stay as they are, and
 * nobody has to wait for the end of it. Without the index of the search, which is most of the work of an import.
 */
export class ContactsCopy {
  readonly db = new Db(new Connection(':memory:'));
  readonly #from: Db;
  #copiedTo = 0;

  constructor(from: Db) {
    this.#from = from;
    const schema = from.all<{ sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?))
       ORDER BY type = 'table' DESC`,
      [JSON.stringify(tables)],
    );
    // Nothing of it ever lies on the disk, where it would be in the clear.
    this.db.pragma('temp_store = MEMORY');
    for (const { sql } of schema) this.db.script(sql);
    this.db.script(`
      CREATE VIEW contacts_fts AS SELECT key AS rowid, search FROM contacts;
      CREATE TRIGGER contacts_not_indexed INSTEAD OF INSERT ON contacts_fts BEGIN SELECT 1; END;
    `);
  }

  /** Copies some; true: there may be more. */
  copySome(): boolean {
    const rows = this.#from.all<{ key: number }>(
      `SELECT ${columns} FROM contacts WHERE key > ? AND removed_at IS NULL ORDER BY key LIMIT ?`,
      [this.#copiedTo, copiedAtOnce],
    );
    const last = rows.at(-1);
    if (!last) return false;
    const numbers = this.#from.all<object>(
      `SELECT contact, position, label, number FROM contact_numbers
       JOIN contacts ON contacts.key = contact AND removed_at IS NULL WHERE contact > ? AND contact <= ?`,
      [this.#copiedTo, last.key],
    );
    this.db.transaction(() => {
      this.#insert(`contacts (${columns}, search)`, `${named(columns)}, ''`, rows);
      this.#insert(
        'contact_numbers (contact, position, label, number)',
        ':contact, :position, :label, :number',
        numbers,
      );
    });
    this.#copiedTo = last.key;
    return rows.length === copiedAtOnce;
  }

  close(): void {
    this.db.close();
  }

  #insert(into: string, values: string, rows: readonly object[]): void {
    for (const row of rows) this.db.run(`INSERT INTO ${into} VALUES (${values})`, { ...row });
  }
}

const named = (list: string) =>
  list
    .split(', ')
    .map((column) => `:${column}`)
    .join(', ');
