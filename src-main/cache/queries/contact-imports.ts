import type { InterruptedImport } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import type { Act } from './contact-changes.ts';

/** An import begins: from now on, until `end`, it is one that was cut off. */
export function begin(db: Db, act: Act, { fileName, rowCount }: { fileName: string; rowCount: number }): void {
  db.run('INSERT INTO contact_imports (act, file_name, row_count, taken, begun_at) VALUES (?, ?, ?, 0, ?)', [
    act.id,
    fileName,
    rowCount,
    act.nowMs,
  ]);
}

/** So many more rows are in the contacts; within the transaction that puts them there. */
export function advance(db: Db, actId: string, rows: number): void {
  db.run('UPDATE contact_imports SET taken = taken + ? WHERE act = ?', [rows, actId]);
}

/** Nothing is left to be told of it; of a file that came in whole, nor of earlier attempts. */
export function end(db: Db, actId: string, whole: boolean): void {
  db.run(
    `DELETE FROM contact_imports WHERE act = :actId
       OR (:whole AND file_name = (SELECT file_name FROM contact_imports WHERE act = :actId))`,
    { actId, whole: whole ? 1 : 0 },
  );
}

/** The last that was cut off, but for the one that is under way; null: none. */
export function interrupted(db: Db, underWay: string | null): InterruptedImport | null {
  const row = db.get<Omit<InterruptedImport, 'undoable'> & { undoable: 0 | 1 }>(
    `SELECT act AS id, file_name AS fileName, row_count AS rowCount, taken,
       EXISTS (SELECT 1 FROM contact_changes WHERE contact_changes.act = contact_imports.act) AS undoable
     FROM contact_imports WHERE act IS NOT ? ORDER BY begun_at DESC, act LIMIT 1`,
    [underWay],
  );
  return row && { ...row, undoable: row.undoable === 1 };
}
