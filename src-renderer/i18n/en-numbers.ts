import { countedEn as n } from './plural.ts';
import type { Messages } from './ru.ts';

export const numbers: Pick<Messages, 'numbers'> = {
  numbers: {
    searchHint: 'Part of a number or a pattern: 77*77, ??00',
    region: 'Region',
    allRegions: 'All regions',
    noRegion: 'No region',
    count: (count) => n(count, 'number', 'numbers'),
    readAt: (ago) => `updated ${ago}`,
    refresh: 'Refresh the list',
    loading: 'Asking for free numbers…',
    none: 'No numbers are free now',
    noneMore: 'The PBX named none. Look again later or ask your manager.',
    nothing: 'Nothing found',
    nothingMore: (pattern) => `No number fits “${pattern}”. A star means any digits, a question mark one.`,
    copy: 'Copy',
    copied: (number) => `Copied: ${number}`,
  },
};
