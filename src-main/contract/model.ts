/** What both sides speak of. Schemas check what the renderer sends; what main answers needs only the types. */
export * from './model/account.ts';
export * from './model/callbacks.ts';
export * from './model/contact-files.ts';
export * from './model/contacts.ts';
export * from './model/desktop.ts';
export * from './model/export.ts';
export * from './model/inbox.ts';
export * from './model/journal.ts';
export * from './model/media.ts';
export * from './model/numbers.ts';
export * from './model/palette.ts';
export * from './model/records.ts';
export * from './model/settings.ts';
export * from './model/shared.ts';
export * from './model/statistics.ts';
export * from './model/sync.ts';
export * from './model/team.ts';
