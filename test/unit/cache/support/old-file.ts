import type { Db, Value } from '../../../../src-main/cache/db.ts';
import { queries } from '../../../../src-main/cache/queries/all.ts';
import { contact, noonMs, order } from './database.ts';
import { ingest, record } from './records.ts';

/** Without the tables in which SQLite keeps an index of words: those are no tables to be filled or compared by hand. */
export const tablesOf = (db: Db): string[] =>
  db
    .all<{ name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
       ORDER BY name`,
    )
    .map(({ name }) => name);

/** All that a file of that version can hold: what a person made, records, and a row in every table besides. */
export function fillOfVersion(db: Db, version: number): void {
  queries.contacts.insert(db, contact(1, 'Анна', { numbers: ['+74951234567'] }), noonMs);
  queries.orders.insert(db, order(1, { phase: 'refused' }));
  if (version >= 2) {
    const [done] = ingest(db, [record(), record({ ordinal: 1 })]) as [number];
    markDone(db, done);
    queries.notes.putOnRecord(db, done, 'Просила счёт', noonMs);
    queries.notes.putOnClient(db, '+74951234567', 'Звонить до обеда', noonMs);
  }
  for (const table of tablesOf(db)) {
    if (db.get(`SELECT 1 FROM ${table}`) === null) putAnyRow(db, table);
  }
}

/** As the versions before wrote it: today's query knows tables that they did not have. */
function markDone(db: Db, id: number): void {
  db.run(
    `INSERT INTO record_marks (started_at, number_a, number_b, kind, ordinal, read_at, done_at, done_by)
     SELECT r.started_at, a.text, b.text, r.kind, r.ordinal, :atMs, :atMs, 'person' FROM records AS r
     JOIN numbers AS a ON a.id = r.number_a JOIN numbers AS b ON b.id = r.number_b WHERE r.id = :id`,
    { id, atMs: noonMs },
  );
  db.run('UPDATE records SET waiting = 0 WHERE id = ?', [id]);
}

/** What only the program itself writes there means nothing here: it has to be there afterwards. */
function putAnyRow(db: Db, table: string): void {
  const columns = db.all<{ name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)', [table]);
  const values = columns.map(({ name, type }, n): Value => (type === 'TEXT' ? `${name} of ${table}` : n + 1));
  const names = columns.map(({ name }) => name).join(', ');
  db.run(`INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`, values);
}

/** The schema and every row of every table. */
export function contentsOf(db: Db) {
  const schema = db.all('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name');
  return { schema, rows: Object.fromEntries(tablesOf(db).map((table) => [table, rowsOf(db, table)])) };
}

function rowsOf(db: Db, table: string) {
  const rows = db.all<object>(`SELECT * FROM ${table}`).map((row) => JSON.stringify(row));
  return rows.sort();
}
