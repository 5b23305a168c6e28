import type { WebContents } from 'electron';

/**
 * Draws a page as large as the person wants it. Chromium remembers a size of its own for each origin and brings it back
 * with each page that is opened, so the wanted one is set then, too.
 * @returns to be called when the person wants another size
 */
export function keepTextSize(contents: WebContents, percent: () => number): () => void {
  const apply = () => {
    if (!contents.isDestroyed()) contents.setZoomFactor(percent() / 100);
  };
  contents.on('did-navigate', apply);
  return apply;
}
