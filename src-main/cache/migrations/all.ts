import { contactsAndOrders } from './001-contacts-and-orders.ts';
import { records } from './002-records.ts';
import { contactChanges } from './003-contact-changes.ts';
import type { Migration } from './migration.ts';

/** In order, without gaps. */
export const migrations: readonly Migration[] = [contactsAndOrders, records, contactChanges];
