import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../../src-main/cache/db.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { fold } from '../../../src-main/cache/search-text.ts';
import { contact, inMemory, noonMs, uuid } from './support/database.ts';

const { contacts } = queries;

function filled(...list: ReturnType<typeof contact>[]): Db {
  const db = inMemory();
  for (const each of list) contacts.insert(db, each, noonMs);
  return db;
}

/** The names that a search finds, in order. */
const found = (db: Db, text: string) =>
  contacts.page(db, { text, after: null, limit: 100 }).items.map(({ name }) => name);

/** All pages, one after the other. */
function everything(db: Db, text: string, limit: number, between = () => undefined as void): string[] {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page = contacts.page(db, { text, after, limit });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
    between();
  } while (after !== null);
  return ids;
}

const people = [
  contact(1, 'Анна Петрова', { company: 'Ромашка', numbers: ['+74951234567', '+79031112233'] }),
  contact(2, 'Пётр Ёлкин', { note: 'просил звонить после 18:00', numbers: ['+78120001122'] }),
  contact(3, "Шон О'Коннор", { company: 'ООО "Рога и копыта"', numbers: ['+353861234567'] }),
  contact(4, 'Zoë Müller', { company: 'C++ & Co* (NEAR)', favourite: true, numbers: ['+4930123456'] }),
  contact(5, '', { company: 'Автосервис 24', numbers: ['+74997770077'] }),
];

describe('contacts', () => {
  it('are counted as the list shows them: those that are found, none that was removed', () => {
    const db = filled(...people);
    expect(contacts.count(db, '')).toBe(5);
    for (const text of ['анна', 'а', '8 495', '+74', 'о', 'c++', 'никого', 'ё']) {
      expect(contacts.count(db, text), text).toBe(found(db, text).length);
    }
    contacts.remove(db, uuid(1), noonMs);
    expect([contacts.count(db, ''), contacts.count(db, 'анна')]).toEqual([4, 0]);
  });
});

describe('a contact', () => {
  it('is kept whole, its numbers in their order', () => {
    const db = filled(...people);
    expect(contacts.byId(db, uuid(1))).toEqual(people[0]);
    const edited = { ...people[0]!, name: 'Анна Иванова', favourite: true, numbers: people[0]!.numbers.toReversed() };
    contacts.update(db, edited, noonMs + 1);
    expect(contacts.byId(db, uuid(1))).toEqual(edited);
    expect(found(db, 'Петрова')).toEqual([]);
    expect(found(db, 'Иванова')).toEqual(['Анна Иванова']);
    expect(db.pragma('integrity_check')).toBe('ok');
  });

  it('is not found once removed, can be restored for a day, then is forgotten', () => {
    const db = filled(...people);
    contacts.remove(db, uuid(1), noonMs);
    expect(found(db, 'анна')).toEqual([]);
    expect(found(db, '')).toHaveLength(4);
    expect(contacts.byId(db, uuid(1))).toBeNull();
    expect(contacts.findByNumbers(db, ['+74951234567'])).toEqual([]);
    for (const again of [
      () => contacts.remove(db, uuid(1), noonMs),
      () => contacts.update(db, people[0]!, noonMs),
      () => contacts.restore(db, uuid(99)),
    ]) {
      expect(again).toThrow('not-found');
    }
    expect(contacts.purge(db, noonMs)).toBe(0);
    expect(contacts.restore(db, uuid(1))).toEqual(people[0]);
    expect(found(db, 'анна')).toEqual(['Анна Петрова']);

    contacts.remove(db, uuid(1), noonMs);
    expect(contacts.purge(db, noonMs + 1)).toBe(1);
    expect(() => contacts.restore(db, uuid(1))).toThrow('not-found');
    expect(db.get('SELECT count(*) AS n FROM contact_numbers WHERE number = ?', ['+74951234567'])).toEqual({ n: 0 });
    contacts.insert(db, contact(6, 'Новый'), noonMs);
    expect(found(db, 'анна')).toEqual([]);
    expect(db.pragma('integrity_check')).toBe('ok');
  });

  it('is known by its number; of several the favourite, then the one last edited', () => {
    const db = filled(...people);
    const names = (...numbers: string[]) =>
      Object.fromEntries(
        contacts.findByNumbers(db, numbers).map((owner) => [owner.number, [owner.contactId, owner.name]]),
      );
    expect(names('+79031112233', '+74997770077', '+70000000000')).toEqual({
      '+79031112233': [uuid(1), 'Анна Петрова'],
      '+74997770077': [uuid(5), 'Автосервис 24'],
    });
    contacts.insert(db, contact(7, 'Вторая', { numbers: ['+79031112233'] }), noonMs + 1);
    expect(contacts.findByNumbers(db, ['+79031112233'])).toMatchObject([{ name: 'Вторая' }]);
    contacts.update(db, { ...people[0]!, favourite: true }, noonMs);
    expect(contacts.findByNumbers(db, ['+79031112233'])).toMatchObject([{ name: 'Анна Петрова' }]);
    expect(contacts.findByNumbers(db, [])).toEqual([]);
  });
});

describe('search', () => {
  const anna = 'Анна Петрова';
  const peter = 'Пётр Ёлкин';
  const sean = "Шон О'Коннор";
  const zoe = 'Zoë Müller';

  it.each<[string, string[]]>([
    ['', [zoe, '', anna, peter, sean]],
    // Names, companies, notes; any part, any case, ё as е.
    ['анна', [anna]],
    ['НН', [anna, sean]],
    ['етр', [anna, peter]],
    ['петр', [anna, peter]],
    ['ПЁТР', [anna, peter]],
    ['елк', [peter]],
    ['ёл', [peter]],
    ['ромаш', [anna]],
    ['звонить', [peter]],
    ['müller', [zoe]],
    ['MÜL', [zoe]],
    // Every word must be somewhere.
    ['петрова ромашка', [anna]],
    ['ромашка петр ан', [anna]],
    ['петрова рога', []],
    // Numbers, however they are written.
    ['+7 495 123-45-67', [anna]],
    ['8 (495) 123-45-67', [anna]],
    ['84951234567', [anna]],
    ['74951234567', [anna]],
    ['4951234567', [anna]],
    ['8495', [anna]],
    ['+7495', [anna]],
    ['495-12', [anna]],
    ['45-67', [anna, sean]],
    ['67', [anna, sean]],
    ['00 77', ['']],
    ['810 49 30', [zoe]],
    ['+49 30', [zoe]],
    ['+353', [sean]],
    ['анна 495 12', [anna]],
    // With the keyboard on the other language.
    ['fyyf 495 12', [anna]],
    ['туфк', [zoe]],
    ['анна 812', []],
    ['18:00', [peter]],
    ['сервис 24', ['']],
    // Signs and the words of the full-text language are text like any other.
    ["о'коннор", [sean]],
    ['о’коннор', [sean]],
    ['"рога', [sean]],
    ['«рога и копыта»', [sean]],
    ['"', [sean]],
    ["'", [sean]],
    ['*', [zoe]],
    ['co*', [zoe]],
    ['петр*', []],
    ['near', [zoe]],
    ['(near)', [zoe]],
    ['NEAR(анна петрова)', []],
    ['c++', [zoe]],
    ['анна OR пётр', []],
    ['анна AND петрова', []],
    ['name:анна', []],
    ['^анна', []],
    ['анна"', []],
    ['"анна" OR "пётр', []],
    ['%', []],
    ['_', []],
    ["'; DROP TABLE contacts; --", []],
    ['\u0000', [zoe, '', anna, peter, sean]],
    ['ан\u0000на', [anna]],
  ])('%j', (text, names) => {
    expect(found(filled(...people), text)).toEqual(names);
  });

  it('takes whatever is typed without failing, and finds what has it all as plain text', () => {
    const db = filled(...people);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        contacts.page(db, { text, after: null, limit: 100 });
      }),
      { numRuns: 500 },
    );
  });

  it('finds every contact by every part of it', () => {
    const db = filled(...people);
    const part = fc.constantFrom(...people).chain((person) =>
      fc
        .constantFrom(
          ...[person.name, person.company, person.note].filter(Boolean),
          ...person.numbers.map(({ number }) => number),
        )
        .chain((text) =>
          fc
            .tuple(fc.nat(text.length - 1), fc.nat(text.length))
            .map(([from, length]) => text.slice(from, from + length + 1)),
        )
        .filter((text) => /[\p{L}\p{N}]/u.test(text))
        .map((text) => ({ person, text })),
    );
    fc.assert(
      fc.property(part, ({ person, text }) => {
        const { items } = contacts.page(db, { text, after: null, limit: 100 });
        expect(items.map(({ id }) => id)).toContain(person.id);
      }),
      { numRuns: 500 },
    );
  });
});

describe('pages of contacts', () => {
  const name = fc.constantFrom('Анна', 'анна', 'Ёлка', 'Елка', '', 'Zed', '«Анна»', '24', 'Анна Б');
  const some = fc.array(fc.record({ name, favourite: fc.boolean() }), { maxLength: 40 });
  const fill = (list: { name: string; favourite: boolean }[]) =>
    filled(...list.map((each, n) => contact(n, each.name, { favourite: each.favourite, numbers: ['+74951234567'] })));

  it('together are everything exactly once, and the same as one large page', () => {
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('', 'анна', 'ан', '495'),
        (list, limit, text) => {
          const db = fill(list);
          const ids = everything(db, text, limit);
          expect(ids).toEqual(contacts.page(db, { text, after: null, limit: 200 }).items.map(({ id }) => id));
          const due = list.filter((each) => text === '' || text === '495' || fold(each.name).includes(text)).length;
          expect(new Set(ids).size).toBe(due);
          expect(ids).toHaveLength(due);
          db.close();
        },
      ),
      { numRuns: 100 },
    );
  });

  it('show all that was there from the beginning exactly once while others are added and removed', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 5 }), (list, limit) => {
        const db = fill(list);
        let n = 1000;
        const ids = everything(db, '', limit, () => {
          if (n >= 1060) return;
          contacts.insert(db, contact(n, ['Анна', 'Елка', 'Zed'][n % 3]!, { favourite: n % 2 === 0 }), noonMs);
          if (n % 4 === 0 && n > 1001) contacts.remove(db, uuid(n - 2), noonMs);
          n++;
        });
        const old = ids.filter((id) => id < uuid(1000));
        expect(new Set(ids).size).toBe(ids.length);
        expect(old).toHaveLength(list.length);
        db.close();
      }),
      { numRuns: 50 },
    );
  });

  it('refuse a token that is none', () => {
    const db = filled(...people);
    const orders = Buffer.from('[1,"x"]').toString('base64url');
    for (const after of ['', '!', orders])
      expect(() => contacts.page(db, { text: '', after, limit: 1 })).toThrow('bad-input');
  });
});
