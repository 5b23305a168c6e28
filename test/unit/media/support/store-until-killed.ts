import { MediaStore } from '../../../../src-main/media/store.ts';
import { keyHex, pieces, wavOf } from './stored.ts';

/** Stores one file after the other, telling of each that is stored, until it is killed. */
const [folder = '', from = '0'] = process.argv.slice(2);
const store = await MediaStore.open({ folder, keyHex, limitBytes: 1e9, nowMs: () => Date.now() });
process.send?.(Number(from) - 1);
for (let n = Number(from); ; n++) {
  await store.put(`record-${n}`, pieces(wavOf(String(n), 150_000)));
  process.send?.(n);
}
