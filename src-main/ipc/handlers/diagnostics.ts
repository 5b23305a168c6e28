import { writeFile } from 'node:fs/promises';
import { Failure } from '../../contract/errors.ts';
import { localDay } from '../../local-time.ts';
import type { Handlers } from '../door.ts';

type DiagnosticCalls = Pick<Handlers, Extract<keyof Handlers, `diagnostics.${string}`>>;

interface DiagnosticCallsOptions {
  report(): Promise<string>;
  whereToSave(suggestedName: string): Promise<string | null>;
}

export function diagnosticCalls({ report, whereToSave }: DiagnosticCallsOptions): DiagnosticCalls {
  /** What the person has read is what is saved. */
  let shown = '';
  return {
    'diagnostics.report': async () => ({ text: (shown = await report()) }),
    'diagnostics.save': async () => {
      const path = await whereToSave(`vats-sputnik-${localDay(Date.now())}.txt`);
      if (path === null) return { saved: false };
      await writeFile(path, shown, { mode: 0o600 }).catch((cause: unknown) => {
        throw new Failure('file-not-saved', { cause });
      });
      return { saved: true };
    },
  };
}
