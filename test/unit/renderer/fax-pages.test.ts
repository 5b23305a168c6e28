import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnScale, pageAt, printedScale, topsOf, zoomStep } from '../../../src-renderer/media/page-geometry.ts';
import { pageLimits } from '../../../src-renderer/media/pages/limits.ts';
import { PagesFailure, type Answer, type Question } from '../../../src-renderer/media/pages/messages.ts';
import { resample } from '../../../src-renderer/media/pages/resample.ts';
import { readTiff } from '../../../src-renderer/media/pages/tiff-head.ts';
import { WorkerPages, type PagesWorker } from '../../../src-renderer/media/pages/worker-pages.ts';

const demoFile = (name: string) => {
  const bytes = readFileSync(fileURLToPath(new URL(`../../../resources/demo/${name}`, import.meta.url)));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
};
const mm = (points: number) => Math.round((points / 72) * 25.4);

type Entry = [tag: number, ...values: number[]];
const usual: Entry[] = [
  [256, 1728],
  [257, 1100],
  [259, 4],
  [273, 8],
  [279, 10],
];

/** A TIFF of directories one after the other; `next` leads the last one somewhere. */
function tiff(directories: Entry[][], { next = 0, big = false } = {}): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(4096));
  view.setUint32(0, big ? 0x4d4d002a : 0x49492a00);
  let at = 64;
  view.setUint32(4, at, !big);
  directories.forEach((entries, index) => {
    view.setUint16(at, entries.length, !big);
    entries.forEach(([tag, ...values], entry) => {
      const from = at + 2 + entry * 12;
      view.setUint16(from, tag, !big);
      view.setUint16(from + 2, 4, !big);
      view.setUint32(from + 4, values.length, !big);
      view.setUint32(from + 8, values[0] ?? 0, !big);
    });
    const end = at + 2 + entries.length * 12;
    view.setUint32(end, index === directories.length - 1 ? next : end + 4, !big);
    at = end + 4;
  });
  return view.buffer;
}
const changed = (...changes: Entry[]) => [
  ...usual.filter(([tag]) => !changes.some(([other]) => other === tag)),
  ...changes,
];
const problemOf = (read: () => unknown) => {
  try {
    read();
    return null;
  } catch (error) {
    return error instanceof PagesFailure ? error.problem : error;
  }
};

describe('the pages of a TIFF file', () => {
  it.each(['offer.tiff', 'invoice.tiff', 'request.tiff'])('are as large as the sheets were: %s', (name) => {
    for (const { size } of readTiff(demoFile(name), pageLimits)) {
      expect(mm(size.width)).toBeGreaterThan(210);
      expect(mm(size.width)).toBeLessThan(230);
      expect(mm(size.height)).toBe(297);
    }
  });

  it('are read in either order of bytes, as many as there are', () => {
    for (const big of [false, true]) {
      const pages = readTiff(tiff([usual, usual, usual], { big }), pageLimits);
      expect(pages.map(({ pixels }) => pixels)).toEqual(Array(3).fill({ width: 1728, height: 1100 }));
    }
  });

  it('without a resolution are taken for what a fax machine sends', () => {
    const sizes = [1100, 2200].map((height) => readTiff(tiff([changed([257, height])]), pageLimits)[0]!.size);
    expect(sizes.map(({ height }) => mm(height))).toEqual([285, 285]);
  });

  it('end where the chain bites its own tail', () => {
    expect(readTiff(tiff([usual, usual], { next: 64 }), pageLimits)).toHaveLength(2);
  });

  it.each<[string, Entry[]]>([
    ['no width', [[256, 0]]],
    ['no strips', [[273]]],
    ['more strips than lengths', [[273, 8, 8]]],
  ])('with %s are damaged', (_, changes) => {
    expect(problemOf(() => readTiff(tiff([changed(...changes)]), pageLimits))).toBe('damaged');
  });

  it('in a compression that no fax has are not supported, and not decoded', () => {
    expect(problemOf(() => readTiff(tiff([changed([259, 34_712])]), pageLimits))).toBe('unsupported');
  });

  it.each<[string, Entry[]]>([
    // A file of some hundred bytes would have the decoder make a tile of 2 GB.
    [
      'tiles',
      [
        [322, 60_000],
        [323, 60_000],
      ],
    ],
    ['tiles alone', [[273], [279], [322, 64], [323, 64], [324, 8]]],
    // Of cameras: with these the decoder works out by itself how many bits a dot has.
    [
      'the colours of a raw photo',
      [
        [262, 32_803],
        [278, 1],
        [259, 1],
      ],
    ],
    ['more than a byte a sample', [[258, 16]]],
    ['no bit a sample', [[258, 0]]],
    ['five samples', [[277, 5]]],
  ])('with %s are not supported, and not decoded', (_, changes) => {
    expect(problemOf(() => readTiff(tiff([changed(...changes)]), pageLimits))).toBe('unsupported');
  });

  it('give the decoder nothing but what a fax has', () => {
    const raw: Entry[] = [
      [2, 9],
      [45, 6],
      [271, 80],
      [324, 8],
      [347, 1],
      [33_422, 1],
      [50_885, 4],
    ];
    const [page] = readTiff(tiff([changed(...raw, [266, 2], [292, 4])]), pageLimits);
    expect([...page!.tags.keys()].sort((a, b) => a - b)).toEqual([256, 257, 259, 266, 273, 279, 292]);
  });

  it('with more values than a fax has are refused before they are read', () => {
    const strips = 18_000;
    const file = new DataView(new ArrayBuffer(strips * 4 + 500 * 64));
    file.setUint32(0, 0x4d4d002a);
    let at = strips * 4;
    file.setUint32(4, at);
    for (let page = 0; page < 400; page += 1) {
      file.setUint16(at, 4);
      const entries = [
        [256, 1, 1728],
        [257, 1, 1100],
        [273, strips, 8],
        [279, strips, 8],
      ];
      entries.forEach((words, entry) => {
        file.setUint32(at + 2 + entry * 12, words[0]! * 65_536 + 4);
        file.setUint32(at + 6 + entry * 12, words[1]!);
        file.setUint32(at + 10 + entry * 12, words[2]!);
      });
      file.setUint32(at + 50, page === 399 ? 0 : at + 54);
      at += 54;
    }
    const began = performance.now();
    expect(problemOf(() => readTiff(file.buffer, pageLimits))).toBe('too-large');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('that lead out of the file are damaged', () => {
    for (const next of [4094, 0xffff_fff0]) {
      expect(problemOf(() => readTiff(tiff([usual], { next }), pageLimits))).toBe('damaged');
    }
    expect(problemOf(() => readTiff(new ArrayBuffer(3), pageLimits))).toBe('damaged');
  });

  it('too many, or too large, are refused before they are decoded', () => {
    const limits = { ...pageLimits, pages: 2 };
    expect(problemOf(() => readTiff(tiff([usual, usual, usual]), limits))).toBe('too-large');
    expect(problemOf(() => readTiff(tiff([changed([256, 60_000], [257, 60_000])]), pageLimits))).toBe('too-large');
  });

  it('never read longer than the file is, whatever its bytes', () => {
    const good = new Uint8Array(demoFile('request.tiff')).slice(-4000);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 400 }), fc.nat(3000), (noise, at) => {
        const bytes = new Uint8Array(tiff([usual]));
        bytes.set(good.subarray(0, 200), 200);
        bytes.set(noise, Math.min(at, bytes.length - noise.length));
        bytes.set([0x49, 0x49, 0x2a, 0], 0);
        const problem = problemOf(() => {
          for (const { tags } of readTiff(bytes.buffer, pageLimits))
            tags.get(279)?.forEach((length, strip) => {
              expect(length + Math.min(bytes.length, tags.get(273)?.[strip] ?? 0)).toBeLessThanOrEqual(bytes.length);
            });
        });
        expect([null, 'damaged', 'unsupported', 'too-large']).toContain(problem);
      }),
    );
  });
});

describe('a picture in another size', () => {
  const lined = (width: number, height: number) => {
    const samples = new Uint8Array(width * height).fill(255);
    for (let y = 0; y < height; y += 1) samples[y * width + 4] = 0;
    return { width, height, channels: 1, samples };
  };
  const mean = ({ samples }: { samples: ArrayLike<number> }) =>
    Array.from(samples).reduce((sum, sample) => sum + sample, 0) / samples.length;

  it('keeps the thinnest strokes, as grey', () => {
    const small = resample(lined(40, 40), 9, 9);
    expect(small.samples).toHaveLength(81);
    expect(Math.min(...small.samples)).toBeLessThan(230);
    expect(mean(small)).toBeCloseTo(mean(lined(40, 40)), -1);
  });

  it('keeps white white and black black, larger or smaller, one direction or both', () => {
    for (const value of [0, 255]) {
      const plain = { width: 20, height: 10, channels: 3, samples: new Uint8Array(600).fill(value) };
      for (const [width, height] of [
        [7, 30],
        [50, 3],
        [1, 1],
      ] as const) {
        const { samples } = resample(plain, width, height);
        expect(samples).toHaveLength(width * height * 3);
        expect(new Set(samples)).toEqual(new Set([value]));
      }
    }
  });

  it('keeps colours apart', () => {
    const red = {
      width: 2,
      height: 2,
      channels: 3,
      samples: Uint8Array.from([255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0]),
    };
    expect([...resample(red, 1, 1).samples]).toEqual([255, 0, 0]);
  });
});

describe('the geometry of pages', () => {
  it('steps through the usual zooms from wherever it is', () => {
    expect([zoomStep(0.59, 1), zoomStep(0.59, -1), zoomStep(1, 1), zoomStep(5, 1), zoomStep(0.1, -1)]).toEqual([
      0.67, 0.5, 1.25, 5, 0.1,
    ]);
  });

  it('finds the page at a height', () => {
    const tops = topsOf([100, 200]);
    expect(tops).toEqual([12, 124, 336]);
    expect([0, 12, 123, 124, 9999].map((y) => pageAt(tops, y))).toEqual([0, 0, 0, 1, 1]);
  });

  it('draws as many pixels as the screen has, and never more than there may be', () => {
    const page = { width: 600, height: 800 };
    expect(drawnScale(page, 1, 2, 16e6)).toBeCloseTo(2.667, 2);
    const scale = drawnScale(page, 5, 3, 16e6);
    expect(600 * 800 * scale ** 2).toBeCloseTo(16e6, -3);
    expect(printedScale([page]) * 72).toBe(200);
    const many = Array<typeof page>(500).fill(page);
    expect(500 * 600 * 800 * printedScale(many) ** 2).toBeLessThanOrEqual(100_000_001);
  });
});

/** A worker that answers as told, if at all. */
class FakeWorker extends EventTarget {
  terminated = false;
  readonly #answer: (asked: Question) => Partial<Answer> | null;

  constructor(answer: (asked: Question) => Partial<Answer> | null) {
    super();
    this.#answer = answer;
  }

  postMessage(asked: Question): void {
    const answer = this.#answer(asked);
    const data = { question: asked.question, ...answer };
    if (answer) queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data })));
  }

  terminate(): void {
    this.terminated = true;
  }
}

describe('the worker that decodes pages', () => {
  const sizes = [{ width: 600, height: 800 }];
  const picture = { width: 1, height: 1 } as ImageBitmap;

  function workers(answer: (asked: Question, worker: number) => Partial<Answer> | null) {
    const made: FakeWorker[] = [];
    const pages = new WorkerPages({
      address: 'sputnik-media://fax/1',
      type: 'image/tiff',
      limits: { openMs: 40, drawMs: 40 },
      newWorker: () => {
        const index = made.length;
        const worker = new FakeWorker((asked) => answer(asked, index));
        made.push(worker);
        return worker as unknown as PagesWorker;
      },
    });
    return { made, pages };
  }

  it('opens the file once, and draws page after page', async () => {
    const asked: string[] = [];
    const { made, pages } = workers((question) => {
      asked.push(question.ask);
      return question.ask === 'open' ? { sizes } : { picture };
    });
    expect(await pages.open()).toEqual(sizes);
    expect(await Promise.all([pages.draw(0, 1), pages.draw(0, 2)])).toEqual([picture, picture]);
    expect(asked).toEqual(['open', 'draw', 'draw']);
    pages.close();
    expect(made.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('that hangs on opening is ended, and says so within its time', async () => {
    const { made, pages } = workers(() => null);
    const began = performance.now();
    await expect(pages.open()).rejects.toMatchObject({ problem: 'too-long' });
    expect(performance.now() - began).toBeLessThan(1000);
    expect(made.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('that hangs on one page is ended; another draws the others', async () => {
    const { made, pages } = workers((question) => {
      if (question.ask === 'open') return { sizes };
      return question.page === 1 ? null : { picture };
    });
    await pages.open();
    const drawn = await Promise.allSettled([pages.draw(0, 1), pages.draw(1, 1), pages.draw(2, 1)]);
    expect(drawn.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(made.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('goes on after a damaged page', async () => {
    const { made, pages } = workers((question) => {
      if (question.ask === 'open') return { sizes };
      return question.page === 0 ? { problem: 'damaged' } : { picture };
    });
    await pages.open();
    await expect(pages.draw(0, 1)).rejects.toMatchObject({ problem: 'damaged' });
    await expect(pages.draw(1, 1)).resolves.toBe(picture);
    expect(made).toHaveLength(1);
  });

  it('is not asked for what nobody wants any more', async () => {
    const asked: number[] = [];
    const { pages } = workers((question) => {
      if (question.ask === 'open') return { sizes };
      asked.push(question.page);
      return { picture };
    });
    await pages.open();
    const control = new AbortController();
    const passed = pages.draw(7, 1, control.signal);
    control.abort();
    await expect(passed).rejects.toMatchObject({ name: 'AbortError' });
    await pages.draw(8, 1);
    expect(asked).toEqual([8]);
  });

  it('that breaks down is told as a damaged file', async () => {
    const { made, pages } = workers(() => {
      queueMicrotask(() => made[0]?.dispatchEvent(new Event('error')));
      return null;
    });
    await expect(pages.open()).rejects.toMatchObject({ problem: 'damaged' });
  });
});
