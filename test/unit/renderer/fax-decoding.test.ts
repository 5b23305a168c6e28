import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pageLimits } from '../../../src-renderer/media/pages/limits.ts';
import { openTiff } from '../../../src-renderer/media/pages/tiff-pages.ts';
import { bitmap, faxFixture, readBitmap, type Bitmap } from '../../support/bitmaps.ts';

const letter = readBitmap('letter');

/** Line n begins with a run of n dots. */
const everyRun = () => bitmap(1728, 1728, (x, y) => x < y === (y % 2 === 0));

/** As the page is drawn when the window has a pixel for each of its dots: these have 200 an inch. */
async function drawn(pages: ReturnType<typeof openTiff>, index: number): Promise<Bitmap> {
  const { width, height, data } = (await pages.draw(index, 200 / 72)) as unknown as ImageData;
  const dots = new Uint8Array(width * height);
  for (let at = 0; at < dots.length; at += 1) {
    const [red = -1, green, blue, alpha] = data.subarray(at * 4, at * 4 + 4);
    dots[at] = red === green && red === blue && alpha === 255 ? red : 127;
  }
  return { width, height, dots };
}

function expectSame(seen: Bitmap, meant: Bitmap): void {
  expect([seen.width, seen.height]).toEqual([meant.width, meant.height]);
  const firstWrong = meant.dots.findIndex((dot, at) => dot !== seen.dots[at]);
  const [x, y] = [firstWrong % meant.width, Math.floor(firstWrong / meant.width)];
  expect(firstWrong, `first wrong dot: ${x}, ${y}`).toBe(-1);
}

describe('a fax is decoded dot for dot', () => {
  // The only parts that Node lacks: what holds the pixels.
  beforeAll(() => {
    vi.stubGlobal('ImageData', function ImageData(data: Uint8ClampedArray, width: number, height: number) {
      return { data, width, height };
    });
    vi.stubGlobal('createImageBitmap', (image: ImageData) => Promise.resolve(image));
  });
  afterAll(() => void vi.unstubAllGlobals());

  it.each([
    ['Group 3, each line for itself', 'g3-1d', 2],
    ['Group 3, lines told by the one above', 'g3-2d', 2],
    ['Group 4', 'g4', 2],
    ['Group 3 with aligned ends of lines, bits in the other order', 'g3-1d-lsb-aligned', 1],
    ['Group 3 by the line above, bits in the other order', 'g3-2d-lsb', 1],
    ['Group 4, bits in the other order, numbers too', 'g4-lsb-big-endian', 1],
    ['Group 4 in a single strip, black told by zero', 'g4-one-strip-min-is-black', 1],
  ])('%s', async (_, name, count) => {
    const bytes = faxFixture(`${name}.tiff`);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const pages = openTiff(file, pageLimits);
    expect(pages.sizes).toHaveLength(count);
    expectSame(await drawn(pages, 0), letter);
    if (count > 1) expectSame(await drawn(pages, 1), everyRun());
  });
});
