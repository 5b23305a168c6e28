import { Failure } from '../../contract/errors.ts';
import type { Db } from '../db.ts';
import type { StoredContact } from './contact-row.ts';
import { insert, remove, update } from './contact-write.ts';

/** An import or a merge: what it does is noted under `id`, at the time it writes into the contacts. */
export interface Act {
  id: string;
  nowMs: number;
}

/** Adds a contact as part of an act. */
export function addIn(db: Db, act: Act, contact: StoredContact): void {
  insert(db, contact, act.nowMs);
  note(db, act, contact.id, null);
}

/** Changes a contact as part of an act; `before` is what it was. */
export function changeIn(db: Db, act: Act, before: StoredContact, after: StoredContact): void {
  update(db, after, act.nowMs);
  note(db, act, before.id, before);
}

export function removeIn(db: Db, act: Act, contact: StoredContact): void {
  remove(db, contact.id, act.nowMs);
  note(db, act, contact.id, contact);
}

/** Of several changes by one act, the first one knows what was before; the last one's time counts. */
function note(db: Db, act: Act, contactId: string, before: StoredContact | null): void {
  db.run(
    `INSERT INTO contact_changes (act, contact, before, at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at`,
    [act.id, contactId, before && JSON.stringify(before), act.nowMs],
  );
}

interface Change {
  contact: string;
  before: string | null;
  /** The contact is as the act left it. */
  untouched: 0 | 1;
}

function changesOf(db: Db, actId: string, limit: number): Change[] {
  return db.all<Change>(
    `SELECT contact, before, EXISTS (
       SELECT 1 FROM contacts WHERE id = contact AND ifnull(removed_at, updated_at) = at) AS untouched
     FROM contact_changes WHERE act = ? LIMIT ?`,
    [actId, limit],
  );
}

function takeBack(db: Db, actId: string, { contact, before, untouched }: Change, nowMs: number): void {
  if (untouched) {
    db.run('UPDATE contacts SET removed_at = NULL WHERE id = ?', [contact]);
    if (before === null) remove(db, contact, nowMs);
    else update(db, JSON.parse(before) as StoredContact, nowMs);
  }
  db.run('DELETE FROM contact_changes WHERE act = ? AND contact = ?', [actId, contact]);
}

/**
 * Takes back all of an act or nothing. Failures: `not-found` when it is forgotten; `merge-stale` when one of its contacts
 * was changed or removed since.
 */
export function undoWhole(db: Db, actId: string, nowMs: number): string[] {
  return db.transaction(() => {
    const changes = changesOf(db, actId, -1);
    if (changes.length === 0) throw new Failure('not-found');
    if (changes.some(({ untouched }) => !untouched)) throw new Failure('merge-stale');
    for (const change of changes) takeBack(db, actId, change, nowMs);
    return changes.map(({ contact }) => contact);
  });
}

export interface Undone {
  undone: number;
  /** Changed since by a person, and so left as they are. */
  left: number;
}

/** Takes back some of an act, at most `limit` contacts; with neither undone nor left there is nothing more of it. */
export function undoSome(db: Db, actId: string, limit: number, nowMs: number): Undone {
  return db.transaction(() => {
    const changes = changesOf(db, actId, limit);
    for (const change of changes) takeBack(db, actId, change, nowMs);
    const undone = changes.filter(({ untouched }) => untouched).length;
    return { undone, left: changes.length - undone };
  });
}

/** Forgets what can no longer be taken back, as removed contacts are forgotten after the same time. */
export function forgetChanges(db: Db, beforeMs: number): void {
  db.run('DELETE FROM contact_changes WHERE at < ?', [beforeMs]);
}
