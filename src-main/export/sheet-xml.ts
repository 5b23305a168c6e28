import { wallTimeMs } from '../local-time.ts';
import { longestText, type Cell, type Rows, type TableLayout } from './cells.ts';
import { styles } from './workbook-parts.ts';

/**
 * The one sheet, row by row: a frozen, bold header with filters, texts as texts, moments and durations as what Excel
 * counts with. ECMA-376, part 1, section 18.3.1.
 */
export async function* sheetXml({ columns }: TableLayout, rows: Rows): AsyncGenerator<string> {
  const last = columnName(columns.length - 1);
  const widths = columns.map(({ width }, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`);
  yield (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>` +
    rowXml(
      1,
      columns.map(({ title }, n) => textXml(`${columnName(n)}1`, title, styles.header)),
    )
  );
  let count = 1;
  for await (const some of rows) {
    let xml = '';
    for (const row of some) {
      count += 1;
      const number = count;
      xml += rowXml(
        number,
        row.map((cell, n) => cellXml(`${columnName(n)}${number}`, cell)),
      );
    }
    yield xml;
  }
  // Otherwise each telephone number gets a green corner: «number stored as text».
  yield (
    `</sheetData><autoFilter ref="A1:${last}${count}"/>` +
    `<ignoredErrors><ignoredError sqref="A1:${last}${count}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
  );
}

const rowXml = (number: number, cells: readonly string[]) => `<row r="${number}">${cells.join('')}</row>`;

function cellXml(at: string, cell: Cell): string {
  switch (cell.of) {
    case 'text':
      return textXml(at, cell.text, styles.text);
    case 'phone':
      return textXml(at, cell.display, styles.text);
    case 'time':
      return `<c r="${at}" s="${styles.time}"><v>${serial(cell.atMs)}</v></c>`;
    case 'duration':
      return `<c r="${at}" s="${styles.duration}"><v>${cell.seconds / 86_400}</v></c>`;
  }
}

const textXml = (at: string, text: string, style: number) =>
  text === ''
    ? ''
    : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Days since 1899-12-30, as Excel counts them, of local time; whole seconds. */
const serial = (atMs: number) => Math.round(wallTimeMs(atMs) / 1000) / 86_400 + 25_569;

/** A, B, …; there are never more than 26. */
const columnName = (index: number) => String.fromCharCode(65 + index);

/** Everything that XML 1.0 has no way to write: controls, halves of pairs, two that are no characters. */
// eslint-disable-next-line no-control-regex
const unwritable = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Cs}/gu;

/** Most texts have nothing of the kind, and there are millions of them. */
// eslint-disable-next-line no-control-regex
const special = /[\x00-\x1F&<>_\uD800-\uDFFF\uFFFE\uFFFF]/;

export function escaped(text: string): string {
  if (text.length <= longestText && !special.test(text)) return text;
  return (
    text
      .slice(0, longestText)
      .replace(unwritable, '')
      // Excel reads `_x000D_` in a text as the character of that code.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
  );
}
