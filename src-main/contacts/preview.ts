import type { StoredContact } from '../cache/queries/contact-row.ts';
import { Failure } from '../contract/errors.ts';
import type { ImportCounts, ImportPreview, ImportRow } from '../contract/model.ts';
import { breathing } from './breathe.ts';
import type { ContactFile, Reading } from './contact-file.ts';
import { readEntry, type FileEntry } from './draft.ts';
import type { ContactImportOptions } from './import.ts';
import { contactsMax, previewRows } from './limits.ts';

/**
 * What a person sees of a file before it is taken in: how it is read, how many rows it has, and what would come of the
 * first ones. Failures: `import-empty`; `import-rows-max` (`limit`); those of `ContactFile.entries`.
 */
export async function makePreview(
  options: ContactImportOptions,
  file: ContactFile,
  reading: Reading,
): Promise<ImportPreview> {
  const { first, rowCount } = await readThrough(options, file, reading);
  if (rowCount === 0) throw new Failure('import-empty');
  const rows = await foreseen(options, first);
  const counting = rows.length < rowCount;
  return {
    fileName: file.name,
    format: reading.table ? 'csv' : 'vcard',
    encoding: reading.encoding,
    rowCount,
    table: reading.table,
    rows,
    counts: counting ? null : countsOf(rows),
    counting,
  };
}

function countsOf(rows: readonly ImportRow[]): ImportCounts {
  const counts: ImportCounts = { added: 0, updated: 0, same: 0, wrong: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

async function readThrough({ readNumber }: ContactImportOptions, file: ContactFile, reading: Reading) {
  const breathe = breathing();
  const first: FileEntry[] = [];
  let rowCount = 0;
  for await (const entries of file.entries(reading, readNumber)) {
    first.push(...entries.slice(0, previewRows - first.length));
    rowCount += entries.length;
    if (rowCount > contactsMax) throw new Failure('import-rows-max', { params: { limit: contactsMax } });
    await breathe();
  }
  return { first, rowCount };
}

async function foreseen(options: ContactImportOptions, first: readonly FileEntry[]): Promise<ImportRow[]> {
  const { cache, clock, newId, readNumber, shown } = options;
  const rows = first.map((entry) => {
    const { contact, problems } = readEntry(entry, readNumber);
    return { line: entry.line, problems, contact: contact && { id: newId(), ...contact } };
  });
  const good = rows.flatMap(({ contact }): StoredContact[] => (contact ? [contact] : []));
  const outcomes = await cache.run('contactImport.foresee', good, { id: newId(), nowMs: clock.nowMs() });
  let next = 0;
  return rows.map(({ line, problems, contact }): ImportRow => {
    if (!contact) return { line, problems, contact: null, outcome: 'wrong' };
    const { name, company, note, favourite, numbers } = shown(contact);
    return {
      line,
      problems,
      contact: { name, company, note, favourite, numbers },
      outcome: outcomes[next++] ?? 'added',
    };
  });
}
