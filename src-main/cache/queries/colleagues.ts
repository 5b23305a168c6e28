import type { Member } from '../../contract/model.ts';
import type { Db } from '../db.ts';
import { fold } from '../search-text.ts';

export type Colleague = Pick<Member, 'id' | 'extension' | 'name'>;

function list(db: Db): Colleague[] {
  return db.all<Colleague>('SELECT id, extension, name FROM colleagues ORDER BY id');
}

/** These, and nobody else any more. */
function put(db: Db, colleagues: readonly Colleague[]): void {
  db.transaction(() => {
    db.run('DELETE FROM colleagues');
    for (const { id, extension, name } of colleagues)
      db.run('INSERT OR REPLACE INTO colleagues VALUES (?, ?, ?, ?)', [id, extension, name, fold(name)]);
  });
}

export const colleagues = { list, put };
