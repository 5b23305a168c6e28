import { addAbortSignal, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { Failure } from '../contract/errors.ts';
import type { ExportFormat } from '../contract/model.ts';
import { writeWhole } from '../whole-file.ts';
import type { Rows, TableLayout } from './cells.ts';
import { csvText } from './csv.ts';
import { sheetXml } from './sheet-xml.ts';
import { sheetPart, workbookParts } from './workbook-parts.ts';

interface Table {
  format: ExportFormat;
  path: string;
  layout: TableLayout;
  rows: Rows;
  signal: AbortSignal;
}

/** Excel's last row, less the header. */
export const sheetRowsMax = 1_048_575;

/**
 * Writes the table while its rows come, whole or not at all; what was there under that name stays until then. Returns the
 * file's size. Failures: `file-not-saved`, and those of the rows. An aborted signal rejects as well.
 */
export async function writeTable({ format, path, layout, rows, signal }: Table): Promise<number> {
  try {
    return await writeWhole(path, format === 'csv' ? csvText(layout, rows) : zipped(layout, rows, signal), { signal });
  } catch (error) {
    if (error instanceof Failure || signal.aborted) throw error;
    throw isOfDisk(error) ? new Failure('file-not-saved', { cause: error }) : error;
  }
}

const isOfDisk = (error: unknown) => error instanceof Error && 'code' in error && 'syscall' in error;

/** Compressed as it comes, outside this thread; never all of it in memory. */
function zipped(layout: TableLayout, rows: Rows, signal: AbortSignal): Readable {
  const zip = new ZipFile();
  for (const [name, text] of workbookParts(layout)) zip.addBuffer(Buffer.from(text), name);
  const sheet = Readable.from(sheetXml(layout, rows));
  zip.addReadStream(sheet, sheetPart);
  zip.end();
  const output = zip.outputStream as Readable;
  const fail = (error: Error) => output.destroy(error);
  zip.on('error', fail);
  // The library only reads the stream.
  sheet.once('error', fail);
  output.once('close', () => sheet.destroy());
  return addAbortSignal(signal, output);
}
