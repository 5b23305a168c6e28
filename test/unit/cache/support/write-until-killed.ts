import { migrations } from '../../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../../src-main/cache/open.ts';
import { queries } from '../../../../src-main/cache/queries/all.ts';

// Run as a process of its own: writes an order and a contact at a time, and tells of each once both are on the disk.

const [file = '', keyHex = '', from = '0'] = process.argv.slice(2);
const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

if (process.env.BEFORE_OPEN) process.send?.('about to open');
const { db } = openCache({ file, keyHex }, migrations, 0);

let n = Number(from);
const write = () => {
  db.transaction(() => {
    queries.contacts.insert(
      db,
      { id: uuid(n), name: `Контакт-${n}-`, company: '', note: '', favourite: false, numbers: [] },
      0,
    );
    queries.orders.insert(db, {
      id: uuid(n),
      kind: 'client',
      number: '+74951234567',
      extension: '101',
      name: `Заказ ${n}`,
      contactId: null,
      ringFirst: 'me',
      tries: 3,
      pauseSeconds: 300,
      delaySeconds: null,
      startsAtMs: null,
      orderedAtMs: n,
      holdUntilMs: null,
      sentAtMs: null,
      phase: 'ordered',
      taskId: null,
      lastTaskBefore: null,
      error: null,
      snapshot: null,
      settledAtMs: null,
      dismissed: false,
    });
  });
  process.send?.(n++);
  setImmediate(write);
};
write();
