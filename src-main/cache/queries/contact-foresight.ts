import { Failure } from '../../contract/errors.ts';
import type { ImportOutcome } from '../../contract/model.ts';
import { ContactsCopy } from '../contacts-copy.ts';
import type { Db } from '../db.ts';
import type { Act } from './contact-changes.ts';
import { contactImport } from './contact-import.ts';
import type { StoredContact } from './contact-row.ts';

/*
 * What an import of thousands would come to, in small steps between which others have their turn. Rows of one file meet as
 * they will in the import itself, as it is the same, done to a copy of the contacts.
 */

interface Foresight {
  id: string;
  copy: ContactsCopy;
}

/** One at a time: who begins another is not interested in the one before. */
const underWay = new WeakMap<Db, Foresight>();

function begin(db: Db, id: string): void {
  underWay.get(db)?.copy.close();
  underWay.set(db, { id, copy: new ContactsCopy(db) });
}

/** Before anything is taken in; true: once more. Failure `not-found` when another was begun. */
function prepare(db: Db, id: string): boolean {
  return copyOf(db, id).copySome();
}

/** What becomes of the next contacts of the file. Failure `not-found` when another was begun. */
function takeIn(db: Db, id: string, contacts: StoredContact[], act: Act): Exclude<ImportOutcome, 'wrong'>[] {
  return contactImport.takeIn(copyOf(db, id).db, contacts, act);
}

function end(db: Db, id: string): void {
  const found = underWay.get(db);
  if (found?.id !== id) return;
  underWay.delete(db);
  found.copy.close();
}

function copyOf(db: Db, id: string): ContactsCopy {
  const found = underWay.get(db);
  if (found?.id !== id) throw new Failure('not-found');
  return found.copy;
}

export const contactForesight = { begin, prepare, takeIn, end };
