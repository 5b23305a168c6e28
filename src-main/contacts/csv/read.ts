import type { Delimiter, ImportColumn, ImportField, ImportMatch } from '../../contract/model.ts';
import type { FileEntry } from '../draft.ts';
import type { ReadOne } from '../written-numbers.ts';
import { hasHeader, proposeFields, toDraft } from './columns.ts';
import { detectDelimiter, isNamedDelimiter } from './dialect.ts';
import { readRows, type CsvRow } from './rows.ts';

/** How a table is read: proposed by the file, or chosen by a person. */
export interface CsvReading {
  delimiter: Delimiter;
  hasHeader: boolean;
  columns: ImportColumn[];
}

type Text = AsyncIterable<string>;

/** Rows by which columns are proposed, and their samples. */
const rowsLookedAt = 50;
const samplesShown = 3;
const sampleLength = 80;
const beginningChars = 65_536;

/** Proposes how to read the file; what `match` says is taken as it is. `text` gives it anew from its beginning. */
export async function planReading(
  text: () => Text,
  match: Pick<ImportMatch, 'delimiter' | 'hasHeader' | 'fields'>,
  readOne: ReadOne,
): Promise<CsvReading> {
  const delimiter = match.delimiter ?? (await detectDelimiter(await beginning(text())));
  const rows = (await firstRows(text(), delimiter)).map(({ cells }) => cells);
  const header = (match.hasHeader ?? hasHeader(rows, readOne)) ? (rows.shift() ?? []) : null;
  const proposed = proposeFields(header, rows, readOne);
  const fields = match.fields ? proposed.map((_, index) => match.fields?.[index] ?? 'skip') : proposed;
  return { delimiter, hasHeader: header !== null, columns: columnsOf(header, rows, fields) };
}

/** All contacts of the file, some at a time. Failure `import-row-too-long`. */
export async function* readCsv(
  text: Text,
  { delimiter, hasHeader: headed, columns }: CsvReading,
): AsyncGenerator<FileEntry[]> {
  const fields = columns.map(({ field }) => field);
  let header = headed;
  for await (const rows of tableRows(text, delimiter)) {
    const contents = header ? rows.slice(1) : rows;
    if (rows.length > 0) header = false;
    yield contents.map((row) => toEntry(row, fields));
  }
}

function toEntry({ line, cells, open }: CsvRow, fields: readonly ImportField[]): FileEntry {
  if (open) return { line, cells, draft: null, problem: 'quote-open' };
  return { line, cells, draft: toDraft(cells, fields), problem: null };
}

/** Without the line in which Excel names the delimiter. */
async function* tableRows(text: Text, delimiter: Delimiter): AsyncGenerator<CsvRow[]> {
  for await (const rows of readRows(text, delimiter)) {
    const [first] = rows;
    yield first?.line === 1 && isNamedDelimiter(first.cells) ? rows.slice(1) : rows;
  }
}

async function firstRows(text: Text, delimiter: Delimiter): Promise<CsvRow[]> {
  const first: CsvRow[] = [];
  for await (const rows of tableRows(text, delimiter)) {
    first.push(...rows.slice(0, rowsLookedAt - first.length));
    if (first.length >= rowsLookedAt) break;
  }
  return first;
}

async function beginning(text: Text): Promise<string> {
  let start = '';
  for await (const piece of text) {
    start += piece;
    if (start.length >= beginningChars) break;
  }
  return start.slice(0, beginningChars).replace(/\r\n?/g, '\n');
}

function columnsOf(header: string[] | null, rows: string[][], fields: ImportField[]): ImportColumn[] {
  return fields.map((field, index) => ({
    header: (header?.[index] ?? '').trim().slice(0, sampleLength),
    field,
    samples: rows
      .map((cells) => (cells[index] ?? '').trim().slice(0, sampleLength))
      .filter((cell) => cell !== '')
      .slice(0, samplesShown),
  }));
}
