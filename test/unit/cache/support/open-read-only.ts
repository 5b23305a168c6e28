import { migrations } from '../../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../../src-main/cache/open.ts';
import { Failure } from '../../../../src-main/contract/errors.ts';

// Run as a process of its own: opens the file as a user without any rights and reports the failure.

const [file = '', keyHex = ''] = process.argv.slice(2);
openCache({ file: ':memory:', keyHex }, migrations, 0).db.close(); // loads the native module while it can be read
if (process.getuid?.() === 0) process.setuid?.(65534);
try {
  openCache({ file, keyHex }, migrations, 0);
  process.send?.('opened');
} catch (error) {
  process.send?.(error instanceof Failure ? error.code : String(error));
}
process.disconnect();
