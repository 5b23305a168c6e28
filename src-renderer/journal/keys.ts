/** What a key means on a row of the journal, besides those that go through the list; by its place, in any layout. */
export type JournalKey = 'open' | 'play' | 'call' | 'contact' | 'leave';

const meanings: Readonly<Partial<Record<string, JournalKey>>> = {
  Enter: 'open',
  NumpadEnter: 'open',
  Space: 'play',
  KeyC: 'call',
  KeyO: 'contact',
  Escape: 'leave',
};

export const journalKey = ({ code }: Pick<KeyboardEvent, 'code'>): JournalKey | null => meanings[code] ?? null;
