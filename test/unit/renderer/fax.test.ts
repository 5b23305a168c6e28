import { describe, expect, it } from 'vitest';
import type { MediaView } from '../../../src-main/contract/model.ts';
import { Fax, type PagesSource } from '../../../src-renderer/media/fax.svelte.ts';
import { PagesFailure, type PagesProblem, type PageSize } from '../../../src-renderer/media/pages/messages.ts';
import { fakeBridge, refuse } from './fake-bridge.ts';
import { pending } from './pending.ts';

const a4: PageSize = { width: 595, height: 842 };
const pages: MediaView = { of: 'pages', type: 'image/tiff', sizeBytes: 50_000 };
const mm = (pixels: number) => Math.round((pixels / 96) * 25.4);

function viewer(sizes: PageSize[] | PagesProblem = [a4, a4, a4], answers: Parameters<typeof fakeBridge>[0] = {}) {
  const main = fakeBridge({ 'media.fetch': () => pages, ...answers });
  const opened: string[] = [];
  let closed = 0;
  const source: PagesSource = {
    open: () => (typeof sizes === 'string' ? Promise.reject(new PagesFailure(sizes)) : Promise.resolve(sizes)),
    draw: () => Promise.reject(new PagesFailure('damaged')),
    close: () => void (closed += 1),
  };
  const fax = new Fax({
    mediaId: 'fax~1',
    ask: main.ask,
    listen: main.listen,
    newPages: (address, type) => {
      opened.push(`${type} ${address}`);
      return source;
    },
  });
  fax.view = { width: 424, height: 424 };
  return { fax, main, opened, closed: () => closed };
}

describe('a fax', () => {
  it('is fetched, and its pages counted', async () => {
    const { fax, opened } = viewer();
    await Promise.all([fax.open(), fax.open()]);
    expect(opened).toEqual(['image/tiff sputnik-media://fax/fax~1']);
    expect(fax).toMatchObject({ opening: false, problem: null, current: 0 });
    expect(fax.pages).toHaveLength(3);
  });

  it('that cannot be fetched is not opened, and can be tried again', async () => {
    let answer: () => MediaView = refuse('network', { reason: 'refused' });
    const { fax, opened } = viewer([a4], { 'media.fetch': () => answer() });
    await fax.open();
    expect(fax).toMatchObject({ file: { error: { code: 'network' } }, opening: false });
    expect(opened).toEqual([]);
    answer = () => pages;
    await fax.open();
    expect(fax.pages).toHaveLength(1);
  });

  it.each<PagesProblem>(['damaged', 'unsupported', 'too-long', 'too-large', 'locked'])(
    'that is %s says so',
    async (problem) => {
      const { fax } = viewer(problem);
      await fax.open();
      expect(fax).toMatchObject({ problem, opening: false, pages: [] });
    },
  );

  it('larger than any fax is not even decoded', async () => {
    const { fax, opened } = viewer([a4], { 'media.fetch': () => ({ ...pages, sizeBytes: 1e9 }) });
    await fax.open();
    expect(fax.problem).toBe('too-large');
    expect(opened).toEqual([]);
  });

  it('is let go of, also while it is still on its way', async () => {
    const fetched = pending<MediaView>();
    const { fax, main, opened } = viewer([a4], {
      'media.fetch': () => fetched.promise,
      'media.cancel': () => undefined,
    });
    const opening = fax.open();
    fax.close();
    fetched.resolve(pages);
    await opening;
    expect(main.inputsOf('media.cancel')).toHaveLength(1);
    expect(main.listening()).toBe(0);
    expect(opened).toEqual([]);
  });

  it('shows a sheet at 100 % as large as it was', async () => {
    const { fax } = viewer([a4]);
    await fax.open();
    while (fax.zoom < 1) fax.zoomBy(1);
    expect(fax.zoom).toBe(1);
    expect([mm(fax.sizes[0]!.width), mm(fax.sizes[0]!.height)]).toEqual([210, 297]);
  });

  it('fits the widest page into the width, or a whole page into the view, also when turned', async () => {
    const { fax } = viewer([a4, { width: 842, height: 595 }]);
    await fax.open();
    expect(Math.max(...fax.sizes.map(({ width }) => Math.round(width)))).toBe(400);
    fax.fitTo('page');
    expect(Math.max(...fax.sizes.map(({ height }) => Math.round(height)))).toBe(400);
    fax.rotate();
    expect(Math.max(...fax.sizes.map(({ width }) => Math.round(width)))).toBe(400);
    const upright = fax.sizes.map(({ height, width }) => height > width);
    expect(upright).toEqual([false, true]);
    for (let turn = 0; turn < 3; turn += 1) fax.rotate();
    expect(fax.rotation).toBe(0);
  });

  it('keeps the chosen zoom when the window changes, and never leaves its bounds', async () => {
    const { fax } = viewer();
    await fax.open();
    for (let step = 0; step < 40; step += 1) fax.zoomBy(1);
    expect(fax.zoom).toBe(5);
    fax.view = { width: 900, height: 900 };
    expect(fax).toMatchObject({ zoom: 5, fit: null });
    fax.zoomTimes(1e-9);
    expect(fax.zoom).toBe(0.1);
    fax.fitTo('width');
    expect(Math.round(fax.sizes[0]!.width)).toBe(876);
  });

  it('knows the page that is looked at, and turns to its neighbours', async () => {
    const { fax } = viewer();
    await fax.open();
    const height = fax.sizes[0]!.height + 12;
    fax.scrolledTo(height * 1.1);
    expect(fax.current).toBe(1);
    expect(fax.turn(1)).toBeCloseTo(height * 2);
    expect(fax.turn(1)).toBeCloseTo(height * 2);
    expect(fax.turn(-2)).toBe(0);
    expect(fax.turn(-1)).toBe(0);
    fax.scrolledTo(fax.tops.at(-1)! - 424);
    expect(fax.current).toBe(2);
  });
});
