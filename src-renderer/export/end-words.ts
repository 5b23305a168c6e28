import type { ExportKind, ExportView } from '../../src-main/contract/model.ts';
import type { Messages } from '../i18n/ru.ts';

/** Something of it lies where the person wanted it. */
export const isThere = (kind: ExportKind, { phase, written }: ExportView): boolean =>
  kind === 'records' ? phase === 'done' : written > 0;

/** How it ended, in a sentence; empty: it goes on. */
export const endOf = (kind: ExportKind, { phase, written }: ExportView, t: Messages): string =>
  phase === 'running' ? '' : t.exporting.ended[kind][phase](written);
