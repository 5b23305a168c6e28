import { migrations } from '../../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../../src-main/cache/open.ts';
import { byStatement } from './statements.ts';

// Run as a process of its own: brings a file of the version before to that version, and is killed before the given statement.

const [file = '', keyHex = '', version = '', last = ''] = process.argv.slice(2);
const killedAt = (statement: number) => {
  if (statement === Number(last)) process.kill(process.pid, 'SIGKILL');
};
const before = migrations.slice(0, Number(version) - 1);
openCache({ file, keyHex }, [...before, byStatement(migrations[before.length]!, killedAt)], 0);
