import { contactsAndOrders } from './001-contacts-and-orders.ts';
import { records } from './002-records.ts';
import { reminders } from './003-reminders.ts';
import { lastAnswer } from './004-last-answer.ts';
import { contactChanges } from './005-contact-changes.ts';
import { historyByDepth } from './006-history-by-depth.ts';
import { putBack } from './007-put-back.ts';
import { untold } from './008-untold.ts';
import { colleagues } from './009-colleagues.ts';
import { contactImports } from './010-contact-imports.ts';
import type { Migration } from './migration.ts';

/** In order, without gaps. */
export const migrations: readonly Migration[] = [
  contactsAndOrders,
  records,
  reminders,
  lastAnswer,
  contactChanges,
  historyByDepth,
  putBack,
  untold,
  colleagues,
  contactImports,
];
