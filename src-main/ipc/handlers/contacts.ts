import type { Session } from '../../account/session.ts';
import { exportName } from '../../contacts/export.ts';
import type { Language } from '../../contract/model.ts';
import type { SavedFiles } from '../../export/saved-files.ts';
import type { Handlers } from '../door.ts';

type ContactCalls = Pick<Handlers, Extract<keyof Handlers, `contacts.${string}`>>;

interface ContactCallsOptions {
  session(): Session;
  language(): Language;
  /** Asks the person for a file of contacts; null: none. */
  whichFile(): Promise<string | null>;
  /** Asks the person where a file of that name is to be put; null: nowhere. */
  whereToSave(suggestedName: string): Promise<string | null>;
  saved: SavedFiles;
}

/** The address book; without an account at work each fails with `no-account`. Paths stay on this side. */
export function contactCalls({ session, language, whichFile, whereToSave, saved }: ContactCallsOptions): ContactCalls {
  return {
    'contacts.page': (query) => session().contacts.page(query),
    'contacts.count': ({ text }) => session().contacts.count(text),
    'contacts.contact': ({ id }) => session().contacts.contact(id),
    'contacts.add': (form) => session().contacts.add(form),
    'contacts.edit': ({ id, form }) => session().contacts.edit(id, form),
    'contacts.remove': ({ id }) => session().contacts.remove(id),
    'contacts.restore': ({ id }) => session().contacts.restore(id),

    'contacts.duplicates': (query) => session().contacts.duplicates(query),
    'contacts.merge': (merge) => session().contacts.merge(merge),
    'contacts.unmerge': ({ id }) => session().contacts.unmerge(id),

    'contacts.importOpen': async () => {
      const { contactImport } = session();
      const path = await whichFile();
      return path === null ? contactImport.state() : contactImport.open(path);
    },
    'contacts.importPreview': (match) => session().contactImport.preview(match),
    'contacts.importRun': () => session().contactImport.run(),
    'contacts.importCancel': () => session().contactImport.cancel(),
    'contacts.importState': () => session().contactImport.state(),
    'contacts.importUndo': () => session().contactImport.undo(),
    'contacts.importInterrupted': () => session().contactImport.interrupted.last(),
    'contacts.importInterruptedUndo': async ({ id }) => ({ left: await session().contactImport.interrupted.undo(id) }),
    'contacts.importInterruptedForget': ({ id }) => session().contactImport.interrupted.forget(id),
    'contacts.importSaveSkipped': async () => {
      const { contactImport } = session();
      const path = await whereToSave(contactImport.skippedName(language()));
      if (path === null) return { saved: false };
      await contactImport.saveSkipped(language(), path);
      saved.keep('contacts', path);
      return { saved: true };
    },
    'contacts.export': async (what) => {
      const { contacts } = session();
      const path = await whereToSave(exportName(what, language(), Date.now()));
      if (path === null) return { saved: false };
      await contacts.exportTo(what, language(), path);
      saved.keep('contacts', path);
      return { saved: true };
    },
  };
}
