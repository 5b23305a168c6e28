import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Cache } from '../../../src-main/cache/cache.ts';
import type { RecordWithParties } from '../../../src-main/cache/record-parties.ts';
import type { CallbackTask, TaskLeg } from '../../../src-main/vats/model.ts';
import { explainCause } from '../../../src-main/vats/causes.ts';
import { Statistics } from '../../../src-main/statistics/statistics.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
import { noonMs, order } from '../cache/support/database.ts';
import { record } from '../cache/support/records.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let cache: Cache;
afterEach(() => cache.close());

async function filled(records: RecordWithParties[], zone = 'Europe/Moscow') {
  cache = inProcessCache();
  await cache.open();
  for (let at = 0; at < records.length; at += 500)
    await cache.run('records.ingest', { records: records.slice(at, at + 500), nowMs: noonMs, waitingSinceMs: noonMs });
  return new Statistics({ cache, explainCause, offsetAt: offsetIn(zone) });
}

/** By the zone database itself, not by the code under test. */
function offsetIn(zone: string): (atMs: number) => number {
  const formats = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (atMs) => {
    const text = formats.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  };
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
function hourOfWeek(atMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(atMs);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return weekdays.indexOf(part('weekday')) * 24 + Number(part('hour'));
}

const someRecord = fc
  .record({
    kind: fc.constantFrom('call', 'call', 'call', 'voicemail', 'fax'),
    startedAtMs: fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => noonMs + minutes * 60_000),
    durationSeconds: fc.constantFrom(0, 0, 1, 60, 3600),
    sides: fc.constantFrom(['84951234567', '101'], ['101', '84951234567'], ['101', '102'], ['79161112233', '102']),
    groupName: fc.constantFrom('', 'Продажи', 'Склад'),
    userName: fc.constantFrom('', 'Анна', 'Пётр'),
  })
  .map(({ sides, ...fields }) => ({ ...fields, numberA: sides[0]!, numberB: sides[1]! }));
const someRecords = fc
  .array(someRecord, { maxLength: 60 })
  .map((all) => all.map((fields, ordinal) => record({ ...fields, kind: fields.kind as 'call', ordinal })));

const calls = (records: RecordWithParties[]) => records.filter(({ kind }) => kind === 'call');
const went = (records: RecordWithParties[], direction: string) =>
  calls(records).filter((each) => each.direction === direction);
const missedOf = (records: RecordWithParties[]) => went(records, 'in').filter((each) => each.durationSeconds === 0);
const talkOf = (records: RecordWithParties[]) => calls(records).reduce((sum, each) => sum + each.durationSeconds, 0);

describe('statistics are what a plain count gives', () => {
  it('by day, however long the days are', async () => {
    const steps = fc.array(fc.integer({ min: 1, max: 120 * 24 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(someRecords, steps, async (records, hours) => {
        const statistics = await filled(records);
        const boundariesMs = hours.reduce((all, each) => [...all, all.at(-1)! + each * hourMs], [noonMs - 40 * dayMs]);
        const days = await statistics.days({ boundariesMs });
        expect(days).toEqual(
          hours.map((_, n) => {
            const own = records.filter(
              (r) => r.startedAtMs >= boundariesMs[n]! && r.startedAtMs < boundariesMs[n + 1]!,
            );
            return {
              in: went(own, 'in').length,
              out: went(own, 'out').length,
              internal: went(own, 'internal').length,
              missed: missedOf(own).length,
              voicemail: own.filter(({ kind }) => kind === 'voicemail').length,
              fax: own.filter(({ kind }) => kind === 'fax').length,
              talkSeconds: talkOf(own),
            };
          }),
        );
        await cache.close();
      }),
      { numRuns: 25 },
    );
  });

  it.each(['Europe/Berlin', 'Europe/Moscow', 'Asia/Kolkata', 'Africa/Casablanca', 'America/New_York'])(
    'by hour of the week in %s, also when the clock is changed',
    async (zone) => {
      await fc.assert(
        fc.asyncProperty(someRecords, fc.integer({ min: 0, max: 400 }), async (records, days) => {
          const statistics = await filled(records, zone);
          const toMs = noonMs + days * dayMs;
          const { hours } = await statistics.hours({ fromMs: 0, toMs });
          const own = records.filter(({ startedAtMs }) => startedAtMs < toMs);
          const at = (n: number) => own.filter(({ startedAtMs }) => hourOfWeek(startedAtMs, zone) === n);
          const busy = new Set(own.map(({ startedAtMs }) => hourOfWeek(startedAtMs, zone)));
          hours.forEach((cell, n) => {
            const there = busy.has(n) ? at(n) : [];
            expect(cell).toEqual({
              in: went(there, 'in').length,
              missed: missedOf(there).length,
              out: went(there, 'out').length,
              answered: went(there, 'out').filter(({ durationSeconds }) => durationSeconds > 0).length,
            });
          });
          await cache.close();
        }),
        { numRuns: 10 },
      );
    },
  );

  it('by employee and group', async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, async (records) => {
        const statistics = await filled(records);
        const { people, groups } = await statistics.parties({ fromMs: 0, toMs: noonMs + 500 * dayMs });
        for (const [found, of] of [
          [people, 'userName'],
          [groups, 'groupName'],
        ] as const) {
          const names = new Set(calls(records).map((each) => each[of]));
          expect(new Set(found.map(({ name }) => name))).toEqual(names);
          for (const { name, ...counts } of found) {
            const own = records.filter((each) => each[of] === name);
            expect(counts).toEqual({
              in: went(own, 'in').length,
              out: went(own, 'out').length,
              internal: went(own, 'internal').length,
              missed: missedOf(own).length,
              talkSeconds: talkOf(own),
            });
          }
        }
        await cache.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe('good hours', () => {
  const tuesdayTen = Date.UTC(2026, 2, 3, 7);
  const out = (startedAtMs: number, durationSeconds: number, ordinal: number, numberB = '84951234567') =>
    record({ kind: 'call', numberA: '101', numberB, startedAtMs, durationSeconds, ordinal });
  const series = (startedAtMs: number, answered: number, tries: number, numberB?: string) =>
    Array.from({ length: tries }, (_, n) => out(startedAtMs, n < answered ? 30 : 0, n, numberB));

  it('are those of the week in which most calls were answered', async () => {
    const statistics = await filled([
      ...series(tuesdayTen, 5, 5),
      ...series(tuesdayTen + hourMs, 95, 100),
      ...series(tuesdayTen + dayMs, 1, 10),
      ...series(tuesdayTen + 2 * dayMs, 0, 20),
      ...series(tuesdayTen + 3 * dayMs, 4, 4),
    ]);
    const { best } = await statistics.hours({ fromMs: 0, toMs: noonMs + 30 * dayMs });
    expect(best).toEqual([
      { weekday: 1, hour: 11, tries: 100, answered: 95 },
      { weekday: 1, hour: 10, tries: 5, answered: 5 },
      { weekday: 2, hour: 10, tries: 10, answered: 1 },
    ]);
  });

  it('of one client are told by the hour alone while there are few calls', async () => {
    const client = '+79161112233';
    const records = [0, 1, 2, 3, 6].flatMap((day) => [
      out(tuesdayTen + day * dayMs, 60, 0, '79161112233'),
      out(tuesdayTen + day * dayMs + 5 * hourMs, day === 0 ? 60 : 0, 0, '79161112233'),
    ]);
    const elsewhere = out(tuesdayTen + dayMs + 1000, 60, 0, '79167654321');
    const statistics = await filled([...records, elsewhere, ...series(tuesdayTen, 0, 50)]);
    const period = { fromMs: 0, toMs: noonMs + 30 * dayMs };
    expect((await statistics.hours({ ...period, client: [client] })).best).toEqual([
      { weekday: null, hour: 10, tries: 5, answered: 5 },
      { weekday: null, hour: 15, tries: 5, answered: 1 },
    ]);
    const both = await statistics.hours({ ...period, client: [client, '+79990000000', '+79167654321'] });
    expect(both.best[0]).toEqual({ weekday: null, hour: 10, tries: 6, answered: 6 });
    const nobody = await statistics.hours({ ...period, client: ['+79990000000'] });
    expect(nobody.best).toEqual([]);
    expect(nobody.hours.every((cell) => cell.out === 0)).toBe(true);
  });
});

describe('callbacks', () => {
  const leg = (fields: Partial<TaskLeg>): TaskLeg => ({
    listId: '1',
    number: '101',
    createdAtMs: noonMs,
    answeredAtMs: null,
    endedAtMs: noonMs + 1000,
    durationSeconds: 0,
    cause: null,
    recordingUrl: null,
    ...fields,
  });
  const task = (attempts: CallbackTask['attempts']): CallbackTask => ({
    taskId: 1,
    cgpn: '74951234567',
    cdpn: '101',
    createdAtMs: noonMs,
    executeAtMs: noonMs,
    state: '',
    tries: attempts.length,
    triesMax: 3,
    attempts,
  });
  const failed = (cause: number) => ({ startedAtMs: noonMs, succeeded: false, legs: [leg({ cause })] });
  const talk = {
    startedAtMs: noonMs,
    succeeded: true,
    legs: [leg({ answeredAtMs: noonMs, durationSeconds: 90, cause: 16 })],
  };

  it('are counted by how they ended and why tries failed', async () => {
    const statistics = await filled([]);
    const orders = [
      order(1, { phase: 'ended', snapshot: task([failed(17), talk]) }),
      order(2, { phase: 'ended', snapshot: task([failed(19), failed(17), failed(17)]) }),
      order(3, { phase: 'refused' }),
      order(4, { phase: 'cancelled' }),
      order(5, { phase: 'vanished' }),
      order(6, { phase: 'not-created' }),
      order(7, { phase: 'accepted', snapshot: task([]) }),
      order(8, { phase: 'ended', orderedAtMs: noonMs - dayMs, snapshot: task([talk]) }),
    ];
    for (const each of orders) await cache.run('orders.insert', each);
    const { causes, ...counts } = await statistics.callbacks({ fromMs: noonMs, toMs: noonMs + dayMs });
    expect(counts).toEqual({
      ordered: 7,
      open: 1,
      succeeded: 1,
      failed: 1,
      refused: 1,
      cancelled: 1,
      lost: 2,
      tries: 5,
      talkSeconds: 90,
    });
    expect(causes.map(({ cause, count }) => [cause.code, cause.text.ru, count])).toEqual([
      [17, 'Занято', 3],
      [19, 'Не отвечает', 1],
    ]);
  });
});

it('takes a period without records, and refuses boundaries out of order', async () => {
  const statistics = await filled([]);
  const wide = { fromMs: 0, toMs: 8.64e15 };
  expect((await statistics.parties(wide)).people).toEqual([]);
  expect((await statistics.hours(wide)).hours).toHaveLength(168);
  expect(await statistics.days({ boundariesMs: [0, 8.64e15] })).toMatchObject([{ in: 0, talkSeconds: 0 }]);
  await expect(statistics.days({ boundariesMs: [2, 1] })).rejects.toMatchObject({ code: 'bad-input' });
});
