import * as v from 'valibot';
import type { Notice } from './shared.ts';
import { numberLabels, type Contact } from './contacts.ts';

/** How a file's bytes become letters. The first four are told apart by the bytes; the others only a person can name. */
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'koi8-r', 'ibm866'] as const;
export type TextEncoding = (typeof textEncodings)[number];

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/**
 * What a column of a CSV file holds. `given`, `middle`, `family` make the name in the order in which they stand in the
 * file. `number-kind` tells the kind of the number in the next column of numbers, as in Google's files.
 */
export const importFields = [
  'skip',
  'name',
  'given',
  'middle',
  'family',
  'company',
  'note',
  'favourite',
  'number-kind',
  ...numberLabels,
] as const;
export type ImportField = (typeof importFields)[number];

/** More columns than that are no address book; what stands behind them is not looked at. */
export const importColumnsMax = 300;

/** How the person wants the file to be read. Null: as Sputnik proposes. */
export const ImportMatch = v.object({
  encoding: v.nullable(v.picklist(textEncodings)),
  delimiter: v.nullable(v.picklist(delimiters)),
  hasHeader: v.nullable(v.boolean()),
  /** One a column; columns beyond are skipped. Proposed anew where the rest has changed the columns. */
  fields: v.nullable(v.pipe(v.array(v.picklist(importFields)), v.maxLength(importColumnsMax))),
});
export type ImportMatch = v.InferOutput<typeof ImportMatch>;

/** Why a row is not taken, or not wholly. */
export const importProblemCodes = [
  /** Neither a name nor a company nor a number. */
  'contact-empty',
  'text-too-long',
  'numbers-too-many',
  'number-impossible',
  'number-emergency',
  'number-extension',
  /** `7,9031E+10`: Excel has rounded it, the last digits are gone from the file. */
  'number-rounded',
  /** A quotation mark that is never closed: the rest of the file is in this row. */
  'quote-open',
  /** A card without its end. */
  'card-open',
] as const;
export type ImportProblemCode = (typeof importProblemCodes)[number];

export interface ImportProblem {
  /** In the file, from 1: where the row or card begins. */
  line: number;
  code: ImportProblemCode;
  /** What was written there, at most 80 characters; empty where it is the row as a whole. */
  written: string;
  /** The contact was taken all the same; what could not be read is in its note. */
  taken: boolean;
}

/** What comes of a row: a new contact, more about one that is there, nothing as all is there already, nothing at all. */
export type ImportOutcome = 'added' | 'updated' | 'same' | 'wrong';

export type ImportCounts = Record<ImportOutcome, number>;

export interface ImportColumn {
  /** Empty: the file has no headers, or this column none. */
  header: string;
  field: ImportField;
  /** Its first values that are not empty, cut. */
  samples: string[];
}

export interface ImportRow {
  line: number;
  outcome: ImportOutcome;
  /** As it would be taken; null: it would not. */
  contact: Omit<Contact, 'id'> | null;
  problems: ImportProblem[];
}

export interface ImportPreview {
  fileName: string;
  format: 'csv' | 'vcard';
  encoding: TextEncoding;
  /** Rows or cards in the whole file. */
  rowCount: number;
  /** Null for vCards. */
  table: { delimiter: Delimiter; hasHeader: boolean; columns: ImportColumn[] } | null;
  /** The first ones. */
  rows: ImportRow[];
  /** What would become of all rows; null: not counted yet, or it could not be counted. */
  counts: ImportCounts | null;
  /** It is being counted; topic `import` tells when it is there. */
  counting: boolean;
}

/** At most one import at a time. */
export type ImportState =
  | { phase: 'none' }
  /** The file is being looked through. */
  | { phase: 'reading'; fileName: string }
  | { phase: 'matching'; preview: ImportPreview }
  | { phase: 'running'; fileName: string; rowCount: number; counts: ImportCounts }
  | {
      phase: 'ended';
      fileName: string;
      end: 'done' | 'cancelled' | 'failed' | 'undone';
      /** Why it failed; what came in before stays. */
      error: Notice | null;
      counts: ImportCounts;
      /** The first ones. */
      problems: ImportProblem[];
      problemCount: number;
      /** Of an import that was undone: contacts that were changed since and so were left. */
      left: number;
    };

/** An import that the end of the program has cut off. What came in stays. */
export interface InterruptedImport {
  id: string;
  fileName: string;
  /** Rows or cards in the whole file, and how many of them are among the contacts. */
  rowCount: number;
  taken: number;
  /** It changed something, and that can still be taken back. */
  undoable: boolean;
}

export const ContactExport = v.object({ format: v.picklist(['csv', 'vcard']) });
export type ContactExport = v.InferOutput<typeof ContactExport>;
