import { migrations } from '../../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../../src-main/cache/open.ts';
import { queries } from '../../../../src-main/cache/queries/all.ts';
import { batchAt, batchSize } from './batches.ts';

// Run as a process of its own: takes in a batch of records and marks one of them, and tells of each once it is on the disk.

const [file = '', keyHex = '', from = '0'] = process.argv.slice(2);
const { db } = openCache({ file, keyHex }, migrations, 0);

let n = Number(from);
const write = () => {
  const { added } = queries.records.ingest(db, { records: batchAt(n), nowMs: n, waitingSinceMs: 0 });
  if (added.length !== batchSize) throw new Error(`batch ${n} was there before`);
  queries.inbox.done(db, [{ kind: 'record', id: added[0] ?? 0 }], n);
  process.send?.(n++);
  setImmediate(write);
};
write();
