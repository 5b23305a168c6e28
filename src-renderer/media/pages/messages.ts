import type { PageLimits } from './limits.ts';

/** In points, 1/72 inch: as large as the sheet was. */
export interface PageSize {
  width: number;
  height: number;
}

export type PagesProblem = 'damaged' | 'unsupported' | 'too-long' | 'too-large' | 'locked';

/** Why pages cannot be shown. */
export class PagesFailure extends Error {
  readonly problem: PagesProblem;

  constructor(problem: PagesProblem) {
    super(problem);
    this.name = 'PagesFailure';
    this.problem = problem;
  }
}

export type Asked =
  | { ask: 'open'; address: string; type: string; limits: PageLimits }
  | { ask: 'draw'; page: number; pixelsPerPoint: number };

/** What the worker is sent, one question at a time. */
export type Question = Asked & { question: number };

export type Answer = { question: number } & (
  { sizes: PageSize[] } | { picture: ImageBitmap } | { problem: PagesProblem }
);

/** A document that can be drawn, whatever its format. */
export interface PagesDocument {
  sizes: PageSize[];
  /** White, with the page on it, `pixelsPerPoint` times as large as the page in points. */
  draw(page: number, pixelsPerPoint: number): Promise<ImageBitmap>;
}
