import type { PageName } from '../src-main/contract/events.ts';

/** The pages that work by now, in the order of the rail. The others of the contract join as they are built. */
export const shownPages = [
  'inbox',
  'callbacks',
  'contacts',
  'team',
  'journal',
  'numbers',
  'statistics',
  'settings',
] as const satisfies readonly PageName[];
export type ShownPage = (typeof shownPages)[number];

export function isShown(page: PageName): page is ShownPage {
  return (shownPages as readonly PageName[]).includes(page);
}
