import { contacts } from './contacts.ts';
import { inbox } from './inbox.ts';
import { notes } from './notes.ts';
import { orders } from './orders.ts';
import { records } from './records.ts';
import { savedFilters } from './saved-filters.ts';
import { sync } from './sync.ts';

/**
 * Everything that the cache can be asked, by feature. Each is a function of the connection and of values that can be
 * cloned; the names and types of `Cache.run` derive from here.
 */
export const queries = { contacts, inbox, notes, orders, records, savedFilters, sync } as const;
