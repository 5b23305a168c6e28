import { Failure } from '../../contract/errors.ts';
import { mergeMax, type DuplicateQuery, type Page, type PhoneNumber } from '../../contract/model.ts';
import { united } from '../contact-likeness.ts';
import type { Db } from '../db.ts';
import { readToken, writeToken } from '../page-token.ts';
import { changeIn, removeIn, undoWhole, type Act } from './contact-changes.ts';
import { contactColumns, toContact, type ContactRow, type StoredContact } from './contact-row.ts';
import { byId } from './contact-write.ts';

export interface StoredGroup {
  numbers: PhoneNumber[];
  /** The first `mergeMax`. */
  contacts: StoredContact[];
  contactCount: number;
}

interface GroupRow {
  first: PhoneNumber;
  numbers: string;
  contactCount: number;
}

/**
 * Groups of contacts that share a number, in the order of numbers. Contacts that share several are one group. Failure
 * `bad-input` for an `after` that no page gave.
 */
function groups(db: Db, query: DuplicateQuery): Page<StoredGroup> {
  const [after] = query.after === null ? [''] : readToken(query.after, ['string']);
  const rows = db.all<GroupRow>(
    `WITH shared AS (
       SELECT number, count(*) AS contactCount, group_concat(contact ORDER BY contact) AS members
       FROM contact_numbers JOIN contacts ON contacts.key = contact
       WHERE removed_at IS NULL AND number IN (SELECT number FROM contact_numbers GROUP BY number HAVING count(*) > 1)
       GROUP BY number HAVING count(*) > 1
     )
     SELECT min(number) AS first, json_group_array(number ORDER BY number) AS numbers, contactCount
     FROM shared GROUP BY members HAVING first > ? ORDER BY first LIMIT ?`,
    [after, query.limit + 1],
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ first, numbers, contactCount }) => ({
      numbers: JSON.parse(numbers) as PhoneNumber[],
      contacts: ownersOf(db, first),
      contactCount,
    })),
    next: rows.length > query.limit && last ? writeToken([last.first]) : null,
  };
}

function ownersOf(db: Db, number: PhoneNumber): StoredContact[] {
  const rows = db.all<ContactRow>(
    `SELECT ${contactColumns} FROM contacts
     WHERE removed_at IS NULL AND key IN (SELECT contact FROM contact_numbers WHERE number = ?)
     ORDER BY favourite DESC, updated_at DESC, key DESC LIMIT ?`,
    [number, mergeMax],
  );
  return rows.map(toContact);
}

/**
 * Unites contacts in the one that is kept; the others are removed. Failures: `not-found` when one of them is not there;
 * `merge-too-much` when together they are more than a contact can hold.
 */
function merge(db: Db, keepId: string, otherIds: string[], act: Act): StoredContact {
  return db.transaction(() => {
    const read = (id: string) => {
      const contact = byId(db, id);
      if (!contact) throw new Failure('not-found');
      return contact;
    };
    const kept = read(keepId);
    const others = [...new Set(otherIds)].filter((id) => id !== keepId).map(read);
    const both = united(kept, ...others);
    if (!both) throw new Failure('merge-too-much');
    changeIn(db, act, kept, both);
    for (const other of others) removeIn(db, act, other);
    return both;
  });
}

export const contactDuplicates = { groups, merge, unmerge: undoWhole };
