import type { Ask, Listen } from '../bridge.ts';
import { Fetching } from './fetching.svelte.ts';
import { faxAddress } from './media-address.ts';
import {
  pageAt,
  shownSize,
  topsOf,
  zoomBounds,
  zoomStep,
  zoomToFit,
  type Fit,
  type Rotation,
} from './page-geometry.ts';
import { pageLimits } from './pages/limits.ts';
import { PagesFailure, type PageSize, type PagesProblem } from './pages/messages.ts';
import type { WorkerPages } from './pages/worker-pages.ts';

export type PagesSource = Pick<WorkerPages, 'open' | 'draw' | 'close'>;

export interface FaxOptions {
  mediaId: string;
  ask: Ask;
  listen: Listen;
  newPages: (address: string, type: string) => PagesSource;
}

/** The pages of one fax, and how they are looked at. */
export class Fax {
  /** In points, as the sheets were; empty: not open yet. */
  pages: readonly PageSize[] = $state.raw([]);
  opening: boolean = $state(false);
  problem: PagesProblem | null = $state(null);
  /** Null: the person chose a zoom. */
  fit: Fit | null = $state('width');
  rotation: Rotation = $state(0);
  /** Of the pages, from 0. */
  current: number = $state(0);
  /** Of the part of the window in which they scroll, CSS pixels. */
  view: PageSize = $state.raw({ width: 0, height: 0 });
  #chosenZoom: number = $state(1);

  readonly zoom: number = $derived.by(() =>
    this.fit === null ? this.#chosenZoom : zoomToFit(this.fit, this.pages, this.view, this.rotation),
  );
  readonly sizes: readonly PageSize[] = $derived.by(() =>
    this.pages.map((page) => shownSize(page, this.zoom, this.rotation)),
  );
  readonly tops: readonly number[] = $derived.by(() => topsOf(this.sizes.map(({ height }) => height)));

  readonly file: Fetching;
  readonly #options: FaxOptions;
  #source: PagesSource | null = null;
  #closed = false;

  constructor(options: FaxOptions) {
    this.#options = options;
    this.file = new Fetching(options.ask, options.listen, options.mediaId);
  }

  /** Fetches the fax and counts its pages; what goes wrong is in `file.error` or `problem`. */
  async open(): Promise<void> {
    if (this.opening || this.pages.length > 0) return;
    this.opening = true;
    this.problem = null;
    try {
      if (!(await this.file.fetch()) || this.#closed) return;
      const { type = '', sizeBytes = 0 } = this.file.view ?? {};
      if (sizeBytes > pageLimits.fileBytes) throw new PagesFailure('too-large');
      this.#source?.close();
      this.#source = this.#options.newPages(faxAddress(this.#options.mediaId), type);
      this.pages = await this.#source.open();
    } catch (error) {
      this.problem = error instanceof PagesFailure ? error.problem : 'damaged';
    } finally {
      this.opening = false;
    }
  }

  /** Rejects with a `PagesFailure`, or as the signal tells. The picture is the caller's to close. */
  draw(page: number, pixelsPerPoint: number, signal?: AbortSignal): Promise<ImageBitmap> {
    return this.#source?.draw(page, pixelsPerPoint, signal) ?? Promise.reject(new PagesFailure('damaged'));
  }

  /** To the next of the usual steps. */
  zoomBy(direction: 1 | -1): void {
    this.#zoomTo(zoomStep(this.zoom, direction));
  }

  /** By a factor, as the wheel does. */
  zoomTimes(factor: number): void {
    this.#zoomTo(this.zoom * factor);
  }

  fitTo(fit: Fit): void {
    this.fit = fit;
  }

  rotate(): void {
    this.rotation = ((this.rotation + 90) % 360) as Rotation;
  }

  /** Where the page before or after the current one begins; it becomes the current one. */
  turn(pages: number): number {
    this.current = Math.min(this.pages.length - 1, Math.max(0, this.current + pages));
    return (this.tops[this.current] ?? 0) - (this.tops[0] ?? 0);
  }

  /** The person scrolled so far: the page in the upper part of what is seen is the current one; at the end, the last. */
  scrolledTo(top: number): void {
    if (this.pages.length === 0) return;
    const atEnd = top > 0 && top + this.view.height >= (this.tops.at(-1) ?? 0) - 1;
    this.current = atEnd ? this.pages.length - 1 : pageAt(this.tops, top + this.view.height / 3);
  }

  close(): void {
    this.#closed = true;
    this.#source?.close();
    this.file.close();
  }

  #zoomTo(zoom: number): void {
    this.#chosenZoom = Math.min(zoomBounds.most, Math.max(zoomBounds.least, zoom));
    this.fit = null;
  }
}
