import { Failure } from '../contract/errors.ts';

const pages = {
  /** The exchange's own web cabinet. */
  vendor: 'https://lkvats.cifra1.ru/',
  /** Until the app has a page of its own: the vendor's. */
  help: 'https://cifra1.ru/',
} as const;

export type OutsidePage = keyof typeof pages;

/** Failure `not-found`: no such page. Never a way to an address that somebody else chose. */
export function outsideAddress(page: OutsidePage): string {
  if (!Object.hasOwn(pages, page)) throw new Failure('not-found');
  return pages[page];
}
