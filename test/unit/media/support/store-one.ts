import { Failure } from '../../../../src-main/contract/errors.ts';
import { MediaStore } from '../../../../src-main/media/store.ts';
import { keyHex, pieces, wavOf } from './stored.ts';

/** Stores one large file, and says how that went. */
const [folder = ''] = process.argv.slice(2);
const store = await MediaStore.open({ folder, keyHex, limitBytes: 1e9, nowMs: () => Date.now() });
const outcome = await store.put('large', pieces(wavOf('large', 1_000_000))).then(
  () => 'stored',
  (error: unknown) => (error instanceof Failure ? error.code : String(error)),
);
process.stdout.write(outcome);
