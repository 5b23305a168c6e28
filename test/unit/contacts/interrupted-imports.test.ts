import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inThread } from '../cache/support/processes.ts';
import { fileWith, folder, makeDesk } from './support/desk.ts';

const rows = 5000;
const table = () =>
  `Имя;Телефон\n${Array.from({ length: rows }, (_, n) => `Клиент ${n};+7903${String(n).padStart(7, '0')}\n`).join('')}`;

type Desk = ReturnType<typeof makeDesk>;

const someAreIn = async ({ all }: Desk) => {
  while ((await all()).length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
};

/** The program ends in the middle of an import, as «Выйти» ends it; then it is started again. */
async function cutOff(source: string, book = path.join(folder(), 'cache.db')) {
  const before = makeDesk({ file: book });
  await before.contactImport.open(source);
  before.contactImport.run();
  await someAreIn(before);
  await before.contactImport.stop();
  await before.cache.close();
  return { book, desk: makeDesk({ file: book }) };
}

describe('an import that the end of the program has cut off', () => {
  it('is told of at the next start, and says how much of the file is in', async () => {
    const { desk } = await cutOff(fileWith(table(), 'клиенты.csv'));
    const there = (await desk.all()).length;
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(rows);
    expect(await desk.contactImport.interrupted.last()).toEqual({
      id: expect.any(String),
      fileName: 'клиенты.csv',
      rowCount: rows,
      taken: there,
      undoable: true,
    });
  });

  it('by a sudden death, too', async () => {
    const book = path.join(folder(), 'cache.db');
    const threads: ReturnType<typeof inThread>[] = [];
    const spawn = () => {
      const thread = inThread();
      threads.push(thread);
      return thread;
    };
    const before = makeDesk({ file: book, spawn });
    await before.contactImport.open(fileWith(table()));
    before.contactImport.run();
    await someAreIn(before);
    const dead = new Promise((resolve) => threads[0]!.on('exit', () => resolve(null)));
    threads[0]!.kill();
    await dead;
    await before.cache.close();
    const desk = makeDesk({ file: book });
    const there = (await desk.all()).length;
    expect(await desk.contactImport.interrupted.last()).toMatchObject({ taken: there, rowCount: rows });
  });

  it('can be taken back, but for what the person has changed since', async () => {
    const { desk } = await cutOff(fileWith(table()));
    const { interrupted } = desk.contactImport;
    const [first] = await desk.all();
    await desk.contacts.edit(first!.id, { name: 'Анна', company: '', note: '', favourite: false, numbers: [] });
    const { id } = (await interrupted.last())!;
    expect(await interrupted.undo(id)).toBe(1);
    expect((await desk.all()).map(({ name }) => name)).toEqual(['Анна']);
    expect(await interrupted.last()).toBeNull();
  });

  it('is told of until the person puts it away; what came in stays', async () => {
    const { desk, book } = await cutOff(fileWith(table()));
    const there = (await desk.all()).length;
    const told = (await desk.contactImport.interrupted.last())!;
    await desk.cache.close();
    const again = makeDesk({ file: book });
    expect(await again.contactImport.interrupted.last()).toEqual(told);
    await again.contactImport.interrupted.forget(told.id);
    expect(await again.contactImport.interrupted.last()).toBeNull();
    expect(await again.all()).toHaveLength(there);
  });

  it('is over when that file has come in whole, whose contacts are there once', async () => {
    const source = fileWith(table());
    const { desk } = await cutOff(source);
    const { taken } = (await desk.contactImport.interrupted.last())!;
    await desk.contactImport.open(source);
    desk.contactImport.run();
    // Not the one that is under way.
    expect(await desk.contactImport.interrupted.last()).toMatchObject({ taken });
    while (desk.contactImport.running) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(desk.contactImport.state()).toMatchObject({ end: 'done', counts: { added: rows - taken, same: taken } });
    expect(await desk.contactImport.interrupted.last()).toBeNull();
    expect(await desk.all()).toHaveLength(rows);
  });

  it('is none that has ended, was stopped by the person, or has failed: that was told at once', async () => {
    const desk = makeDesk();
    await desk.contactImport.open(fileWith('Имя;Телефон\nАнна;89031112233\n'));
    await desk.run();
    expect(await desk.contactImport.interrupted.last()).toBeNull();
    await desk.contactImport.open(fileWith(table()));
    desk.contactImport.run();
    while ((await desk.all()).length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await desk.contactImport.cancel()).toMatchObject({ end: 'cancelled' });
    expect(await desk.contactImport.interrupted.last()).toBeNull();
  });

  it('of a second file is told of first, and then the one before', async () => {
    const { book, desk } = await cutOff(fileWith(table(), 'первый.csv'));
    await desk.cache.close();
    const other = table().replaceAll('Клиент', 'Другой').replaceAll('+7903', '+7905');
    const { desk: next } = await cutOff(fileWith(other, 'второй.csv'), book);
    const { interrupted } = next.contactImport;
    const last = (await interrupted.last())!;
    expect(last.fileName).toBe('второй.csv');
    await interrupted.undo(last.id);
    expect(await interrupted.last()).toMatchObject({ fileName: 'первый.csv', undoable: true });
  });
});
