import { Failure } from '../../contract/errors.ts';
import type { Db } from '../db.ts';
import { searchText, sortKey } from '../search-text.ts';
import { contactColumns, toContact, type ContactRow, type StoredContact } from './contact-row.ts';

export function insert(db: Db, contact: StoredContact, nowMs: number): void {
  db.transaction(() => {
    db.run(
      `INSERT INTO contacts (id, name, company, note, favourite, sort_key, search, created_at, updated_at)
       VALUES (:id, :name, :company, :note, :favourite, :sortKey, :search, :nowMs, :nowMs)`,
      { ...toValues(contact), nowMs },
    );
    writeNumbers(db, contact);
  });
}

/** Failure `not-found`, also for a removed one. */
export function update(db: Db, contact: StoredContact, nowMs: number): void {
  db.transaction(() => {
    const found = db.run(
      `UPDATE contacts SET name = :name, company = :company, note = :note, favourite = :favourite,
         sort_key = :sortKey, search = :search, updated_at = :nowMs
       WHERE id = :id AND removed_at IS NULL`,
      { ...toValues(contact), nowMs },
    );
    if (found === 0) throw new Failure('not-found');
    writeNumbers(db, contact);
  });
}

/** It stays for a day, so that it can be restored. Failure `not-found`. */
export function remove(db: Db, id: string, nowMs: number): void {
  const found = db.run('UPDATE contacts SET removed_at = ? WHERE id = ? AND removed_at IS NULL', [nowMs, id]);
  if (found === 0) throw new Failure('not-found');
}

export function byId(db: Db, id: string): StoredContact | null {
  const row = db.get<ContactRow>(`SELECT ${contactColumns} FROM contacts WHERE id = ? AND removed_at IS NULL`, [id]);
  return row && toContact(row);
}

function toValues(contact: StoredContact) {
  const texts = { ...contact, numbers: contact.numbers.map(({ number }) => number) };
  const { id, name, company, note } = contact;
  return {
    id,
    name,
    company,
    note,
    favourite: contact.favourite ? 1 : 0,
    sortKey: sortKey(texts),
    search: searchText(texts),
  };
}

/** Numbers and search index of a contact whose row was just written. */
function writeNumbers(db: Db, { id, numbers }: StoredContact): void {
  db.run('DELETE FROM contact_numbers WHERE contact = (SELECT key FROM contacts WHERE id = ?)', [id]);
  db.run(
    `INSERT INTO contact_numbers (contact, position, label, number)
     SELECT contacts.key, each.key, value ->> 'label', value ->> 'number'
     FROM contacts, json_each(?) AS each WHERE contacts.id = ?`,
    [JSON.stringify(numbers), id],
  );
  db.run('INSERT OR REPLACE INTO contacts_fts (rowid, search) SELECT key, search FROM contacts WHERE id = ?', [id]);
}
