import { Failure } from '../../contract/errors.ts';
import type { PhoneNumber } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { forgetChanges } from './contact-changes.ts';
import { count, page } from './contact-page.ts';
import type { StoredContact } from './contact-row.ts';
import { byId, insert, remove, update } from './contact-write.ts';

/** Whose number it is. */
export interface NumberOwner {
  number: PhoneNumber;
  contactId: string;
  /** The contact's name, or else the company; empty: it has neither. */
  name: string;
}

/** Failure `not-found`; not for one that was not removed. */
function restore(db: Db, id: string): StoredContact {
  db.run('UPDATE contacts SET removed_at = NULL WHERE id = ?', [id]);
  const contact = byId(db, id);
  if (!contact) throw new Failure('not-found');
  return contact;
}

/** Forgets for good what was removed, and what was merged or imported, before. Returns how many contacts. */
function purge(db: Db, removedBeforeMs: number): number {
  return db.transaction(() => {
    forgetChanges(db, removedBeforeMs);
    const gone = 'removed_at IS NOT NULL AND removed_at < ?';
    db.run(`DELETE FROM contacts_fts WHERE rowid IN (SELECT key FROM contacts WHERE ${gone})`, [removedBeforeMs]);
    return db.run(`DELETE FROM contacts WHERE ${gone}`, [removedBeforeMs]);
  });
}

/** Whose these numbers are. Of several contacts with one number, the favourite, then the one last edited. */
function findByNumbers(db: Db, numbers: PhoneNumber[]): NumberOwner[] {
  const owners = db.all<NumberOwner>(
    `SELECT number, id AS contactId, iif(name <> '', name, company) AS name
     FROM contact_numbers JOIN contacts ON contacts.key = contact
     WHERE number IN (SELECT value FROM json_each(?)) AND removed_at IS NULL
     ORDER BY favourite DESC, updated_at DESC, contact DESC`,
    [JSON.stringify(numbers)],
  );
  const first = new Map(owners.toReversed().map((owner) => [owner.number, owner]));
  return [...first.values()];
}

/** How many numbers the contact with most of them has. */
function numbersMost(db: Db): number {
  const row = db.get<{ count: number }>(
    `SELECT ifnull(max(position), -1) + 1 AS count
     FROM contact_numbers JOIN contacts ON contacts.key = contact WHERE removed_at IS NULL`,
  );
  return row?.count ?? 0;
}

export const contacts = { insert, update, remove, restore, purge, byId, page, count, findByNumbers, numbersMost };
