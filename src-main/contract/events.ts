/** What main tells the renderer unasked. It carries no data: the renderer asks again for what it shows. */
export type Topic = 'app' | 'settings' | 'team' | 'contacts' | 'callbacks';

export const pages = [
  'inbox',
  'callbacks',
  'contacts',
  'team',
  'journal',
  'numbers',
  'statistics',
  'settings',
] as const;
export type PageName = (typeof pages)[number];

export type SputnikEvent =
  | { type: 'changed'; topic: Topic; ids?: string[] }
  /** From the tray or another start: go there. `dial` puts the cursor into the dial field. */
  | { type: 'show'; page: PageName | null; dial: boolean };
