import type { Session } from '../../account/session.ts';
import type { Handlers } from '../door.ts';

type ExportCalls = Pick<Handlers, Extract<keyof Handlers, `export.${string}`>>;

interface ExportCallsOptions {
  session(): Session;
  /** Asks the person where a file of that name is to be put; null: nowhere. */
  whereToSave(suggestedName: string): Promise<string | null>;
  /** Asks for a folder; null: none. */
  whichFolder(): Promise<string | null>;
}

export function exportCalls({ session, whereToSave, whichFolder }: ExportCallsOptions): ExportCalls {
  return {
    'export.records': async (query) => ({ started: await session().exports.records(query, whereToSave) }),
    'export.recordings': async (query) => ({ started: await session().exports.recordings(query, whichFolder) }),
    'export.state': () => session().exports.state(),
    'export.cancel': ({ kind }) => session().exports.cancel(kind),
    'export.forget': ({ kind }) => session().exports.forget(kind),
  };
}
