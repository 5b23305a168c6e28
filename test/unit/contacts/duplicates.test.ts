import { describe, expect, it } from 'vitest';
import { identicalName, sameName } from '../../../src-main/cache/contact-likeness.ts';
import type { ContactForm } from '../../../src-main/contract/model.ts';
import { makeDesk } from './support/desk.ts';

const form = (fields: Partial<Omit<ContactForm, 'numbers'>> & { numbers?: string[] }): ContactForm => ({
  name: '',
  company: '',
  note: '',
  favourite: false,
  ...fields,
  numbers: (fields.numbers ?? []).map((written) => ({ label: 'other', written })),
});

describe('names', () => {
  const named = (name: string, company = '') => ({ name, company });

  it.each([
    ['Анна Петрова', 'петрова анна'],
    ['А. Петрова', 'Анна Петрова'],
    ['Анна', 'Анна Сергеевна Петрова'],
    ['Петрова А. С.', 'Анна Сергеевна Петрова'],
    ['Пётр Ёлкин', 'Петр Елкин'],
    ['', 'Анна'],
  ])('«%s» and «%s» may be one person', (one, other) => {
    expect(sameName(named(one), named(other))).toBe(true);
    expect(sameName(named(other), named(one))).toBe(true);
  });

  it.each([
    ['Анна Петрова', 'Ольга Петрова'],
    ['О. Петрова', 'Анна Петрова'],
    ['Анна Анна', 'Анна Петрова'],
    ['Анна', 'Аннабель'],
  ])('«%s» and «%s» are two', (one, other) => {
    expect(sameName(named(one), named(other))).toBe(false);
    expect(sameName(named(other), named(one))).toBe(false);
  });

  it('that are missing leave it to the company', () => {
    expect(sameName(named('', 'Ромашка'), named('', 'ромашка'))).toBe(true);
    expect(sameName(named('', 'Ромашка'), named('', 'Лютик'))).toBe(false);
    expect(identicalName(named('Анна', 'Ромашка'), named('анна', 'РОМАШКА'))).toBe(true);
    expect(identicalName(named('Анна', 'Ромашка'), named('Анна', 'Лютик'))).toBe(false);
  });
});

describe('duplicates', () => {
  it('are contacts that share a number; those that share several are one group', async () => {
    const { contacts } = makeDesk();
    const anna = await contacts.add(form({ name: 'Анна', numbers: ['89031112233', '84951234567'] }));
    const petrova = await contacts.add(
      form({ name: 'Петрова', favourite: true, numbers: ['89031112233', '84951234567'] }),
    );
    await contacts.add(form({ name: 'Один', numbers: ['89031112244'] }));
    const { items, next } = await contacts.duplicates({ after: null, limit: 10 });
    expect(items).toEqual([
      {
        numbers: [
          { number: '+74951234567', display: '+7 495 123-45-67' },
          { number: '+79031112233', display: '+7 903 111-22-33' },
        ],
        contacts: [petrova, anna],
        contactCount: 2,
      },
    ]);
    expect(next).toBeNull();
  });

  it('come page by page, without removed contacts', async () => {
    const { contacts } = makeDesk();
    const pairs = [...'123456789'].map((digit) => `8903111223${digit}`);
    for (const number of pairs) {
      await contacts.add(form({ name: 'Анна', numbers: [number] }));
      await contacts.add(form({ name: 'Иван', numbers: [number] }));
    }
    const first = await contacts.duplicates({ after: null, limit: 4 });
    await contacts.remove(first.items[0]!.contacts[0]!.id);
    const second = await contacts.duplicates({ after: first.next, limit: 4 });
    const third = await contacts.duplicates({ after: second.next, limit: 4 });
    const seen = [...first.items, ...second.items, ...third.items].map(({ numbers }) => numbers[0]!.number);
    expect(seen).toEqual(pairs.map((number) => `+7${number.slice(1)}`));
    expect(third.next).toBeNull();
    expect((await contacts.duplicates({ after: null, limit: 50 })).items).toHaveLength(8);
    await expect(contacts.duplicates({ after: 'x', limit: 4 })).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('are merged: the kept name wins, numbers are united, notes joined, a star stays', async () => {
    const { contacts, all, changes } = makeDesk();
    const kept = await contacts.add(form({ name: 'Анна', note: 'первая\nобщая', numbers: ['89031112233'] }));
    const other = await contacts.add({
      ...form({ name: 'А. Петрова', company: 'Ромашка', note: 'общая\nвторая', favourite: true }),
      numbers: [
        { label: 'mobile', written: '89031112233' },
        { label: 'work', written: '84951234567' },
      ],
    });
    changes.length = 0;
    const { contact } = await contacts.merge({ keep: kept.id, others: [other.id] });
    expect(contact).toEqual({
      id: kept.id,
      name: 'Анна',
      company: 'Ромашка',
      note: 'первая\nобщая\nвторая',
      favourite: true,
      numbers: [
        { label: 'mobile', number: '+79031112233', display: '+7 903 111-22-33' },
        { label: 'work', number: '+74951234567', display: '+7 495 123-45-67' },
      ],
    });
    expect(await all()).toEqual([contact]);
    expect(changes).toEqual([[kept.id, other.id]]);
    expect((await contacts.page({ text: 'ромашка 8495', after: null, limit: 5 })).items).toEqual([contact]);
  });

  it('that were merged are taken apart again, exactly as they were', async () => {
    const { contacts, all } = makeDesk();
    const ids = [];
    for (const name of ['Анна', 'Иван', 'Ольга']) {
      ids.push((await contacts.add(form({ name, note: name, numbers: ['84951234567'] }))).id);
    }
    const before = await all();
    const { mergeId } = await contacts.merge({ keep: ids[0]!, others: [ids[1]!, ids[2]!] });
    expect(await all()).toHaveLength(1);
    await contacts.unmerge(mergeId);
    expect(await all()).toEqual(before);
    expect((await contacts.page({ text: 'ольга', after: null, limit: 5 })).items).toHaveLength(1);
    await expect(contacts.unmerge(mergeId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that were merged and then edited stay as they are', async () => {
    const { contacts, all } = makeDesk();
    const anna = await contacts.add(form({ name: 'Анна', numbers: ['84951234567'] }));
    const ivan = await contacts.add(form({ name: 'Иван', numbers: ['84951234567'] }));
    const { mergeId } = await contacts.merge({ keep: anna.id, others: [ivan.id] });
    await new Promise((resolve) => setTimeout(resolve, 2));
    const edited = await contacts.edit(anna.id, form({ name: 'Анна Петрова', numbers: ['84951234567'] }));
    await expect(contacts.unmerge(mergeId)).rejects.toMatchObject({ code: 'merge-stale' });
    expect(await all()).toEqual([edited]);
  });

  it('that are too much for one contact, or not there, are left alone', async () => {
    const { contacts, all } = makeDesk();
    const numbers = (from: number) =>
      Array.from({ length: 15 }, (_, n) => `8903111${String(from + n).padStart(4, '0')}`);
    const one = await contacts.add(form({ name: 'Анна', numbers: numbers(0) }));
    const other = await contacts.add(form({ name: 'Анна', numbers: numbers(14) }));
    const before = await all();
    await expect(contacts.merge({ keep: one.id, others: [other.id] })).rejects.toMatchObject({
      code: 'merge-too-much',
    });
    await contacts.remove(other.id);
    await expect(contacts.merge({ keep: one.id, others: [other.id] })).rejects.toMatchObject({ code: 'not-found' });
    await contacts.restore(other.id);
    expect(await all()).toEqual(before);
  });
});
