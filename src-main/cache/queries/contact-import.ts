import type { ImportOutcome } from '../../contract/model.ts';
import { identicalName, isSame, sameName, supplemented } from '../contact-likeness.ts';
import type { Db } from '../db.ts';
import { sortKey } from '../search-text.ts';
import { addIn, changeIn, undoSome, type Act } from './contact-changes.ts';
import { advance, begin, end, interrupted } from './contact-imports.ts';
import { contactColumns, toContact, type ContactRow, type StoredContact } from './contact-row.ts';

type Taken = Exclude<ImportOutcome, 'wrong'>;

/** Of many contacts behind one number, so many are looked at for one that is the same person. */
const alikeMax = 50;

/**
 * Takes imported contacts in, one after the other: each is added, or supplements the one that is there already (see
 * `contact-likeness.ts`), or changes nothing. All or nothing. The ids of those that are added must be new.
 */
function takeIn(db: Db, contacts: StoredContact[], act: Act): Taken[] {
  return db.transaction(() => {
    const known = knownOf(db, contacts);
    advance(db, act.id, contacts.length);
    return contacts.map((contact) => {
      const outcome = takeOne(db, contact, act, known);
      for (const { number } of contact.numbers) known.numbers.add(number);
      known.sortKeys.add(nameKey(contact));
      return outcome;
    });
  });
}

/** Which numbers and names of a batch somebody has: most of a new file nobody has, and need not be looked for one by one. */
interface Known {
  numbers: Set<string>;
  sortKeys: Set<string>;
}

function knownOf(db: Db, contacts: readonly StoredContact[]): Known {
  const numbers = contacts.flatMap((contact) => contact.numbers.map(({ number }) => number));
  const found = <Row>(sql: string, values: readonly string[]) => db.all<Row>(sql, [JSON.stringify(values)]);
  const numbersFound = found<{ number: string }>(
    'SELECT number FROM contact_numbers WHERE number IN (SELECT value FROM json_each(?))',
    numbers,
  );
  const keysFound = found<{ sortKey: string }>(
    `SELECT sort_key AS sortKey FROM contacts
     WHERE removed_at IS NULL AND sort_key IN (SELECT value FROM json_each(?))`,
    contacts.map(nameKey),
  );
  return {
    numbers: new Set(numbersFound.map(({ number }) => number)),
    sortKeys: new Set(keysFound.map(({ sortKey: key }) => key)),
  };
}

const nameKey = (contact: StoredContact) => sortKey({ ...contact, numbers: [] });

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

function takeOne(db: Db, contact: StoredContact, act: Act, known: Known): Taken {
  for (const there of alike(db, contact, known)) {
    const both = supplemented(there, contact);
    if (!both) continue;
    if (isSame(both, there)) return 'same';
    changeIn(db, act, there, both);
    known.sortKeys.add(nameKey(both));
    return 'updated';
  }
  addIn(db, act, contact);
  return 'added';
}

function alike(db: Db, contact: StoredContact, known: Known): StoredContact[] {
  const shares = contact.numbers.some(({ number }) => known.numbers.has(number));
  const found = shares ? sharingNumber(db, contact).filter((there) => sameName(there, contact)) : [];
  if (found.length > 0 || !known.sortKeys.has(nameKey(contact))) return found;
  return namedAlike(db, contact);
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
  const rows = db.all<ContactRow>(
    `SELECT ${contactColumns} FROM contacts WHERE removed_at IS NULL AND sort_key = ? ORDER BY key LIMIT ?`,
    [nameKey(contact), alikeMax],
  );
  return rows
    .map(toContact)
    .filter((there) => identicalName(there, contact))
    .filter((there) => there.numbers.length === 0 || contact.numbers.length === 0);
}

export const contactImport = { begin, takeIn, end, foresee, undo: undoSome, interrupted };
