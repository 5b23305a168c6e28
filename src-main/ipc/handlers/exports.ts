import type { Session } from '../../account/session.ts';
import type { SavedFiles } from '../../export/saved-files.ts';
import type { Handlers } from '../door.ts';

type ExportCalls = Pick<Handlers, Extract<keyof Handlers, `export.${string}` | `saved.${string}`>>;

interface ExportCallsOptions {
  session(): Session;
  /** Asks the person where a file of that name is to be put; null: nowhere. */
  whereToSave(suggestedName: string): Promise<string | null>;
  /** Asks for a folder; null: none. */
  whichFolder(): Promise<string | null>;
  saved: SavedFiles;
}

export function exportCalls({ session, whereToSave, whichFolder, saved }: ExportCallsOptions): ExportCalls {
  return {
    'export.records': async (query) => ({
      started: await session().exports.records(query, whereToSave, (path) => saved.keep('records', path)),
    }),
    'export.recordings': async (query) => ({
      started: await session().exports.recordings(query, whichFolder, (path) => saved.keep('recordings', path)),
    }),
    'export.state': () => session().exports.state(),
    'export.cancel': ({ kind }) => session().exports.cancel(kind),
    'saved.show': ({ kind }) => saved.show(kind),
    'export.forget': ({ kind }) => session().exports.forget(kind),
  };
}
