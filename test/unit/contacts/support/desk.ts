import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Cache } from '../../../../src-main/cache/cache.ts';
import type { CacheProcess } from '../../../../src-main/cache/session.ts';
import { systemClock } from '../../../../src-main/clock.ts';
import { Contacts } from '../../../../src-main/contacts/contacts.ts';
import { ContactImport } from '../../../../src-main/contacts/import.ts';
import type { Contact, ImportCounts, ImportState } from '../../../../src-main/contract/model.ts';
import { readNumber } from '../../../../src-main/vats/numbers.ts';
import { uuid } from '../../cache/support/database.ts';
import { key } from '../../cache/support/folder.ts';
import { inProcess } from '../../cache/support/processes.ts';

let book = 0;

/** An address book with its import, over the real database. */
export function makeDesk({ spawn = inProcess, file = ':memory:' }: { spawn?: () => CacheProcess; file?: string } = {}) {
  const cache = new Cache({ spawn, file, keyHex: key, clock: systemClock });
  onTestFinished(() => cache.close());
  let ids = book++ * 1_000_000;
  let told = 0;
  const changes: string[][] = [];
  const shared = { cache, clock: systemClock, readNumber, newId: () => uuid(++ids) };
  const contacts = new Contacts({ ...shared, onChanged: (changed) => changes.push(changed) });
  const contactImport = new ContactImport({
    ...shared,
    onChanged: () => (told += 1),
    onContacts: () => changes.push([]),
    shown: (contact) => contacts.shown(contact),
  });
  onTestFinished(() => contactImport.stop());
  const run = async (): Promise<Ended> => {
    contactImport.run();
    return ended(contactImport);
  };
  return { cache, contacts, contactImport, changes, told: () => told, run, all: () => allOf(contacts) };
}

type Ended = Extract<ImportState, { phase: 'ended' }>;

/** Waits for the end of what runs. */
export async function ended(contactImport: ContactImport): Promise<Ended> {
  for (;;) {
    const state = contactImport.state();
    if (state.phase === 'ended') return state;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** What the preview says of the whole file, once it is counted. */
export async function foreseen(contactImport: ContactImport): Promise<ImportCounts | null> {
  for (;;) {
    const state = contactImport.state();
    if (state.phase !== 'matching') throw new Error(state.phase);
    if (!state.preview.counting) return state.preview.counts;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Everybody, in the order of the list. */
export async function allOf(contacts: Contacts): Promise<Contact[]> {
  const all: Contact[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Contacts['page']>> = await contacts.page({ text: '', after, limit: 200 });
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
}

/** A folder that is gone after the test. */
export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'sputnik-contacts-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export function fileWith(contents: string | Uint8Array, name = 'contacts.csv'): string {
  const file = path.join(folder(), name);
  writeFileSync(file, contents);
  return file;
}
