import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportMatch } from '../../../src-main/contract/model.ts';
import { ended, fileWith, foreseen, makeDesk } from './support/desk.ts';

const asProposed: ImportMatch = { encoding: null, delimiter: null, hasHeader: null, fields: null };

const table = (rows: number) =>
  `Имя;Телефон\n${Array.from({ length: rows }, (_, n) => `Клиент ${n};+7903${String(n).padStart(7, '0')}\n`).join('')}`;

describe('what would become of the whole file', () => {
  it('is told in the preview, of thousands once it is counted, and changes nothing', async () => {
    const { contactImport, contacts, all } = makeDesk();
    const numbers = [{ label: 'mobile' as const, written: '+79030000007' }];
    await contacts.add({ name: 'Клиент', company: '', note: '', favourite: false, numbers });
    const before = await all();
    // The 4,000th row is of somebody whom the 8th has brought; three have nobody in them.
    const file = fileWith(`${table(4000)}Клиент 8;+79030000008\n;позже\n;112\nИмя и;\n;\n;нет\n`);
    const opened = await contactImport.open(file);
    expect(opened).toMatchObject({ preview: { rowCount: 4005, counting: true, counts: null } });
    expect(await foreseen(contactImport)).toEqual({ added: 4000, updated: 1, same: 1, wrong: 3 });
    expect(await all()).toEqual(before);
    contactImport.run();
    expect((await ended(contactImport)).counts).toEqual({ added: 4000, updated: 1, same: 1, wrong: 3 });
  });

  it('of a file that is shown whole is there at once', async () => {
    const { contactImport } = makeDesk();
    expect(await contactImport.open(fileWith(`${table(3)};позже\n`))).toMatchObject({
      preview: { counting: false, counts: { added: 3, updated: 0, same: 0, wrong: 1 } },
    });
  });

  it('is what the import then does, whoever is in the file and in the book', { timeout: 60_000 }, async () => {
    const name = fc.constantFrom('Анна', 'Анна Петрова', 'А. Петрова', 'Иван', '');
    const number = fc.constantFrom('+79031112233', '+79031112244', '+79031112255', 'позже', '');
    const row = fc.tuple(name, name, number, number).map((cells) => cells.join(';'));
    const rows = fc.array(row, { minLength: 21, maxLength: 250 });
    await fc.assert(
      fc.asyncProperty(rows, rows, async (book, next) => {
        const { contactImport, run } = makeDesk();
        for (const each of [book, next]) {
          await contactImport.open(
            fileWith(`Имя;Компания;Телефон;Мобильный\nКлиент;;+79990000000;\n${each.join('\n')}\n`),
          );
          const told = await foreseen(contactImport);
          expect(told).not.toBeNull();
          expect((await run()).counts).toEqual(told);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is counted for the last way to read the file', async () => {
    const { contactImport } = makeDesk();
    await contactImport.open(fileWith(table(3000)));
    const match: ImportMatch = { ...asProposed, fields: ['skip', 'mobile'], hasHeader: false };
    expect(await contactImport.preview(match)).toMatchObject({ preview: { counting: true, counts: null } });
    expect(await foreseen(contactImport)).toEqual({ added: 3000, updated: 0, same: 0, wrong: 1 });
  });

  it('is counted on when the file cannot be read in another way', async () => {
    const { contactImport } = makeDesk();
    const wide = `Анна;${'x'.repeat(900_000)}\n`;
    await contactImport.open(fileWith(`${table(3000)}${wide.repeat(3)}`));
    const refused = contactImport.preview({ ...asProposed, encoding: 'utf-16le' });
    await expect(refused).rejects.toMatchObject({ code: 'import-row-too-long' });
    expect(await foreseen(contactImport)).toMatchObject({ added: 3001 });
  });

  it('holds up neither the import nor who puts the file away', async () => {
    const { contactImport, cache } = makeDesk();
    const file = fileWith(table(3000));
    await contactImport.open(file);
    expect(await contactImport.cancel()).toEqual({ phase: 'none' });
    await contactImport.open(file);
    contactImport.run();
    expect((await ended(contactImport)).counts.added).toBe(3000);
    expect(contactImport.state()).toMatchObject({ phase: 'ended', end: 'done' });
    // The copy of the contacts is gone.
    await expect(cache.run('contactForesight.prepare', 'any')).rejects.toMatchObject({ code: 'not-found' });
  });
});
