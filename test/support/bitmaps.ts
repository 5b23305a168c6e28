import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface Bitmap {
  width: number;
  height: number;
  /** A line after the other; 0 is black, 255 white. */
  dots: Uint8Array;
}

/** See test/fixtures/faxes/README.md. */
export const faxFixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/faxes/${name}`, import.meta.url));

/** A page as libtiff has it. */
export function readBitmap(name: 'letter' | 'offer-1' | 'request'): Bitmap {
  const pbm = gunzipSync(faxFixture(`${name}.pbm.gz`));
  const [head = '', width, height] = /^P4\n(\d+) (\d+)\n/.exec(pbm.toString('latin1', 0, 30)) ?? [];
  const bits = pbm.subarray(head.length);
  return bitmap(Number(width), Number(height), (x, y) => {
    const at = y * Number(width) + x;
    return (bits[at >> 3]! & (0x80 >> (at & 7))) !== 0;
  });
}

export function bitmap(width: number, height: number, isBlack: (x: number, y: number) => boolean): Bitmap {
  const dots = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) dots[y * width + x] = isBlack(x, y) ? 0 : 255;
  return { width, height, dots };
}

/** So many fields across and down. */
const fields = 32;

/** How grey each field of the page is: what of it remains at every size. 0 is black, 255 white. */
export function greysOf({ width, height, dots }: Bitmap): number[] {
  const sums = new Float64Array(fields * fields);
  const counts = new Float64Array(fields * fields);
  for (let y = 0; y < height; y += 1) {
    const down = Math.floor((y / height) * fields) * fields;
    for (let x = 0; x < width; x += 1) {
      const field = down + Math.floor((x / width) * fields);
      sums[field]! += dots[y * width + x]!;
      counts[field]! += 1;
    }
  }
  return Array.from(sums, (sum, field) => sum / counts[field]!);
}
