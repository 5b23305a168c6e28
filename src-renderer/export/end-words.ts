import type { ExportKind, ExportView } from '../../src-main/contract/model.ts';
import type { Messages } from '../i18n/ru.ts';

/** How it ended, in a sentence; empty: it goes on. */
export const endOf = (kind: ExportKind, { phase, written }: ExportView, t: Messages): string =>
  phase === 'running' ? '' : t.exporting.ended[kind][phase](written);
