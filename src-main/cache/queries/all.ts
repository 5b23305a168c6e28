import { colleagues } from './colleagues.ts';
import { contactDuplicates } from './contact-duplicates.ts';
import { contactForesight } from './contact-foresight.ts';
import { contactImport } from './contact-import.ts';
import { contacts } from './contacts.ts';
import { inbox } from './inbox.ts';
import { notes } from './notes.ts';
import { orders } from './orders.ts';
import { palette } from './palette.ts';
import { records } from './records.ts';
import { savedFilters } from './saved-filters.ts';
import { statistics } from './statistics.ts';
import { sync } from './sync.ts';

/**
 * Everything that the cache can be asked, by feature. Each is a function of the connection and of values that can be
 * cloned; the names and types of `Cache.run` derive from here.
 */
export const queries = {
  colleagues,
  contactDuplicates,
  contactForesight,
  contactImport,
  contacts,
  inbox,
  notes,
  orders,
  palette,
  records,
  savedFilters,
  statistics,
  sync,
} as const;
