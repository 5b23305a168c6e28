import { Failure } from '../../contract/errors.ts';
import type { PhoneNumber } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { fold } from '../search-text.ts';

/** A note on one call, voicemail or fax; empty: none any more. Failure `not-found`. */
function putOnRecord(db: Db, id: number, text: string, nowMs: number): void {
  db.transaction(() => {
    const written = db.run(
      `INSERT INTO record_notes (started_at, number_a, number_b, kind, ordinal, text, search, updated_at)
       SELECT r.started_at, a.text, b.text, r.kind, r.ordinal, :text, :search, :nowMs
       FROM records AS r JOIN numbers AS a ON a.id = r.number_a JOIN numbers AS b ON b.id = r.number_b WHERE r.id = :id
       ON CONFLICT DO UPDATE SET text = excluded.text, search = excluded.search, updated_at = excluded.updated_at`,
      { id, text: text.trim(), search: fold(text), nowMs },
    );
    if (written === 0) throw new Failure('not-found');
    db.run(`DELETE FROM record_notes WHERE text = ''`);
  });
}

/** A note on a client, shown with everything there is of the number; empty: none any more. */
function putOnClient(db: Db, number: PhoneNumber, text: string, nowMs: number): void {
  if (text.trim() === '') {
    db.run('DELETE FROM client_notes WHERE number = ?', [number]);
    return;
  }
  db.run('INSERT OR REPLACE INTO client_notes (number, text, search, updated_at) VALUES (?, ?, ?, ?)', [
    number,
    text.trim(),
    fold(text),
    nowMs,
  ]);
}

/** Those of these clients that have one. */
function ofClients(db: Db, numbers: PhoneNumber[]): { number: PhoneNumber; text: string }[] {
  return db.all('SELECT number, text FROM client_notes WHERE number IN (SELECT value FROM json_each(?))', [
    JSON.stringify(numbers),
  ]);
}

export const notes = { putOnRecord, putOnClient, ofClients };
