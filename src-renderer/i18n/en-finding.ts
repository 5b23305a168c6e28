import { countedEn as n } from './plural.ts';
import type { Messages } from './ru.ts';

export const finding: Pick<Messages, 'finding'> = {
  finding: {
    search: 'Find a setting',
    contents: 'Contents of the settings',
    section: (title) => `Part: ${title}`,
    found: (count) => n(count, 'setting', 'settings'),
    open: 'Open settings',
    nothing: 'Nothing found',
    nothingMore: (text) => `No setting has “${text}” in its name or hint.`,
  },
};
