import { execFileSync } from 'node:child_process';
import { appendFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ContactFile } from '../../../src-main/contacts/contact-file.ts';
import { readEntry } from '../../../src-main/contacts/draft.ts';
import { cardCharsMax } from '../../../src-main/contacts/limits.ts';
import { readCards } from '../../../src-main/contacts/vcard/read.ts';
import { readNumbers } from '../../../src-main/contacts/written-numbers.ts';
import { readNumber } from '../../../src-main/vats/numbers.ts';
import { fileWith, folder, makeDesk } from './support/desk.ts';

const table = `Имя;Телефон\n${'Клиент;+79031112233\n'.repeat(10_000)}`;
const proposal = { encoding: null, delimiter: null, hasHeader: null, fields: null };
const unreadable = { code: 'import-unreadable' };

function pipe(): string {
  const file = path.join(folder(), 'pipe.csv');
  execFileSync('mkfifo', [file]);
  return file;
}

describe.skipIf(process.platform === 'win32')('what is no file', () => {
  it.each([
    ['a pipe', pipe],
    ['a device', () => '/dev/zero'],
    ['a folder', () => folder()],
  ])('is not read: %s', async (_, made) => {
    const { contactImport } = makeDesk();
    await expect(contactImport.open(made())).rejects.toMatchObject(unreadable);
  });

  it('and was put in the place of one', async () => {
    const { contactImport, run } = makeDesk();
    const file = fileWith(table);
    await contactImport.open(file);
    renameSync(pipe(), file);
    expect(await run()).toMatchObject({ end: 'failed', error: unreadable });
  });
});

it('a file that grows while it is read has no end of its own, and is not taken for what was chosen', async () => {
  const file = fileWith(table);
  const chosen = await ContactFile.choose(file, new AbortController().signal);
  const entries = chosen.entries(await chosen.plan(proposal, readNumber), readNumber);
  await entries.next();
  appendFileSync(file, table);
  const rest = async () => {
    for await (const each of entries) void each;
  };
  await expect(rest()).rejects.toMatchObject({ code: 'import-changed' });
});

/** Main does nothing else meanwhile: no window, no callback. Tens of milliseconds, on a PC that is not busy with tests. */
const longestMs = 1_500;

it.each([
  ['line ends', `1${'\n'.repeat(1990)}1`],
  ['separators', `1${' ,;\n/'.repeat(390)}x`],
  ['extensions', ', доб 1'.repeat(280)],
])('a cell full of %s is read at once', (_, cell) => {
  const startedAt = performance.now();
  readNumbers(cell, readNumber);
  expect(performance.now() - startedAt).toBeLessThan(longestMs);
});

it('a card of two hundred endless notes is read at once, and said to be too long', async () => {
  const bytes = Buffer.from(`BEGIN:VCARD\nFN:Анна\n${`NOTE:${'a;'.repeat(450_000)}\n`.repeat(150)}END:VCARD\n`);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  let longest = 0;
  let last = performance.now();
  const found = [];
  for await (const entries of readCards(pieces(), 'utf-8', readNumber)) {
    found.push(...entries.map((entry) => ({ kept: entry.draft?.note.length ?? 0, ...readEntry(entry, readNumber) })));
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  expect(found).toMatchObject([{ contact: { name: 'Анна' }, problems: [{ code: 'text-too-long' }] }]);
  expect(found[0]!.kept).toBeLessThan(2 * cardCharsMax);
  expect(longest).toBeLessThan(longestMs);
});
