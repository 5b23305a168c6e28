/** The pages, in the order of the rail. */
export const shownPages = [
  'inbox',
  'callbacks',
  'contacts',
  'team',
  'journal',
  'numbers',
  'statistics',
  'settings',
] as const;
export type ShownPage = (typeof shownPages)[number];
