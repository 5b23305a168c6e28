import type { StoredContact } from '../cache/queries/contact-row.ts';
import { Failure } from '../contract/errors.ts';
import type { ReadNumber } from '../contract/model.ts';
import { breathing } from './breathe.ts';
import type { ContactFile, Reading } from './contact-file.ts';
import { readEntry } from './draft.ts';
import type { ImportTally } from './import-tally.ts';
import { contactsMax } from './limits.ts';

/** A file that was opened, and how it is read. */
export interface Opened {
  file: ContactFile;
  reading: Reading;
}

export interface BatchesOptions {
  readNumber: (written: string) => ReadNumber;
  newId: () => string;
}

/** Contacts written at once: others who ask the database wait for one batch, some ten milliseconds. */
export const batchSize = 100;

/**
 * What can be taken in, batch by batch; what cannot is counted in the tally. Failures: `import-rows-max` (`limit`); those of
 * `ContactFile.entries`.
 */
export async function* batchesOf(
  { file, reading }: Opened,
  tally: ImportTally,
  { readNumber, newId }: BatchesOptions,
): AsyncGenerator<StoredContact[]> {
  const breathe = breathing();
  let batch: StoredContact[] = [];
  let rows = 0;
  for await (const entries of file.entries(reading, readNumber)) {
    for (const entry of entries) {
      if (++rows > contactsMax) throw new Failure('import-rows-max', { params: { limit: contactsMax } });
      const read = readEntry(entry, readNumber);
      tally.read(read);
      if (read.contact) batch.push({ id: newId(), ...read.contact });
      if (batch.length >= batchSize) {
        yield batch;
        batch = [];
      }
      await breathe();
    }
  }
  if (batch.length > 0) yield batch;
}
