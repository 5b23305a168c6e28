import { migrations } from '../../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../../src-main/cache/open.ts';
import { byStatement } from './statements.ts';

// Run as a process of its own: brings a file of the first version to the second and is killed before the given statement.

const [file = '', keyHex = '', last = ''] = process.argv.slice(2);
const killedAt = (statement: number) => {
  if (statement === Number(last)) process.kill(process.pid, 'SIGKILL');
};
openCache({ file, keyHex }, [migrations[0]!, byStatement(migrations[1]!, killedAt)], 0);
