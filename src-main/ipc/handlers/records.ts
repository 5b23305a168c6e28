import type { Session } from '../../account/session.ts';
import type { SavedFiles } from '../../export/saved-files.ts';
import type { Handlers } from '../door.ts';

type RecordCalls = Pick<
  Handlers,
  Extract<keyof Handlers, `inbox.${string}` | `journal.${string}` | `media.${string}` | `sync.${string}`>
>;

interface RecordCallsOptions {
  session(): Session;
  /** Asks the person where a file of that name is to be put; null: nowhere. */
  whereToSave(suggestedName: string): Promise<string | null>;
  saved: SavedFiles;
}

/** What stands on the records; without an account at work each fails with `no-account`. */
export function recordCalls({ session, whereToSave, saved }: RecordCallsOptions): RecordCalls {
  return {
    'inbox.page': (query) => session().inbox.page(query),
    'inbox.counts': () => session().inbox.counts(),
    'inbox.mark': (mark) => session().inbox.mark(mark),
    'inbox.snooze': (snooze) => session().inbox.snooze(snooze),
    'inbox.reopen': ({ orderId }) => session().inbox.reopen(orderId),

    'journal.page': (query) => session().journal.page(query),
    'journal.days': (query) => session().journal.days(query),
    'journal.span': () => session().journal.span(),
    'journal.record': ({ id }) => session().journal.record(id),
    'journal.setNote': ({ id, text }) => session().journal.setNote(id, text),
    'journal.choices': () => session().journal.choices(),
    'journal.filters': () => session().journal.filters(),
    'journal.putFilter': (form) => session().journal.putFilter(form),
    'journal.removeFilter': ({ id }) => session().journal.removeFilter(id),
    'journal.client': ({ number }) => session().journal.client(number),
    'journal.ofClient': (query) => session().journal.ofClient(query),
    'journal.setClientNote': ({ number, text }) => session().journal.setClientNote(number, text),

    'media.fetch': ({ id }) => session().files.fetch(id),
    'media.cancel': ({ id }) => session().files.cancel(id),
    'media.allowHost': ({ id, host }) => session().files.allowHost(id, host),
    'media.progress': ({ id }) => session().files.progress(id),
    'media.save': async ({ id }) => {
      const { files } = session();
      const path = await whereToSave(await files.suggestedName(id));
      if (path === null) return { saved: false };
      await files.saveTo(id, path);
      saved.keep('recording', path);
      return { saved: true };
    },

    'sync.state': () => session().syncView(),
    'sync.askNow': () => session().wake(),
    'sync.pauseHistory': ({ paused }) => session().sync.pauseHistory(paused),
  };
}
