import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberLabels, type Contact } from '../../../src-main/contract/model.ts';
import { uuid } from '../cache/support/database.ts';
import { allOf, folder, makeDesk } from './support/desk.ts';

/** What tables and cards stumble over, and what they take for commands. */
const char = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'абвгдёЖZqx019 ') },
  { weight: 4, arbitrary: fc.constantFrom(...`=+-@;,:"'\\\t/|n%&<>()[]`, '＝', '＋', '𝄞', '😀', 'é', '«', '…') },
);
const text = (maxLength: number) => fc.string({ unit: char, maxLength });
const oneLine = (maxLength: number) => text(maxLength).map((written) => written.replace(/\s+/g, ' ').trim());
const note = fc.array(text(60), { maxLength: 4 }).map((lines) => lines.join('\n').trim());
const number = fc.oneof(
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `+7495${String(n).padStart(7, '0')}`),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `+7903${String(n).padStart(7, '0')}`),
  fc.constantFrom('+4930123456', '+442071838750', '+375172000000', '+12025550123', '+8613800138000'),
);
const contact = fc
  .record({
    name: oneLine(40),
    company: oneLine(40),
    note,
    favourite: fc.boolean(),
    numbers: fc.uniqueArray(fc.record({ label: fc.constantFrom(...numberLabels), number }), {
      selector: (each) => each.number,
      minLength: 1,
      maxLength: 6,
    }),
  })
  // Nothing but signs: such a name is none to whoever compares names, so two would be taken for one.
  .filter(({ name }) => name === '' || /[\p{L}\p{N}]/u.test(name));

describe.each(['csv', 'vcard'] as const)('contacts written to %s', (format) => {
  it.each(['ru', 'en'] as const)('come back as they were (%s)', { timeout: 120_000 }, async (language) => {
    await fc.assert(
      fc.asyncProperty(fc.array(contact, { minLength: 1, maxLength: 8 }), async (contacts) => {
        const [from, to] = [makeDesk(), makeDesk()];
        const nowMs = 1;
        for (const [index, each] of distinct(contacts).entries()) {
          await from.cache.run('contacts.insert', { id: uuid(index), ...each }, nowMs);
        }
        const file = path.join(folder(), `contacts.${format}`);
        await from.contacts.exportTo({ format }, language, file);
        await to.contactImport.open(file);
        const { counts, problems } = await to.run();
        expect(problems).toEqual([]);
        expect(counts.wrong).toBe(0);
        expect((await allOf(to.contacts)).map(withoutId).sort(byText)).toEqual(
          (await allOf(from.contacts)).map(withoutId).sort(byText),
        );
        await Promise.all([from.cache.close(), to.cache.close()]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Contacts that share no number, so that none is taken for another one. */
function distinct<C extends { numbers: { number: string }[] }>(contacts: C[]): C[] {
  const seen = new Set<string>();
  return contacts.filter(({ numbers }) => {
    const fresh = numbers.every((each) => !seen.has(each.number));
    if (fresh) for (const each of numbers) seen.add(each.number);
    return fresh;
  });
}

const withoutId = ({ id: _id, ...rest }: Contact) => rest;
const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

it('a table of contacts is what Excel opens with a double click', async () => {
  const { contacts } = makeDesk();
  const numbers = [
    { label: 'mobile' as const, written: '8 903 111-22-33' },
    { label: 'work' as const, written: '+49 30 123456' },
  ];
  await contacts.add({ name: '=1+1', company: 'ООО "Ромашка"', note: 'раз\n@два;=три', favourite: true, numbers });
  const file = path.join(folder(), 'contacts.csv');
  await contacts.exportTo({ format: 'csv' }, 'ru', file);
  expect(readFileSync(file, 'utf8')).toBe(
    '\uFEFF"Имя и фамилия";"Компания";"Вид 1";"Телефон 1";"Вид 2";"Телефон 2";"Избранное";"Заметка"\r\n' +
      `"'=1+1";"ООО ""Ромашка""";"мобильный";"(+7) 903 111-22-33";"рабочий";"(+49) 30 123456";"да";"раз\n'@два;'=три"\r\n`,
  );
});

it('a card has what phones want, in lines of 75 octets at most', async () => {
  const { contacts } = makeDesk();
  const name = 'Константин Константинопольский-Задунайский';
  await contacts.add({
    name,
    company: 'Ромашка; и сыновья',
    note: 'а'.repeat(100),
    favourite: true,
    numbers: [{ label: 'mobile', written: '89031112233' }],
  });
  const file = path.join(folder(), 'contacts.vcf');
  await contacts.exportTo({ format: 'vcard' }, 'ru', file);
  const written = readFileSync(file, 'utf8');
  for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(written.replaceAll('\r\n ', '').split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${name};;;`,
    `FN:${name}`,
    String.raw`ORG:Ромашка\; и сыновья`,
    'TEL;TYPE=CELL:+79031112233',
    `NOTE:${'а'.repeat(100)}`,
    'CATEGORIES:starred',
    'END:VCARD',
    '',
  ]);
});

it('a file that cannot be written is told of, and leaves nothing behind', async () => {
  const { contacts } = makeDesk();
  const there = folder();
  await expect(contacts.exportTo({ format: 'csv' }, 'ru', path.join(there, 'no', 'such.csv'))).rejects.toMatchObject({
    code: 'file-not-saved',
  });
});
