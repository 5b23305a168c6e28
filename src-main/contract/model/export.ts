import * as v from 'valibot';
import { RecordFilter } from './journal.ts';
import type { Notice } from './shared.ts';

export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What the journal shows, as a table. */
export const ExportRecords = v.object({ filter: RecordFilter, format: v.picklist(exportFormats) });
export type ExportRecords = v.InferOutput<typeof ExportRecords>;

/** The recordings and faxes of what the journal shows, as files. */
export const ExportRecordings = v.object({ filter: RecordFilter });
export type ExportRecordings = v.InferOutput<typeof ExportRecordings>;

export const exportKinds = ['records', 'recordings'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** What is put into a file of the person's own. */
export const savedKinds = [...exportKinds, 'contacts', 'recording', 'diagnostics'] as const;
export type SavedKind = (typeof savedKinds)[number];

/** A file that could not be had; the others were kept. */
export interface ExportProblem {
  recordId: number;
  startedAtMs: number;
  /** The outside party's number, as it is shown. */
  display: string;
  error: Notice;
}

/** An export under way, or the last one. */
export interface ExportView {
  /** `cancelled`, `failed`: of a table nothing is left; recordings that were saved stay. */
  phase: 'running' | 'done' | 'cancelled' | 'failed';
  /** Records looked at, of how many there were at the start. */
  done: number;
  total: number;
  /** Rows or files written. */
  written: number;
  writtenBytes: number;
  /** The first hundred of `problemCount`. */
  problems: ExportProblem[];
  problemCount: number;
  /** `failed`: why. */
  error: Notice | null;
}

export type ExportsView = Record<ExportKind, ExportView | null>;
