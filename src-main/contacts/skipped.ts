import { parse } from 'node:path';
import { Failure } from '../contract/errors.ts';
import type { ImportProblem, Language } from '../contract/model.ts';
import { guarded, unguarded } from '../formula-guard.ts';
import { writeWhole } from '../whole-file.ts';
import type { Opened } from './batches.ts';
import { breathing } from './breathe.ts';
import { apartFromQuote } from './csv/open-quote.ts';
import { toLine } from './csv/write.ts';
import { readEntry, type FileEntry } from './draft.ts';
import { cardLayout, tableLayout } from './skipped-layout.ts';
import { skippedTexts } from './skipped-texts.ts';
import type { ReadOne } from './written-numbers.ts';

interface SkippedOptions {
  readNumber: ReadOne;
  language: Language;
  /** So many rows were skipped until the import ended. */
  most: number;
  signal: AbortSignal;
}

/** `клиенты - пропущенные.csv`, also of that file itself. */
export function skippedName(fileName: string, language: Language): string {
  const suffix = ` - ${skippedTexts[language].fileName}`;
  const { name } = parse(fileName);
  return `${name.endsWith(suffix) ? name : name + suffix}.csv`;
}

/**
 * Writes all rows of which no contact can be made, as a table that is mended and imported again: the columns of the file in
 * their order, each row as it was, and behind it the line and the reason, which an import skips. A card becomes such a row,
 * too. No cell is a formula (`formula-guard.ts`). The file is read anew. Failures: those of `ContactFile.entries`;
 * `file-not-saved`.
 */
export async function saveSkipped(opened: Opened, options: SkippedOptions, path: string): Promise<void> {
  try {
    await writeWhole(path, pieces(opened, options), { signal: options.signal });
  } catch (error) {
    if (error instanceof Failure || options.signal.aborted) throw error;
    throw new Failure('file-not-saved', { cause: error });
  }
}

async function* pieces(opened: Opened, options: SkippedOptions): AsyncGenerator<string> {
  const { table } = opened.reading;
  const { line, reason } = skippedTexts[options.language];
  const layout = table ? tableLayout(table, options.language) : cardLayout(options.language);
  yield `\uFEFF${toLine([...layout.titles, line, reason].map(asText))}`;
  for await (const row of skippedRows(opened, options)) {
    // Wider than the table: nothing is lost, nor pushes the line and the reason aside.
    const beyond = table ? row.cells.slice(table.columns.length) : [];
    yield toLine([...layout.cellsOf(row), String(row.line), row.reason, ...beyond].map(asText));
  }
}

/** What an import would read there, guarded once. */
const asText = (cell: string) => guarded(unguarded(cell));

type SkippedRow = Pick<FileEntry, 'line' | 'cells' | 'draft'> & { reason: string };

async function* skippedRows({ file, reading }: Opened, options: SkippedOptions): AsyncGenerator<SkippedRow> {
  const { readNumber, language, signal } = options;
  const breathe = breathing();
  let left = options.most;
  for await (const entries of file.until(signal).entries(reading, readNumber)) {
    for (const entry of entries) {
      await breathe();
      const { contact, problems } = readEntry(entry, readNumber);
      if (contact) continue;
      if (left <= 0) return;
      left -= 1;
      const reason = toReason(problems, language);
      if (entry.problem !== 'quote-open' || !reading.table) yield { ...entry, reason };
      else
        for await (const part of apartFromQuote(entry, reading.table.delimiter))
          yield { ...part, draft: null, reason: part.line === entry.line ? reason : skippedTexts[language].swallowed };
    }
  }
}

function toReason(problems: readonly ImportProblem[], language: Language): string {
  const { problem, reasons } = skippedTexts[language];
  return problems.map(({ written, code }) => problem(written, reasons[code])).join('; ');
}
