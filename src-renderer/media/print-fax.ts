import type { Fax } from './fax.svelte.ts';
import { paint } from './paint.ts';
import { printedScale } from './page-geometry.ts';

/** The pages for paper, each upright, so that it is as large as the sheet allows. Rejects with a `PagesFailure`. */
export async function sheetsOf(fax: Fax, signal: AbortSignal): Promise<HTMLCanvasElement[]> {
  const scale = printedScale(fax.pages);
  const sheets: HTMLCanvasElement[] = [];
  for (const [index, { width, height }] of fax.pages.entries()) {
    const picture = await fax.draw(index, scale, signal);
    signal.throwIfAborted();
    const sheet = document.createElement('canvas');
    paint(sheet, picture, width > height ? 90 : 0);
    picture.close();
    sheets.push(sheet);
  }
  return sheets;
}
