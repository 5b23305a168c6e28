import type { Cache } from '../cache/cache.ts';
import type { StoredContact } from '../cache/queries/contact-row.ts';
import { Failure } from '../contract/errors.ts';
import type { Contact, ContactExport, Language } from '../contract/model.ts';
import { localDay } from '../local-time.ts';
import { writeWhole } from '../whole-file.ts';
import { csvWriter } from './csv/write.ts';
import { toCard } from './vcard/write.ts';

export interface ExportOptions {
  cache: Pick<Cache, 'run'>;
  /** How a stored contact is shown. */
  shown(contact: StoredContact): Contact;
  language: Language;
}

const pageSize = 200;

/** `Контакты 2026-11-23.csv`. The day is the PC's. */
export function exportName({ format }: ContactExport, language: Language, nowMs: number): string {
  return `${language === 'ru' ? 'Контакты' : 'Contacts'} ${localDay(nowMs)}.${format === 'csv' ? 'csv' : 'vcf'}`;
}

/**
 * Writes all contacts, in the order of the list. It appears under its name when it is complete; what was there before is
 * then replaced. Failures: `file-not-saved`; those of the database.
 */
export async function exportContacts(options: ExportOptions, { format }: ContactExport, path: string): Promise<void> {
  try {
    await writeWhole(path, format === 'csv' ? csvPieces(options) : cardPieces(options));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('file-not-saved', { cause: error });
  }
}

async function* csvPieces(options: ExportOptions): AsyncGenerator<string> {
  const writer = csvWriter(options.language, await options.cache.run('contacts.numbersMost'));
  yield writer.begin();
  for await (const contacts of allContacts(options)) yield contacts.map(writer.contact).join('');
}

async function* cardPieces(options: ExportOptions): AsyncGenerator<string> {
  for await (const contacts of allContacts(options)) yield contacts.map(toCard).join('');
}

async function* allContacts({ cache, shown }: ExportOptions): AsyncGenerator<Contact[]> {
  let after: string | null = null;
  do {
    const page: { items: StoredContact[]; next: string | null } = await cache.run('contacts.page', {
      text: '',
      after,
      limit: pageSize,
    });
    yield page.items.map(shown);
    after = page.next;
  } while (after !== null);
}
