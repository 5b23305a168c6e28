import type { PageSize } from './pages/messages.ts';

export type Rotation = 0 | 90 | 180 | 270;
export type Fit = 'width' | 'page';

/** CSS pixels of a point: a sheet at 100 % is as large on the screen as on the desk, as far as the screen tells. */
const pixelsPerPoint = 96 / 72;
/** Between two pages, and around them. */
export const pageGap = 12;
export const zoomBounds = { least: 0.1, most: 5 };
const steps = [0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5];

/** The next larger or smaller of the usual steps. */
export function zoomStep(zoom: number, direction: 1 | -1): number {
  const near = 0.01;
  const next =
    direction === 1 ? steps.find((step) => step > zoom + near) : steps.findLast((step) => step < zoom - near);
  return next ?? zoom;
}

/** How large a page is on the screen, in CSS pixels. */
export function shownSize({ width, height }: PageSize, zoom: number, rotation: Rotation): PageSize {
  const scale = pixelsPerPoint * zoom;
  const lying = rotation === 90 || rotation === 270;
  return { width: (lying ? height : width) * scale, height: (lying ? width : height) * scale };
}

/** At which zoom the widest of the pages, or the whole of one page, is seen without scrolling. */
export function zoomToFit(fit: Fit, pages: readonly PageSize[], view: PageSize, rotation: Rotation): number {
  const sizes = pages.map((page) => shownSize(page, 1, rotation));
  const widest = Math.max(1, ...sizes.map(({ width }) => width));
  const tallest = Math.max(1, ...sizes.map(({ height }) => height));
  const toWidth = (view.width - 2 * pageGap) / widest;
  const zoom = fit === 'width' ? toWidth : Math.min(toWidth, (view.height - 2 * pageGap) / tallest);
  return Math.min(zoomBounds.most, Math.max(zoomBounds.least, zoom));
}

/** Where each page begins, from the top of the first's margin; the last number is where all of them end. */
export function topsOf(heights: readonly number[]): number[] {
  return heights.reduce<number[]>((tops, height) => [...tops, (tops.at(-1) ?? 0) + height + pageGap], [pageGap]);
}

/** The page at that height; between two, the one above. */
export function pageAt(tops: readonly number[], y: number): number {
  const last = Math.max(0, tops.length - 2);
  const after = tops.findIndex((top) => top > y);
  return after === -1 ? last : Math.min(last, Math.max(0, after - 1));
}

/** Pixels of a picture for each point of the page: as many as the screen shows, and no more than there may be. */
export function drawnScale(page: PageSize, zoom: number, devicePixels: number, mostPixels: number): number {
  const wanted = pixelsPerPoint * zoom * devicePixels;
  return Math.min(wanted, Math.sqrt(mostPixels / (page.width * page.height)));
}

/** The same for a printer: 200 dots an inch, fewer where there are many pages, so that all of them have room in memory. */
export function printedScale(pages: readonly PageSize[]): number {
  const mostPixels = 100_000_000;
  const area = pages.reduce((sum, { width, height }) => sum + width * height, 0);
  return Math.min(200 / 72, Math.sqrt(mostPixels / Math.max(1, area)));
}
