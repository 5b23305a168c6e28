import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../../src-main/cache/db.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import type { RecordFilter } from '../../../src-main/contract/model.ts';
import type { StoredRecord } from '../../../src-main/cache/queries/record-row.ts';
import type { PbxRecord } from '../../../src-main/vats/model.ts';
import { contact, inMemory, noonMs, order, uuid } from './support/database.ts';
import { ingest, ownNumber, record } from './support/records.ts';

/** Page by page to the end. */
function all(db: Db, filter: RecordFilter, limit = 3): StoredRecord[] {
  const items: StoredRecord[] = [];
  let after: string | null = null;
  do {
    const page = queries.records.page(db, { filter, after, limit });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}

const own = ownNumber.slice(1);
const samples: Partial<PbxRecord>[] = [
  { kind: 'call', numberA: '84951234567', numberB: '101', userName: 'Анна Петрова', groupName: 'Продажи' },
  { kind: 'call', numberA: '101', numberB: '79161234599', userName: 'Анна Петрова', groupName: '' },
  { kind: 'call', numberA: '101', numberB: '102', userName: 'Пётр Щукин', groupName: 'Склад', durationSeconds: 600 },
  { kind: 'voicemail', numberA: '74951234567', numberB: '102', userName: '', groupName: 'Склад', durationSeconds: 5 },
  { kind: 'fax', numberA: '4989123456789', numberB: own, userName: '', groupName: '' },
  { kind: 'call', numberA: 'anonymous', numberB: '102', userName: 'Пётр Щукин', groupName: 'Склад' },
  { kind: 'call', numberA: '79031112233', numberB: own, userName: '', groupName: '', durationSeconds: 0 },
];

/** Newest first the samples are 6, 5, …, 0. */
function filled(): { db: Db; ids: number[] } {
  const db = inMemory();
  const ids = ingest(
    db,
    samples.map((fields, n) => record({ ...fields, startedAtMs: noonMs + n * 1000 })),
  );
  return { db, ids };
}

const shown = (db: Db, ids: number[], filter: RecordFilter) => all(db, filter).map(({ id }) => ids.indexOf(id));

describe('the list of records', () => {
  it.each<[RecordFilter, number[]]>([
    [{}, [6, 5, 4, 3, 2, 1, 0]],
    [{ kinds: ['voicemail', 'fax'] }, [4, 3]],
    [{ kinds: ['call', 'fax'] }, [6, 5, 4, 2, 1, 0]],
    [{ kinds: [] }, []],
    [{ fromMs: noonMs + 2000, toMs: noonMs + 4000 }, [3, 2]],
    [{ people: ['Анна Петрова'] }, [1, 0]],
    [{ groups: ['Склад', 'Продажи'] }, [5, 3, 2, 0]],
    [{ extensions: ['101'] }, [1, 0]],
    [{ minSeconds: 60 }, [2]],
    [{ maxSeconds: 5 }, [6, 3]],
    [{ directions: ['out', 'internal'] }, [2, 1]],
    [{ client: '+74951234567' }, [3, 0]],
    [{ client: '+74951234567', kinds: ['voicemail'] }, [3]],
    [{ client: '+70000000000' }, []],
    [{ people: ['Никто'] }, []],
  ])('narrowed by %j', (filter, expected) => {
    const { db, ids } = filled();
    expect(shown(db, ids, filter)).toEqual(expected);
    expect(queries.records.days(db, { filter, boundariesMs: [0, noonMs + 3000, noonMs * 2] })).toEqual([
      expected.filter((n) => n < 3).length,
      expected.filter((n) => n >= 3).length,
    ]);
  });

  it.each<[string, number[]]>([
    ['', [6, 5, 4, 3, 2, 1, 0]],
    ['8 (495) 123-45-67', [3, 0]],
    ['+7 495 123', [3, 0]],
    ['49512', [3, 0]],
    ['4599', [1]],
    ['99', [1]],
    ['98912', [4]],
    ['810498912', [4]],
    ['102', [5, 3, 2]],
    ['0640060', [6, 4]],
    ['8495064', [6, 4]],
    ['петр', [5, 3, 2, 1, 0]],
    ['ПЁТР', [5, 3, 2, 1, 0]],
    ['щу', [5, 2]],
    ['gtnhjdf', [1, 0]],
    ['фтщтнь', [5]],
    ['hjvfirf 903', [6]],
    ['склад 495', [3]],
    ['анна 4599', [1]],
    ['ромашка', [6]],
    ['ро', [6, 1, 0]],
    ['anonym', [5]],
    ['среду', [4]],
    ['важный', [3, 0]],
    ['ромашка 903', [6]],
    ['ромашка 904', []],
    ['77777', []],
    ['"', []],
    ['*', []],
  ])('searched for «%s»', (text, expected) => {
    const { db, ids } = filled();
    queries.contacts.insert(db, contact(1, 'ООО Ромашка', { numbers: ['+79031112233'] }), noonMs);
    queries.contacts.insert(db, contact(2, 'Пётр Немец', { numbers: ['+74951234567'] }), noonMs);
    queries.notes.putOnRecord(db, ids[4]!, 'Ждёт ответа в среду', noonMs);
    queries.notes.putOnClient(db, '+74951234567', 'ВАЖНЫЙ клиент', noonMs);
    expect(shown(db, ids, { text })).toEqual(expected);
    expect(queries.records.days(db, { filter: { text }, boundariesMs: [0, noonMs * 2] })).toEqual([expected.length]);
  });

  it('finds calls among colleagues by the name of either, as they are named now', () => {
    const { db, ids } = filled();
    const colleague = (extension: string, name: string) => ({ id: extension, extension, name });
    queries.colleagues.put(db, [colleague('101', 'Ёлкина Вера'), colleague('102', 'Щукин Пётр')]);
    const found = (text: string) => all(db, { text, directions: ['internal'] }).map(({ id }) => ids.indexOf(id));
    expect(found('елкина щукин')).toEqual([2]);
    queries.colleagues.put(db, [colleague('102', 'Щукин Пётр')]);
    expect(found('елкина')).toEqual([]);
  });

  it('shows only what has a note, on the record or on the client', () => {
    const { db, ids } = filled();
    queries.notes.putOnRecord(db, ids[4]!, 'Ждёт', noonMs);
    queries.notes.putOnRecord(db, ids[5]!, 'Ждёт', noonMs);
    queries.notes.putOnRecord(db, ids[5]!, ' ', noonMs);
    queries.notes.putOnClient(db, '+74951234567', 'Клиент', noonMs);
    expect(shown(db, ids, { noted: true })).toEqual([4, 3, 0]);
    expect(queries.notes.ofClients(db, ['+74951234567', '+79990000000'])).toEqual([
      { number: '+74951234567', text: 'Клиент' },
    ]);
    queries.notes.putOnClient(db, '+74951234567', '', noonMs);
    expect(shown(db, ids, { noted: true })).toEqual([4]);
    expect(() => queries.notes.putOnRecord(db, 999, 'Ждёт', noonMs)).toThrow('not-found');
  });

  it('finds clients also when there are too many for the index', () => {
    const db = inMemory();
    const records = Array.from({ length: 1200 }, (_, n) =>
      record({ numberA: `7495${String(2_000_000 + n * 37)}`, startedAtMs: noonMs + n }),
    );
    ingest(db, records);
    expect(all(db, { text: '4952' }, 100)).toHaveLength(1200);
    expect(queries.records.days(db, { filter: { text: '4952' }, boundariesMs: [0, noonMs + 500, noonMs * 2] })).toEqual(
      [500, 700],
    );
    expect(all(db, { text: '2044363' }, 100)).toHaveLength(1);
  });

  it('loses and repeats nothing where many have the same time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        (times, limit) => {
          const db = inMemory();
          const ids = ingest(
            db,
            times.map((time, ordinal) => record({ startedAtMs: noonMs + time, ordinal })),
          );
          const items = all(db, {}, limit);
          expect(items.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(ids);
          expect(items.map(({ startedAtMs }) => startedAtMs)).toEqual(
            times.map((t) => noonMs + t).sort((a, b) => b - a),
          );
          db.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses tokens that are none, and boundaries out of order', () => {
    const { db } = filled();
    expect(() => queries.records.page(db, { filter: {}, after: 'x', limit: 3 })).toThrow('bad-input');
    expect(() => queries.records.days(db, { filter: {}, boundariesMs: [2, 1] })).toThrow('bad-input');
    expect(queries.records.days(db, { filter: {}, boundariesMs: [] })).toEqual([]);
  });

  it('knows what a filter can be made of', () => {
    const { db } = filled();
    expect(queries.records.choices(db)).toEqual({
      people: ['Анна Петрова', 'Пётр Щукин'],
      groups: ['Продажи', 'Склад'],
      extensions: ['101', '102'],
    });
  });
});

describe('the history of a client', () => {
  it('is of records and callbacks, by time, page by page', () => {
    const { db, ids } = filled();
    queries.orders.insert(db, order(1, { orderedAtMs: noonMs + 3000 }));
    queries.orders.insert(db, order(2, { orderedAtMs: noonMs + 3000 }));
    queries.orders.insert(db, order(3, { orderedAtMs: noonMs + 1000 }));
    queries.orders.insert(db, order(4, { number: '+79161234599' }));
    for (const limit of [1, 2, 3, 4, 10]) {
      const found: (string | number)[] = [];
      let after: string | null = null;
      do {
        const page = queries.records.ofClient(db, ['+74951234567'], after, limit);
        found.push(...page.items.map((item) => (item.kind === 'record' ? ids.indexOf(item.record.id) : item.order.id)));
        after = page.next;
      } while (after !== null);
      expect(found).toEqual([uuid(2), uuid(1), 3, uuid(3), 0]);
    }
  });

  it('is one, by time and page by page, for a client with several numbers, and tells nothing twice', () => {
    const { db } = filled();
    const [one, other] = ['+74951234567', '+79161234599'];
    queries.orders.insert(db, order(1, { orderedAtMs: noonMs + 3000 }));
    queries.orders.insert(db, order(2, { orderedAtMs: noonMs + 3000, number: other }));
    queries.orders.insert(db, order(3, { orderedAtMs: noonMs + 3000 }));
    ingest(db, [
      record({ startedAtMs: noonMs + 3000, numberA: '79161234599' }),
      record({ startedAtMs: noonMs + 1000, numberA: '79161234599' }),
    ]);
    const whole = (numbers: string[], limit: number) => {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page = queries.records.ofClient(db, numbers, after, limit);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(
          ...page.items.map(
            (item) => `${item.atMs - noonMs} ${item.kind === 'order' ? item.order.id : item.record.client}`,
          ),
        );
        after = page.next;
      } while (after !== null);
      return found;
    };
    const all = whole([one, other], 100);
    expect(all.toSorted()).toEqual([...whole([one], 100), ...whole([other], 100)].toSorted());
    expect(all.slice(0, 3)).toEqual([3, 2, 1].map((n) => `3000 ${uuid(n)}`));
    for (const limit of [1, 2, 3, 4]) expect(whole([other, one, other], limit)).toEqual(all);
  });
});
