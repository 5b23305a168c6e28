import { guarded, guardedNumber } from '../formula-guard.ts';
import { wallTimeMs } from '../local-time.ts';
import { longestText, type Cell, type Rows, type TableLayout } from './cells.ts';

const byteOrderMark = '\uFEFF';
/**
 * A table as CSV the way Excel opens it with a double click where the comma is the decimal sign: semicolons, UTF-8 with a
 * mark, lines that end in CR LF. No cell is a formula or a sum (see `formula-guard.ts`).
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
      return quotedText(guarded(cleaned(cell.text)));
    case 'phone':
      return quotedText(guardedNumber(cleaned(cell.display)));
    case 'time':
      return timeText(cell.atMs, timeFormat);
    case 'duration':
      return durationText(cell.seconds);
  }
}

/** Control characters other than line breaks and tabs are of no use to any reader, and end the file for some. */
const cleaned = (text: string) =>
  // eslint-disable-next-line no-control-regex
  text.slice(0, longestText).replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]/g, '');

const quotedText = (text: string) => (/[;"\r\n\t,]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function timeText(atMs: number, format: TableLayout['timeFormat']): string {
  const [date = '', time = ''] = new Date(wallTimeMs(atMs)).toISOString().slice(0, 19).split('T');
  return `${format.startsWith('dd') ? date.split('-').reverse().join('.') : date} ${time}`;
}

function durationText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
