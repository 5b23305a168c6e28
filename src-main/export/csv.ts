import { wallTimeMs } from '../local-time.ts';
import { longestText, type Cell, type Rows, type TableLayout } from './cells.ts';

const byteOrderMark = '\uFEFF';
/** What Excel and LibreOffice take for the beginning of a formula, also behind blanks; full-width signs as well. */
const likeFormula = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
/**
 * The same within a text, where a cell begins for a program that takes another delimiter, or each line for a row; such a
 * program takes off quotation marks as well. Signs behind a blank are left as they are: they are how people write.
 */
const likeFormulaWithin =
  /([\n\r\t,;])(?="*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|["\s]*[=@\uFF1D\uFF20])|^(?="+\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/**
 * A table as CSV the way Excel opens it with a double click where the comma is the decimal sign: semicolons, UTF-8 with a
 * mark, lines that end in CR LF. A text that could be taken for a formula begins with an apostrophe, as OWASP advises
 * («CSV Injection»); numbers with a plus are among them, and stay texts that way.
 */
export async function* csvText(layout: TableLayout, rows: Rows): AsyncGenerator<string> {
  const { columns } = layout;
  yield byteOrderMark + line(columns.map(({ title }) => quotedText(title)));
  for await (const some of rows) yield some.map((row) => line(row.map((cell) => cellText(cell, layout)))).join('');
}

const line = (cells: readonly string[]) => `${cells.join(';')}\r\n`;

function cellText(cell: Cell, { timeFormat }: TableLayout): string {
  switch (cell.of) {
    case 'text':
      return quotedText(cell.text);
    case 'time':
      return timeText(cell.atMs, timeFormat);
    case 'duration':
      return durationText(cell.seconds);
  }
}

function quotedText(text: string): string {
  // Control characters other than line breaks and tabs are of no use to any reader, and end the file for some.
  // eslint-disable-next-line no-control-regex
  const cut = text.slice(0, longestText).replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]/g, '');
  const within = cut.replace(likeFormulaWithin, "$1'");
  const safe = likeFormula.test(within) ? `'${within}` : within;
  return /[;"\r\n\t,]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function timeText(atMs: number, format: TableLayout['timeFormat']): string {
  const [date = '', time = ''] = new Date(wallTimeMs(atMs)).toISOString().slice(0, 19).split('T');
  return `${format.startsWith('dd') ? date.split('-').reverse().join('.') : date} ${time}`;
}

function durationText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
