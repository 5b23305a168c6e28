import type { Delimiter } from '../../contract/model.ts';
import { readRows } from './rows.ts';

interface Part {
  line: number;
  cells: string[];
}

/**
 * The rows that a quotation mark which was never closed has made one of: its own, with the mark as it stands there, and
 * those behind it. What they hold is taken as it reads now; a second such mark is left alone.
 */
export async function* apartFromQuote({ line, cells }: Part, delimiter: Delimiter): AsyncGenerator<Part> {
  const [own = '', ...others] = (cells.at(-1) ?? '').split('\n');
  yield { line, cells: [...cells.slice(0, -1), ...`"${own}`.split(delimiter)] };
  for await (const rows of readRows(only(others.join('\n')), delimiter)) {
    for (const row of rows) yield { line: line + row.line, cells: row.cells };
  }
}

async function* only(text: string): AsyncGenerator<string> {
  yield text;
}
