import { describe, expect, it } from 'vitest';
import { uuid } from '../cache/support/database.ts';
import { hourMs, minuteMs, Room, told } from './room.ts';

const ref = (id: number) => ({ kind: 'record', id }) as const;
const client = '+74951234567';

describe('what was put off', () => {
  it('for an hour by a PC whose clock is wrong comes back after an hour, and its time is shown by that clock', async () => {
    const room = await Room.open();
    room.pcAheadMs = 3 * hourMs;
    const id = await room.message();
    const untilMs = room.clock.nowMs() + room.pcAheadMs + hourMs;
    await room.inbox.snooze({ items: [ref(id)], untilMs });
    expect(await room.shelf('snoozed')).toMatchObject([{ marks: { snoozedUntilMs: untilMs } }]);
    await room.pass(hourMs + minuteMs);
    expect(await room.shelf('waiting')).toHaveLength(1);
  });

  it('comes back at its time, on top, and is told once', async () => {
    const room = await Room.open();
    const first = await room.message();
    const second = await room.message({ numberA: '79031112233' });
    room.news.length = 0;
    await room.inbox.snooze({ items: [ref(first)], untilMs: room.clock.nowMs() + 2 * hourMs });
    await room.pass(2 * hourMs - minuteMs);
    expect(told(room)).toEqual([]);
    expect(await room.inbox.counts()).toMatchObject({ voicemail: 1, snoozed: 1 });
    const before = room.changes;
    await room.pass(minuteMs);
    expect(told(room)).toEqual([`back voicemail ${first}`]);
    expect(room.changes).toBeGreaterThan(before);
    expect(await room.shelf('waiting')).toMatchObject([{ record: { id: first } }, { record: { id: second } }]);
    await room.pass(3 * hourMs);
    expect(room.news).toHaveLength(1);
    expect(room.defects).toEqual([]);
  });

  it('comes back after a restart, at its time', async () => {
    const room = await Room.open();
    const id = await room.message();
    await room.inbox.snooze({ items: [ref(id)], untilMs: room.clock.nowMs() + 2 * hourMs });
    await room.restartAfter(hourMs);
    await room.pass(hourMs - minuteMs);
    expect(told(room)).toEqual([]);
    await room.pass(minuteMs);
    expect(told(room)).toEqual([`back voicemail ${id}`]);
    await room.restartAfter(hourMs);
    await room.pass(hourMs);
    expect(told(room)).toEqual([]);
  });

  it('fell due while the program was off: it is told at the next start, and only then', async () => {
    const room = await Room.open();
    const [due, later] = [await room.message(), await room.message({ kind: 'fax' })];
    await room.inbox.snooze({ items: [ref(due)], untilMs: room.clock.nowMs() + 8 * hourMs });
    await room.inbox.snooze({ items: [ref(later)], untilMs: room.clock.nowMs() + 20 * hourMs });
    await room.restartAfter(16 * hourMs);
    await room.pass(minuteMs);
    expect(told(room)).toEqual([`back voicemail ${due}`]);
    await room.restartAfter(minuteMs);
    await room.pass(minuteMs);
    expect(told(room)).toEqual([]);
    await room.restartAfter(5 * hourMs);
    await room.pass(minuteMs);
    expect(told(room)).toEqual([`back fax ${later}`]);
  });

  it('and many at once are one piece of news; put off again, each is told again', async () => {
    const room = await Room.open();
    const ids: number[] = [];
    for (let n = 0; n < 230; n += 1) ids.push(await room.taken({ startedAtMs: room.clock.nowMs() - n }));
    const untilMs = room.clock.nowMs() + hourMs;
    await room.inbox.snooze({ items: ids.map(ref), untilMs });
    await room.pass(hourMs);
    expect(room.news).toMatchObject([{ kind: 'back' }]);
    expect(room.news[0]).toHaveProperty('items.length', 230);
    await room.inbox.snooze({ items: [ref(ids[7]!)], untilMs: untilMs + hourMs });
    await room.pass(hourMs);
    expect(told(room).slice(1)).toEqual([`back voicemail ${ids[7]}`]);
  });

  it('and done meanwhile, or taken back, is not told', async () => {
    const room = await Room.open();
    const [done, back] = [await room.message(), await room.message({ kind: 'fax' })];
    room.news.length = 0;
    await room.inbox.snooze({ items: [ref(done), ref(back)], untilMs: room.clock.nowMs() + hourMs });
    await room.inbox.mark({ items: [ref(done)], as: 'done' });
    await room.inbox.snooze({ items: [ref(back)], untilMs: null });
    await room.pass(2 * hourMs);
    expect(told(room)).toEqual([]);
    expect(await room.shelf('waiting')).toMatchObject([{ record: { id: back } }]);
  });

  it('is told as soon as the PC wakes up, not when its timers do', async () => {
    const room = await Room.open();
    const id = await room.message();
    room.news.length = 0;
    await room.inbox.snooze({ items: [ref(id)], untilMs: room.clock.nowMs() + hourMs });
    await room.quiet();
    room.clock.sleep(8 * hourMs);
    await room.quiet();
    expect(told(room)).toEqual([]);
    room.inbox.wake();
    await room.quiet();
    expect(told(room)).toEqual([`back voicemail ${id}`]);
  });

  it('is told once on a PC whose clock is put right by a day', async () => {
    const room = await Room.open();
    room.clock.sleep(24 * hourMs);
    await room.restartAfter(0);
    const id = await room.message();
    room.clock.sleep(-24 * hourMs);
    room.news.length = 0;
    await room.inbox.snooze({ items: [ref(id)], untilMs: room.clock.nowMs() + hourMs });
    await room.pass(hourMs);
    expect(told(room)).toEqual([`back voicemail ${id}`]);
    room.clock.sleep(-2 * hourMs);
    await room.pass(4 * hourMs);
    expect(room.news).toHaveLength(1);
  });

  it('is told although the database failed at that very moment', async () => {
    const room = await Room.open();
    const id = await room.message();
    room.news.length = 0;
    await room.inbox.snooze({ items: [ref(id)], untilMs: room.clock.nowMs() + hourMs });
    await room.pass(hourMs - minuteMs);
    room.broken = 'inbox.page';
    await room.pass(minuteMs);
    expect(told(room)).toEqual([]);
    expect(room.defects).toHaveLength(1);
    await room.pass(2 * minuteMs);
    expect(told(room)).toEqual([`back voicemail ${id}`]);
  });

  it('is not told any more by an inbox that was stopped', async () => {
    const room = await Room.open();
    const id = await room.message();
    room.news.length = 0;
    await room.inbox.snooze({ items: [ref(id)], untilMs: room.clock.nowMs() + hourMs });
    await room.quiet();
    await room.inbox.stop();
    await room.pass(2 * hourMs);
    expect(told(room)).toEqual([]);
  });
});

describe('a callback that succeeded', () => {
  it('closes what waited of the same client, and says so', async () => {
    const room = await Room.open();
    const [mine, others] = [await room.message(), await room.message({ numberA: '79031112233' })];
    const failed = await room.order(1);
    await room.ends(failed, false);
    await room.pass(minuteMs);
    const order = await room.order(2);
    await room.ends(order, true);
    expect(await room.shelf('waiting')).toMatchObject([{ record: { id: others } }]);
    const by = { doneBy: 'callback', doneOrderId: order };
    expect(await room.shelf('done')).toMatchObject([
      { kind: 'order', callback: { id: failed }, marks: by },
      { kind: 'record', record: { id: mine, marks: by }, marks: by },
    ]);
  });

  it('taken back stays open, whatever else is told of that order, also after a restart', async () => {
    const room = await Room.open();
    const id = await room.message();
    const order = await room.order(1);
    await room.ends(order, true);
    expect(await room.inbox.reopen(order)).toBe(1);
    expect(await room.inbox.reopen(order)).toBe(0);
    await room.becomes(order, { dismissed: true });
    await room.restartAfter(hourMs);
    await room.becomes(order, { dismissed: false });
    expect(await room.shelf('waiting')).toMatchObject([{ record: { id } }]);
  });

  it('does not close again what a person has put back into the inbox', async () => {
    const room = await Room.open();
    const id = await room.message();
    const order = await room.order(1);
    await room.inbox.mark({ items: [ref(id)], as: 'done' });
    await room.ends(order, true);
    await room.inbox.mark({ items: [ref(id)], as: 'undone' });
    await room.becomes(order, { dismissed: true });
    expect(await room.shelf('waiting')).toMatchObject([{ record: { id } }]);
  });

  it('does not close it for another message of the same client that comes late, nor after a restart; a new one does', async () => {
    const room = await Room.open();
    const id = await room.message();
    const order = await room.order(1);
    await room.pass(minuteMs);
    await room.ends(order, true);
    const talkMs = room.clock.nowMs();
    await room.pass(minuteMs);
    await room.inbox.mark({ items: [ref(id)], as: 'done' });
    await room.inbox.mark({ items: [ref(id)], as: 'undone' });
    const late = await room.message({ startedAtMs: talkMs - 1000, durationSeconds: 7 });
    expect(await room.shelf('done')).toMatchObject([{ record: { id: late } }]);
    await room.restartAfter(hourMs);
    expect(await room.shelf('waiting')).toMatchObject([{ record: { id } }]);
    await room.ends(await room.order(2), true);
    expect(await room.shelf('waiting')).toEqual([]);
  });

  it('closes what waited although the program was killed, or the database died, before that', async () => {
    const room = await Room.open();
    await room.message();
    const order = await room.order(1);
    room.broken = 'inbox.closeByCallback';
    await expect(room.ends(order, true)).rejects.toThrow('broken');
    expect(await room.shelf('waiting')).toHaveLength(1);
    await room.restartAfter(hourMs);
    expect(await room.shelf('waiting')).toEqual([]);
    expect(await room.shelf('done')).toMatchObject([{ marks: { doneBy: 'callback', doneOrderId: order } }]);
  });

  it('closes it within two minutes when the database did not answer at that moment', async () => {
    const room = await Room.open();
    await room.message();
    const order = await room.order(1);
    room.broken = 'orders.byId';
    await expect(room.ends(order, true)).rejects.toThrow('broken');
    await room.pass(2 * minuteMs);
    expect(await room.shelf('waiting')).toEqual([]);
    const failed = await room.order(2);
    room.broken = 'orders.byId';
    await expect(room.ends(failed, false)).rejects.toThrow('broken');
    await room.pass(5 * minuteMs);
    expect(told(room).filter((each) => each.startsWith('failed'))).toEqual([`failed ${failed}`]);
  });

  it('that was under way when the program ended closes it in the next run', async () => {
    const room = await Room.open();
    await room.message();
    const order = await room.order(1);
    await room.restartAfter(hourMs);
    await room.ends(order, true);
    expect(await room.shelf('waiting')).toEqual([]);
  });
});

describe('a callback that failed', () => {
  it('is told once, with its place in the list, and not again after a restart', async () => {
    const room = await Room.open();
    const order = await room.order(1, { name: 'Анна' });
    await room.pass(10 * minuteMs);
    await room.ends(order, false);
    expect(room.news).toMatchObject([
      { kind: 'failed', item: { kind: 'order', callback: { id: order, name: 'Анна' } } },
    ]);
    const [item] = await room.shelf('waiting');
    expect(room.news[0]).toEqual({ kind: 'failed', item });
    await room.becomes(order, { dismissed: true });
    expect(room.news).toHaveLength(1);
    await room.restartAfter(minuteMs);
    await room.becomes(order, { dismissed: false });
    expect(told(room)).toEqual([]);
  });

  it('while the program was off is told at the next start', async () => {
    const room = await Room.open();
    const order = await room.order(1);
    await room.restartAfter(24 * hourMs);
    await room.ends(order, false);
    expect(told(room)).toEqual([`failed ${order}`]);
  });

  it('is told also on a PC whose clock was a day ahead at the start', async () => {
    const room = await Room.open();
    room.clock.sleep(24 * hourMs);
    await room.restartAfter(0);
    room.clock.sleep(-24 * hourMs);
    const order = await room.order(1);
    await room.ends(order, false);
    expect(told(room)).toEqual([`failed ${order}`]);
  });

  it('that came to light, and failed again, is told once', async () => {
    const room = await Room.open();
    const order = await room.order(1);
    await room.becomes(order, { phase: 'vanished', settledAtMs: room.clock.nowMs() });
    await room.becomes(order, { phase: 'accepted', settledAtMs: null });
    await room.ends(order, false);
    expect(told(room)).toEqual([`failed ${order}`]);
  });

  it.each([
    ['taken back', { phase: 'cancelled' }],
    ['to a colleague', { phase: 'ended', kind: 'colleague' }],
    ['still trying', { phase: 'accepted' }],
  ] as const)('is not news when it was %s', async (_, patch) => {
    const room = await Room.open();
    const { phase } = patch;
    const order = await room.order(1, 'kind' in patch ? { kind: patch.kind } : {});
    await room.becomes(order, { phase, settledAtMs: room.clock.nowMs() });
    expect(told(room)).toEqual([]);
    expect(await room.shelf('waiting')).toEqual([]);
  });
});

describe('a message', () => {
  it('is told with the name that the contacts have, and nothing that leads to its file', async () => {
    const room = await Room.open();
    const numbers = [{ label: 'work' as const, number: client }];
    const anna = { id: uuid(5), name: 'Анна', company: '', note: '', favourite: false, numbers };
    await room.cache.run('contacts.insert', anna, room.clock.nowMs());
    const id = await room.message();
    expect(room.news).toMatchObject([
      { kind: 'messages', items: [{ kind: 'record', record: { id, name: 'Анна', display: '+7 495 123-45-67' } }] },
    ]);
    expect(JSON.stringify(room.news)).not.toContain('http');
  });

  it('that a talk has answered before the PBX told of it is not announced', async () => {
    const room = await Room.open();
    const answered = await room.taken();
    await room.pass(minuteMs);
    const order = await room.order(1);
    await room.ends(order, true);
    await room.inbox.reopen(order);
    const late = { startedAtMs: room.clock.nowMs() - 30_000, durationSeconds: 7 };
    const silent = await room.message(late);
    const loud = await room.message({ startedAtMs: room.clock.nowMs() + 1000 });
    expect(told(room)).toEqual([`messages voicemail ${loud}`]);
    expect(await room.shelf('done')).toMatchObject([{ record: { id: silent }, marks: { doneOrderId: order } }]);
    // What a person has reopened stays so.
    expect((await room.shelf('waiting')).map((item) => item.kind === 'record' && item.record.id)).toEqual([
      loud,
      answered,
    ]);
  });

  it('that was done before the cache had to be filled again is not announced', async () => {
    const room = await Room.open();
    const id = await room.taken();
    await room.inbox.mark({ items: [ref(id)], as: 'done' });
    await room.inbox.cameIn([id, 4711]);
    expect(told(room)).toEqual([]);
  });

  it('among hundreds at once is counted, and the newest are told', async () => {
    const room = await Room.open();
    const ids: number[] = [];
    for (let n = 0; n < 250; n += 1) ids.push(await room.taken({ startedAtMs: room.clock.nowMs() + n }));
    await room.inbox.cameIn(ids);
    expect(room.news).toHaveLength(1);
    expect(room.news[0]).toMatchObject({ items: ids.slice(-200).map((id) => ({ record: { id } })) });
    expect((await room.inbox.counts()).voicemail).toBe(250);
  });
});

describe('what nobody was told of', () => {
  it('because the program was killed before, is told at the next start, and only then', async () => {
    const room = await Room.open();
    const id = await room.taken();
    await room.restartAfter(hourMs);
    await room.quiet();
    expect(told(room)).toEqual([`messages voicemail ${id}`]);
    await room.restartAfter(hourMs);
    await room.quiet();
    expect(told(room)).toEqual([]);
  });

  it('because the database did not answer, is told within two minutes, once', async () => {
    const room = await Room.open();
    const id = await room.taken();
    room.broken = 'inbox.untold';
    await expect(room.inbox.cameIn([id])).rejects.toThrow('broken');
    await room.pass(10 * minuteMs);
    expect(told(room)).toEqual([`messages voicemail ${id}`]);
  });

  it('because it was to be quiet, is told again after a restart, unless somebody has looked at it', async () => {
    const room = await Room.open();
    room.shows = false;
    const [id, read, done] = [
      await room.message(),
      await room.message({ durationSeconds: 8, numberA: '79031112233' }),
      await room.message({ durationSeconds: 9, numberA: '79031112244' }),
    ];
    const failed = await room.order(1);
    await room.ends(failed, false);
    expect(told(room)).toHaveLength(4);
    await room.inbox.mark({ items: [ref(read)], as: 'read' });
    await room.inbox.mark({ items: [ref(done)], as: 'done' });
    await room.inbox.mark({ items: [ref(done)], as: 'undone' });
    await room.restartAfter(hourMs);
    expect(told(room)).toEqual([`messages voicemail ${id}`, `failed ${failed}`]);
  });

  it('because it was to be quiet when it fell due again, is told after a restart, unless it was put off again', async () => {
    const room = await Room.open();
    const [id, again] = [await room.message(), await room.message({ kind: 'fax' })];
    const failed = await room.order(1);
    await room.ends(failed, false);
    room.news.length = 0;
    room.shows = false;
    const items = [ref(id), ref(again), { kind: 'order', id: failed } as const];
    await room.inbox.snooze({ items, untilMs: room.clock.nowMs() + hourMs });
    await room.pass(hourMs);
    expect(told(room)).toEqual([`back voicemail ${id}, fax ${again}, ${failed}`]);
    await room.inbox.snooze({ items: [ref(again)], untilMs: room.clock.nowMs() + 8 * hourMs });
    await room.restartAfter(0);
    await room.quiet();
    expect(told(room)).toEqual([`back voicemail ${id}, ${failed}`]);
    room.shows = true;
    await room.pass(8 * hourMs);
    expect(told(room).slice(1)).toEqual([`back fax ${again}`]);
  });

  it('because the database did not answer when it fell due again, is told within two minutes, once', async () => {
    const room = await Room.open();
    const id = await room.message();
    room.news.length = 0;
    await room.inbox.snooze({ items: [ref(id)], untilMs: room.clock.nowMs() + hourMs });
    await room.quiet();
    room.broken = 'inbox.untold';
    await room.pass(hourMs + 2 * minuteMs);
    expect(told(room)).toEqual([`back voicemail ${id}`]);
    await room.pass(hourMs);
    expect(room.news).toHaveLength(1);
  });
});

it('what has just come in is told, and what a talk has answered is closed, although the program is being ended', async () => {
  const room = await Room.open();
  const order = await room.order(1);
  const ids = [await room.taken(), await room.taken({ kind: 'fax' })] as const;
  void room.inbox.cameIn(ids);
  await room.inbox.stop();
  expect(told(room)).toEqual([`messages voicemail ${ids[0]}, fax ${ids[1]}`]);
  const startedAtMs = room.clock.nowMs();
  const task = { taskId: 1, cgpn: '74951234567', cdpn: '101', createdAtMs: 1, executeAtMs: 1, state: '', tries: 1 };
  const snapshot = { ...task, triesMax: 1, attempts: [{ startedAtMs, succeeded: true, legs: [] }] };
  await room.cache.run('orders.update', order, { phase: 'ended', snapshot, settledAtMs: startedAtMs });
  void room.inbox.callbacksChanged([order]);
  await room.restartAfter(0);
  expect(await room.shelf('done')).toHaveLength(2);
});

describe('marks', () => {
  it('count what was not looked at, and lists go on page by page', async () => {
    const room = await Room.open();
    const ids: number[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await room.message({ startedAtMs: room.clock.nowMs() + n }));
    await room.inbox.mark({ items: [ref(ids[0]!), ref(ids[1]!)], as: 'read' });
    expect((await room.inbox.counts()).unread).toBe(3);
    await room.inbox.mark({ items: [ref(ids[1]!)], as: 'unread' });
    expect(await room.inbox.counts()).toEqual({ voicemail: 5, fax: 0, callback: 0, unread: 4, snoozed: 0 });
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page = await room.inbox.page({ shelf: 'waiting', kinds: ['voicemail'], after, limit: 2 });
      seen.push(...page.items.map((item) => (item.kind === 'record' ? item.record.id : 0)));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(ids.toReversed());
    await expect(room.inbox.page({ shelf: 'done', kinds: null, after: 'made up', limit: 2 })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });
});
