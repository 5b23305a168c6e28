import { Failure } from '../../contract/errors.ts';
import { localDay } from '../../local-time.ts';
import { writeWhole } from '../../whole-file.ts';
import type { SavedFiles } from '../../export/saved-files.ts';
import type { Handlers } from '../door.ts';

type DiagnosticCalls = Pick<Handlers, Extract<keyof Handlers, `diagnostics.${string}`>>;

interface DiagnosticCallsOptions {
  report(): Promise<string>;
  whereToSave(suggestedName: string): Promise<string | null>;
  saved: SavedFiles;
}

export function diagnosticCalls({ report, whereToSave, saved }: DiagnosticCallsOptions): DiagnosticCalls {
  /** What the person has read is what is saved. */
  let shown = '';
  return {
    'diagnostics.report': async () => ({ text: (shown = await report()) }),
    'diagnostics.save': async () => {
      const path = await whereToSave(`vats-sputnik-${localDay(Date.now())}.txt`);
      if (path === null) return { saved: false };
      await writeWhole(path, shown, { mode: 0o600 }).catch((cause: unknown) => {
        throw new Failure('file-not-saved', { cause });
      });
      saved.keep('diagnostics', path);
      return { saved: true };
    },
  };
}
