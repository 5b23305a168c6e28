import Papa from 'papaparse';
import { Failure } from '../../contract/errors.ts';
import { importColumnsMax, type Delimiter } from '../../contract/model.ts';
import { rowCharsMax } from '../limits.ts';

export interface CsvRow {
  /** Where it begins in the file, from 1. */
  line: number;
  /** At most `importColumnsMax`. */
  cells: string[];
  /** Its last cell began with a quotation mark that was never closed. */
  open: boolean;
}

interface Parsed {
  data: string[][];
  errors: { code: string }[];
  meta: { cursor: number };
}

/**
 * The rows of a table as they come in, some at a time; rows without any text are left out. Papa's own streams keep an
 * unfinished row for ever, so its parser is fed here, piece by piece, with the rest of the piece before in front.
 * Failure `import-row-too-long` (`line`): a row of more than `rowCharsMax` characters.
 */
export async function* readRows(text: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow[]> {
  let rest = '';
  let line = 1;
  const take = (input: string, last: boolean) => {
    const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
    const { data, errors, meta } = parser.parse(input, 0, !last) as Parsed;
    const isOpen = last && errors.some(({ code }) => code === 'MissingQuotes');
    const rows = data.map((cells, index): CsvRow => {
      const row = { line, cells: cells.slice(0, importColumnsMax), open: isOpen && index === data.length - 1 };
      line += 1 + cells.reduce((sum, cell) => sum + linesIn(cell), 0);
      return row;
    });
    rest = last ? '' : input.slice(meta.cursor);
    if (rest.length > rowCharsMax) throw new Failure('import-row-too-long', { params: { line } });
    return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  };
  for await (const piece of unixLines(text)) yield take(rest + piece, false);
  if (rest !== '') yield take(rest, true);
}

/** Papa wants one kind of line end throughout; a CR may be the last of a piece, its LF the first of the next. */
async function* unixLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of text) {
    const joined = held + piece;
    held = joined.endsWith('\r') ? '\r' : '';
    const whole = held === '' ? joined : joined.slice(0, -1);
    if (whole !== '') yield whole.replace(/\r\n?/g, '\n');
  }
  if (held !== '') yield '\n';
}

function linesIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}
