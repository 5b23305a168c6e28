import type { RecordFilter, SavedFilter } from '../../contract/model.ts';
import type { Db } from '../db.ts';

/** In the order in which they were first saved. */
function list(db: Db): SavedFilter[] {
  return db
    .all<Omit<SavedFilter, 'filter'> & { filter: string }>(
      'SELECT id, name, filter FROM saved_filters ORDER BY position, id',
    )
    .map((row) => ({ ...row, filter: JSON.parse(row.filter) as RecordFilter }));
}

/** One with the same id is replaced in its place. */
function put(db: Db, { id, name, filter }: SavedFilter): void {
  db.run(
    `INSERT INTO saved_filters (id, name, position, filter)
     VALUES (?, ?, (SELECT ifnull(max(position), 0) + 1 FROM saved_filters), ?)
     ON CONFLICT DO UPDATE SET name = excluded.name, filter = excluded.filter`,
    [id, name, JSON.stringify(filter)],
  );
}

function remove(db: Db, id: string): void {
  db.run('DELETE FROM saved_filters WHERE id = ?', [id]);
}

export const savedFilters = { list, put, remove };
