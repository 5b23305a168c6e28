import { describe, expect, it } from 'vitest';
import type { Db } from '../../../src-main/cache/db.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import type { InboxQuery } from '../../../src-main/cache/queries/inbox.ts';
import type { Order } from '../../../src-main/cache/queries/orders.ts';
import type { CallbackTask } from '../../../src-main/vats/model.ts';
import { inMemory, noonMs, order, uuid } from './support/database.ts';
import { ingest, record } from './support/records.ts';

const { inbox } = queries;
const ref = (id: number) => ({ kind: 'record', id }) as const;
const orderRef = (n: number) => ({ kind: 'order', id: uuid(n) }) as const;

const task = (...succeeded: boolean[]): CallbackTask => ({
  ...{
    taskId: 1,
    cgpn: '74951234567',
    cdpn: '101',
    createdAtMs: noonMs,
    executeAtMs: noonMs,
    state: '',
    tries: 1,
    triesMax: 1,
  },
  attempts: succeeded.map((each) => ({ startedAtMs: noonMs, succeeded: each, legs: [] })),
});

const failed = (n: number, fields: Partial<Order> = {}) =>
  order(n, { phase: 'ended', snapshot: task(false), settledAtMs: noonMs + n, ...fields });

function show(db: Db, shelf: InboxQuery['shelf'] = 'waiting', nowMs = noonMs, kinds: InboxQuery['kinds'] = null) {
  const found: (string | number)[] = [];
  let after: string | null = null;
  do {
    const page = inbox.page(db, { shelf, kinds, nowMs, after, limit: 2 });
    found.push(...page.items.map((item) => (item.kind === 'record' ? item.record.id : item.order.id)));
    after = page.next;
  } while (after !== null);
  return found;
}

/** Voicemail 1, fax 2, call 3 and two failed callbacks, by time 1, 10, 2, 20, 3. */
function filled(): Db {
  const db = inMemory();
  const records = [
    record({ startedAtMs: noonMs }),
    record({ kind: 'fax', startedAtMs: noonMs + 20, numberA: '79031112233' }),
    record({ kind: 'call', startedAtMs: noonMs + 40 }),
  ];
  // Ids begin by the time: at its beginning with 1.
  queries.records.ingest(db, { records, nowMs: 0, waitingSinceMs: 0 });
  queries.orders.insert(db, failed(10));
  queries.orders.insert(db, failed(30, { number: '+79031112233' }));
  return db;
}

describe('the inbox', () => {
  it('holds voicemails, faxes and failed callbacks, newest first', () => {
    const db = filled();
    expect(show(db)).toEqual([uuid(30), 2, uuid(10), 1]);
    expect(show(db, 'waiting', noonMs, ['fax'])).toEqual([2]);
    expect(show(db, 'waiting', noonMs, ['callback', 'voicemail'])).toEqual([uuid(30), uuid(10), 1]);
    expect(inbox.counts(db, noonMs)).toEqual({
      voicemail: 1,
      fax: 1,
      callback: 2,
      unread: 4,
      snoozed: 0,
      nextBackMs: null,
    });
  });

  it.each<[string, Partial<Order>, boolean]>([
    ['all tries failed', { snapshot: task(false, false) }, true],
    ['one succeeded', { snapshot: task(false, true) }, false],
    ['the PBX refused', { phase: 'refused', snapshot: null }, true],
    ['never created', { phase: 'not-created', snapshot: null }, true],
    ['vanished unseen', { phase: 'vanished', snapshot: null }, true],
    ['taken back', { phase: 'cancelled', snapshot: null }, false],
    ['still under way', { phase: 'accepted', snapshot: task(false) }, false],
    ['to a colleague', { kind: 'colleague' }, false],
    ['a name like JSON', { name: '"succeeded":true', snapshot: { ...task(false), state: '"succeeded":true' } }, true],
  ])('knows a failed callback: %s', (_, fields, expected) => {
    const db = inMemory();
    queries.orders.insert(db, failed(1, fields));
    expect(show(db)).toHaveLength(expected ? 1 : 0);
  });

  it('keeps what is done, and takes it back', () => {
    const db = filled();
    inbox.done(db, [ref(1), orderRef(30)], noonMs + 100);
    inbox.done(db, [ref(2), ref(999), orderRef(999)], noonMs + 200);
    expect(show(db)).toEqual([uuid(10)]);
    expect(show(db, 'done')).toEqual([2, uuid(30), 1]);
    expect(queries.records.byId(db, 1)).toMatchObject({
      readAtMs: noonMs + 100,
      doneAtMs: noonMs + 100,
      doneBy: 'person',
      waiting: false,
    });
    inbox.undone(db, [ref(2), orderRef(30)], noonMs);
    expect(show(db)).toEqual([uuid(30), 2, uuid(10)]);
    expect(show(db, 'done')).toEqual([1]);
  });

  it('counts what was not looked at', () => {
    const db = filled();
    inbox.read(db, [ref(1), orderRef(10)], noonMs);
    expect(inbox.counts(db, noonMs).unread).toBe(2);
    inbox.unread(db, [ref(1)]);
    expect(inbox.counts(db, noonMs).unread).toBe(3);
    const [item] = inbox
      .page(db, { shelf: 'waiting', kinds: ['callback'], nowMs: noonMs, after: null, limit: 2 })
      .items.slice(1);
    expect(item).toMatchObject({ kind: 'order', marks: { readAtMs: noonMs } });
  });

  it('puts off, and brings back on top when the time has come', () => {
    const db = filled();
    const [soonMs, laterMs] = [noonMs + 3600_000, noonMs + 7200_000];
    inbox.snooze(db, [ref(1)], laterMs);
    inbox.snooze(db, [orderRef(10)], soonMs);
    expect(show(db)).toEqual([uuid(30), 2]);
    expect(show(db, 'snoozed')).toEqual([uuid(10), 1]);
    expect(inbox.counts(db, noonMs)).toEqual({
      voicemail: 0,
      fax: 1,
      callback: 1,
      unread: 2,
      snoozed: 2,
      nextBackMs: soonMs,
    });
    expect(show(db, 'waiting', soonMs)).toEqual([uuid(10), uuid(30), 2]);
    expect(show(db, 'waiting', laterMs)).toEqual([1, uuid(10), uuid(30), 2]);
    inbox.snooze(db, [ref(1)], null);
    expect(show(db)).toEqual([uuid(30), 2, 1]);
  });

  it('takes history in when a person wants it there, but no calls', () => {
    const db = inMemory();
    const [old, call] = ingest(db, [record(), record({ kind: 'call' })], noonMs + 1) as [number, number];
    expect(show(db)).toEqual([]);
    inbox.undone(db, [ref(old), ref(call)], noonMs);
    expect(show(db)).toEqual([old]);
  });
});

describe('a successful callback', () => {
  const closing = { number: '+74951234567', orderId: uuid(99), atMs: noonMs + 1000 };

  it('closes what waited from the same client before, says so, and can be taken back', () => {
    const db = filled();
    ingest(db, [record({ startedAtMs: noonMs + 2000 })]);
    inbox.snooze(db, [ref(1)], noonMs + 9000);
    expect(inbox.closeByCallback(db, closing)).toEqual([ref(1), orderRef(10)]);
    expect(show(db)).toEqual([4, uuid(30), 2]);
    expect(queries.records.byId(db, 1)).toMatchObject({
      doneBy: 'callback',
      doneOrderId: uuid(99),
      readAtMs: null,
      waiting: false,
    });
    expect(inbox.closeByCallback(db, closing)).toEqual([]);
    expect(inbox.reopen(db, uuid(99), noonMs + 5000)).toEqual([ref(1), orderRef(10)]);
    expect(show(db)).toEqual([4, uuid(30), 2, uuid(10), 1]);
    expect(inbox.closeByCallback(db, closing)).toEqual([]);
    expect(inbox.closeByCallback(db, { ...closing, orderId: uuid(98) })).toEqual([]);
    expect(inbox.closeByCallback(db, { ...closing, orderId: uuid(98), atMs: noonMs + 5001 })).toEqual([
      ref(1),
      ref(4),
      orderRef(10),
    ]);
  });

  it('closes also what it has answered but what is told only later', () => {
    const db = inMemory();
    const talk = { ...task(false, true) };
    talk.attempts[1]!.startedAtMs = noonMs + 500;
    queries.orders.insert(db, order(5, { phase: 'ended', snapshot: talk, settledAtMs: noonMs + 900 }));
    const ids = ingest(db, [
      record(),
      record({ startedAtMs: noonMs + 600 }),
      record({ numberA: '79031112233' }),
      record({ numberA: 'anonymous' }),
    ]);
    const answered = ids[0]!;
    expect(inbox.closeAnswered(db, ids)).toEqual([ref(answered)]);
    expect(queries.records.byId(db, answered)).toMatchObject({
      doneBy: 'callback',
      doneOrderId: uuid(5),
      doneAtMs: noonMs + 500,
    });
    expect(inbox.closeAnswered(db, ids)).toEqual([]);
    inbox.undone(db, [ref(answered)], noonMs + 1000);
    expect(inbox.closeAnswered(db, ids)).toEqual([]);
  });

  it('leaves alone what the person has done', () => {
    const db = filled();
    inbox.done(db, [ref(1), orderRef(10)], noonMs);
    expect(inbox.closeByCallback(db, closing)).toEqual([]);
    expect(inbox.reopen(db, uuid(99), noonMs)).toEqual([]);
    expect(queries.records.byId(db, 1)?.doneBy).toBe('person');
  });
});

describe('saved filters', () => {
  it('are kept in order, replaced in their place, removed', () => {
    const db = inMemory();
    const one = { id: uuid(1), name: 'Мои пропущенные', filter: { people: ['Анна'], maxSeconds: 0 } };
    const two = { id: uuid(0), name: 'Факсы', filter: { kinds: ['fax' as const] } };
    queries.savedFilters.put(db, one);
    queries.savedFilters.put(db, two);
    queries.savedFilters.put(db, { ...one, name: 'Мои' });
    expect(queries.savedFilters.list(db)).toEqual([{ ...one, name: 'Мои' }, two]);
    queries.savedFilters.remove(db, one.id);
    expect(queries.savedFilters.list(db)).toEqual([two]);
  });
});

describe('how far records were fetched', () => {
  it('is kept by kind and day', () => {
    const db = inMemory();
    const { sync } = queries;
    expect(sync.day(db, 'call', '2026-03-01')).toBeNull();
    const first = { day: '2026-03-01', hash: 'a', answeredAtMs: 1 };
    sync.putDay(db, 'call', first);
    sync.putDay(db, 'call', { ...first, hash: 'b', answeredAtMs: 2 });
    sync.putDay(db, 'call', { ...first, day: '2026-03-03' });
    sync.putDay(db, 'fax', first);
    expect(sync.days(db, 'call', '2026-02-01', '2026-03-02')).toEqual([{ ...first, hash: 'b', answeredAtMs: 2 }]);
    const load = { reachedDay: null, paused: true, startedAtMs: 1, completedAtMs: null };
    expect(sync.history(db, 'call')).toBeNull();
    sync.putHistory(db, 'call', load);
    sync.putHistory(db, 'call', { ...load, reachedDay: '2026-03-01', paused: false });
    expect(sync.history(db, 'call')).toEqual({ ...load, reachedDay: '2026-03-01', paused: false });
    expect([sync.newSince(db, 5), sync.newSince(db, 9)]).toEqual([5, 5]);
  });
});
