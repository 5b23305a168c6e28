import { appendFileSync, createWriteStream, rmSync, truncateSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { ContactForm, ImportMatch, ImportState } from '../../../src-main/contract/model.ts';
import { ended, fileWith, folder, makeDesk } from './support/desk.ts';

const asProposed: ImportMatch = { encoding: null, delimiter: null, hasHeader: null, fields: null };

const table = (rows: number) =>
  `Имя;Телефон\n${Array.from({ length: rows }, (_, n) => `Клиент ${n};+7903${String(n).padStart(7, '0')}\n`).join('')}`;

function previewOf(state: ImportState) {
  if (state.phase !== 'matching') throw new Error(state.phase);
  return state.preview;
}

const form = (name: string, ...numbers: string[]): ContactForm => ({
  name,
  company: '',
  note: '',
  favourite: false,
  numbers: numbers.map((written) => ({ label: 'mobile', written })),
});

describe('an import', () => {
  it('shows what would come of each row before anything is written', async () => {
    const { contactImport, contacts, all } = makeDesk();
    await contacts.add(form('Анна', '89031112233'));
    await contacts.add(form('Иван', '89031112244'));
    const before = await all();
    const file = fileWith('Имя;Телефон\nАнна Петрова;89031112233\nИван;89031112244\nОльга;89031112255\n;позже\n');
    const { rows, rowCount } = previewOf(await contactImport.open(file));
    expect(rows.map(({ line, outcome, contact }) => [line, outcome, contact?.numbers[0]?.display])).toEqual([
      [2, 'updated', '+7 903 111-22-33'],
      [3, 'same', '+7 903 111-22-44'],
      [4, 'added', '+7 903 111-22-55'],
      [5, 'wrong', undefined],
    ]);
    expect(rows[3]!.problems).toEqual([{ line: 5, code: 'number-impossible', written: 'позже', taken: false }]);
    expect(rowCount).toBe(4);
    expect(await all()).toEqual(before);
  });

  it('does what the preview has shown', async () => {
    const { contactImport, contacts, run, all } = makeDesk();
    await contacts.add(form('Анна', '89031112233'));
    await contactImport.open(fileWith('Имя;Телефон\nАнна Петрова;89031112233\nОльга;89031112255\n;позже\n'));
    const { counts, end } = await run();
    expect({ counts, end }).toEqual({ counts: { added: 1, updated: 1, same: 0, wrong: 1 }, end: 'done' });
    expect((await all()).map(({ name }) => name)).toEqual(['Анна Петрова', 'Ольга']);
  });

  it('of the same file again adds nothing', async () => {
    const { contactImport, run, all } = makeDesk();
    const file = fileWith(table(250));
    await contactImport.open(file);
    await run();
    const before = await all();
    await contactImport.open(file);
    expect((await run()).counts).toEqual({ added: 0, updated: 0, same: 250, wrong: 0 });
    expect(await all()).toEqual(before);
  });

  it('is matched as the person says', async () => {
    const { contactImport, run, all } = makeDesk();
    const file = fileWith('Анна,Ромашка,89031112233\nИван,Лютик,89031112244\n');
    expect(previewOf(await contactImport.open(file)).table?.columns.map(({ field }) => field)).toEqual([
      'name',
      'skip',
      'mobile',
    ]);
    const match: ImportMatch = { ...asProposed, hasHeader: false, fields: ['name', 'company', 'work'] };
    const preview = previewOf(await contactImport.preview(match));
    expect(preview.rows[0]!.contact).toMatchObject({ company: 'Ромашка', numbers: [{ label: 'work' }] });
    await run();
    expect((await all()).map(({ company }) => company)).toEqual(['Ромашка', 'Лютик']);
  });

  it('is read in the encoding and with the delimiter that the person says', async () => {
    const { contactImport } = makeDesk();
    // «имя;1,номер;2» in KOI8-R, and a row below it.
    const koi8 = Buffer.from('\xc9\xcd\xd1;1,\xce\xcf\xcd\xc5\xd2;2\n\xcf\xcc\xd1,89031112233\n', 'latin1');
    await contactImport.open(fileWith(koi8));
    const preview = previewOf(await contactImport.preview({ ...asProposed, encoding: 'koi8-r', delimiter: ',' }));
    expect(preview.table?.columns.map(({ header }) => header)).toEqual(['имя;1', 'номер;2']);
    expect(preview.rows[0]!.contact).toMatchObject({ name: 'оля', numbers: [{ number: '+79031112233' }] });
  });

  it('is ended by the person: what came in stays, and can be taken back', async () => {
    const { contactImport, all } = makeDesk();
    await contactImport.open(fileWith(table(5000)));
    contactImport.run();
    while ((await all()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const state = await contactImport.cancel();
    expect(state).toMatchObject({ phase: 'ended', end: 'cancelled' });
    const there = (await all()).length;
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(5000);
    expect(await contactImport.undo()).toMatchObject({ phase: 'ended', end: 'undone', left: 0 });
    expect(await all()).toEqual([]);
  });

  it('is taken back, but for what a person has changed since', async () => {
    const { contactImport, contacts, run, all } = makeDesk();
    await contacts.add(form('Анна', '89031112233'));
    await contactImport.open(fileWith('Имя;Телефон\nАнна Петрова;89031112233\nИван;89031112244\nОльга;89031112255\n'));
    await run();
    const ivan = (await all()).find(({ name }) => name === 'Иван')!;
    await contacts.edit(ivan.id, form('Иван Смирнов', '89031112244'));
    expect(await contactImport.undo()).toMatchObject({ end: 'undone', left: 1 });
    expect((await all()).map(({ name }) => name)).toEqual(['Анна', 'Иван Смирнов']);
    await expect(contactImport.undo()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('goes on while the same person edits what came in, whose words then stay', async () => {
    const { contactImport, contacts, all } = makeDesk();
    await contactImport.open(fileWith(table(1000)));
    contactImport.run();
    let first;
    while (!first) first = (await all())[0];
    await contacts.edit(first.id, form('Переименован', '84951234567'));
    await ended(contactImport);
    expect((await all()).filter(({ name }) => name === 'Переименован')).toHaveLength(1);
  });

  it('tells its progress', async () => {
    const { contactImport, run, told } = makeDesk();
    await contactImport.open(fileWith(table(300)));
    const before = told();
    expect(await run()).toMatchObject({ end: 'done', counts: { added: 300 } });
    expect(told()).toBeGreaterThanOrEqual(before + 2);
  });

  it('shows the last of several matches, and none of them once it runs', async () => {
    const { contactImport } = makeDesk();
    await contactImport.open(fileWith(table(3000)));
    const slow = contactImport.preview(asProposed);
    const last = contactImport.preview({ ...asProposed, hasHeader: false });
    await Promise.all([slow, last]);
    expect(previewOf(contactImport.state()).table?.hasHeader).toBe(false);
    const late = contactImport.preview(asProposed);
    contactImport.run();
    await late;
    expect(contactImport.state().phase).not.toBe('matching');
    await ended(contactImport);
  });

  it('of another file puts the first one away, also while that is looked at', async () => {
    const { contactImport } = makeDesk();
    await contactImport.open(fileWith(table(3000), 'first.csv'));
    const looking = contactImport.preview(asProposed);
    const state = await contactImport.open(fileWith(table(3), 'second.csv'));
    await looking;
    expect(previewOf(state).fileName).toBe('second.csv');
    expect(previewOf(contactImport.state()).fileName).toBe('second.csv');
  });

  it('cannot begin without a preview, nor while another one runs', async () => {
    const { contactImport } = makeDesk();
    expect(() => contactImport.run()).toThrow(expect.objectContaining({ code: 'not-found' }));
    const file = fileWith(table(2000));
    await contactImport.open(file);
    contactImport.run();
    await expect(contactImport.open(file)).rejects.toMatchObject({ code: 'import-busy' });
    await expect(contactImport.preview(asProposed)).rejects.toMatchObject({ code: 'not-found' });
    await contactImport.cancel();
    expect(await contactImport.cancel()).toEqual({ phase: 'none' });
  });
});

describe('a file that is not what it should be ends in a failure that says so', () => {
  it('when it is gone or was changed after the preview', async () => {
    const { contactImport, run } = makeDesk();
    await expect(contactImport.open(path.join(folder(), 'none.csv'))).rejects.toMatchObject({
      code: 'import-unreadable',
    });
    expect(contactImport.state()).toEqual({ phase: 'none' });
    const file = fileWith(table(3));
    await contactImport.open(file);
    appendFileSync(file, 'Ольга;89031112255\n');
    expect(await run()).toMatchObject({ end: 'failed', error: { code: 'import-changed' } });
    rmSync(file);
    await expect(contactImport.open(file)).rejects.toMatchObject({ code: 'import-unreadable' });
  });

  it('when it is larger than any address book', async () => {
    const { contactImport } = makeDesk();
    const file = fileWith('Имя;Телефон\n');
    truncateSync(file, 600 * 1024 * 1024);
    await expect(contactImport.open(file)).rejects.toMatchObject({
      code: 'import-too-large',
      params: { limitMb: 512 },
    });
  });

  it('when it has a million rows', { timeout: 120_000 }, async () => {
    const { contactImport } = makeDesk();
    const file = await written((n) => `Клиент ${n};+7903${String(n % 10_000_000).padStart(7, '0')}\n`, 1_000_000);
    const grown = await heapGrowth(() =>
      expect(contactImport.open(file)).rejects.toMatchObject({ code: 'import-rows-max', params: { limit: 100_000 } }),
    );
    expect(grown).toBeLessThan(100e6);
  });

  it.each(['quoted', 'unquoted'])('when a %s cell has 100 MB', { timeout: 120_000 }, async (kind) => {
    const { contactImport } = makeDesk();
    const start = kind === 'quoted' ? 'Имя;Телефон\nАнна;"' : 'Имя;Телефон\nАнна;';
    const file = await written((n) => (n === 0 ? start : 'x'.repeat(100_000)), 1001);
    const grown = await heapGrowth(() =>
      expect(contactImport.open(file)).rejects.toMatchObject({ code: 'import-row-too-long', params: { line: 2 } }),
    );
    expect(grown).toBeLessThan(100e6);
  });

  it('but a photo of 100 MB, folded or not, is passed by', { timeout: 120_000 }, async () => {
    const { contactImport, run, all } = makeDesk();
    const photo = (fold: string) => (n: number) => {
      if (n === 0) return 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Анна\r\nPHOTO;ENCODING=b:';
      return n <= 1000 ? `${fold}${'A'.repeat(100_000)}` : '\r\nTEL:89031112233\r\nEND:VCARD\r\n';
    };
    for (const fold of ['', '\r\n ']) {
      const file = await written(photo(fold), 1002);
      const grown = await heapGrowth(() => contactImport.open(file));
      expect(grown).toBeLessThan(100e6);
      expect((await run()).problems).toEqual([]);
    }
    expect((await all()).map(({ name, numbers }) => [name, numbers[0]!.number])).toEqual([['Анна', '+79031112233']]);
  });
});

async function written(piece: (n: number) => string, count: number): Promise<string> {
  const file = path.join(folder(), 'large.csv');
  const out = createWriteStream(file);
  for (let n = 0; n < count; n += 1) if (!out.write(piece(n))) await once(out, 'drain');
  out.end();
  await once(out, 'close');
  return file;
}

/** By how much the memory that is held had grown at the most, in bytes; what only waits to be collected is not held. */
async function heapGrowth(work: () => Promise<unknown>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed + process.memoryUsage().external;
  };
  const before = used();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, used())), 20);
  await work();
  clearInterval(timer);
  return Math.max(most, used()) - before;
}
