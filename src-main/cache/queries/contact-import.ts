import type { ImportOutcome } from '../../contract/model.ts';
import { identicalName, isSame, sameName, supplemented } from '../contact-likeness.ts';
import type { Db } from '../db.ts';
import { sortKey } from '../search-text.ts';
import { addIn, changeIn, undoSome, type Act } from './contact-changes.ts';
import { contactColumns, toContact, type ContactRow, type StoredContact } from './contact-row.ts';

type Taken = Exclude<ImportOutcome, 'wrong'>;

/** Of many contacts behind one number, so many are looked at for one that is the same person. */
const alikeMax = 50;

/**
 * Takes imported contacts in, one after the other: each is added, or supplements the one that is there already (see
 * `contact-likeness.ts`), or changes nothing. All or nothing. The ids of those that are added must be new.
 */
function takeIn(db: Db, contacts: StoredContact[], act: Act): Taken[] {
  return db.transaction(() => contacts.map((contact) => takeOne(db, contact, act)));
}

/** What `takeIn` would do, which changes nothing. */
function foresee(db: Db, contacts: StoredContact[], act: Act): Taken[] {
  let outcomes: Taken[] = [];
  try {
    db.transaction(() => {
      outcomes = takeIn(db, contacts, act);
      throw new OnlyForeseen();
    });
  } catch (error) {
    if (!(error instanceof OnlyForeseen)) throw error;
  }
  return outcomes;
}

/** Rolls back. */
class OnlyForeseen extends Error {}

function takeOne(db: Db, contact: StoredContact, act: Act): Taken {
  for (const there of alike(db, contact)) {
    const both = supplemented(there, contact);
    if (!both) continue;
    if (isSame(both, there)) return 'same';
    changeIn(db, act, there, both);
    return 'updated';
  }
  addIn(db, act, contact);
  return 'added';
}

function alike(db: Db, contact: StoredContact): StoredContact[] {
  const sharing = contact.numbers.length === 0 ? [] : sharingNumber(db, contact);
  const found = sharing.filter((there) => sameName(there, contact));
  return found.length > 0 ? found : namedAlike(db, contact);
}

function sharingNumber(db: Db, { numbers }: StoredContact): StoredContact[] {
  const rows = db.all<ContactRow>(
    `SELECT ${contactColumns} FROM contacts WHERE removed_at IS NULL AND key IN (
       SELECT contact FROM contact_numbers WHERE number IN (SELECT value FROM json_each(?)))
     ORDER BY favourite DESC, updated_at DESC, key DESC LIMIT ?`,
    [JSON.stringify(numbers.map(({ number }) => number)), alikeMax],
  );
  return rows.map(toContact);
}

function namedAlike(db: Db, contact: StoredContact): StoredContact[] {
  if (contact.name === '' && contact.company === '') return [];
  const key = sortKey({ ...contact, numbers: [] });
  const rows = db.all<ContactRow>(
    `SELECT ${contactColumns} FROM contacts WHERE removed_at IS NULL AND sort_key = ? ORDER BY key LIMIT ?`,
    [key, alikeMax],
  );
  return rows
    .map(toContact)
    .filter((there) => identicalName(there, contact))
    .filter((there) => there.numbers.length === 0 || contact.numbers.length === 0);
}

export const contactImport = { takeIn, foresee, undo: undoSome };
