/** What a fax may take of the computer. A real one has some pages of 4 megapixels; what is beyond these is no fax, or an attack. */
export const pageLimits = {
  fileBytes: 64 * 1024 * 1024,
  pages: 500,
  /** Of one page or picture, decoded: four bytes each. */
  pixels: 40_000_000,
  /** Of one page as it is drawn for the window. */
  drawnPixels: 16_000_000,
  /** Until the pages are counted, and until one of them is drawn; then the worker is ended. */
  openMs: 15_000,
  drawMs: 15_000,
};
export type PageLimits = typeof pageLimits;
