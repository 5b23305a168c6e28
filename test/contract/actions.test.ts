import { describe, expect, it } from 'vitest';
import { actionNames } from '../../src-main/vats/actions.ts';
import type { Transport } from '../../src-main/vats/client.ts';
import { clients } from '../../src-main/demo/clients.ts';
import { colleagues } from '../../src-main/demo/colleagues.ts';
import { failureOf, NOON, setUp, TODAY } from './company.ts';

/** Each way of sending, and each of the eight actions by it; the PBX is strict: what it lets pass is as the table says. */
describe.each(['post', 'get'] satisfies Transport[])('by %s', (transport) => {
  const client = { transport };
  const method = transport.toUpperCase();

  it('all eight actions, each accepted as it was sent', async () => {
    const { pbx, client: vats } = await setUp({ client });
    const taskId = await vats.addCallback({
      first: 'a',
      cgpn: '79750120143',
      cdpn: '101',
      tries: 2,
      pauseSeconds: 120,
      minTalkSeconds: 3,
      delaySeconds: 1,
      at: '2026-03-11T12:30:00',
    });
    await vats.tasks({
      cdpn: '101',
      detail: true,
      taskId,
      afterTaskId: 1,
      limit: 5,
      orderBy: 'task_id',
      order: 'desc',
    });
    await vats.sipAccounts();
    await vats.freeNumbers();
    for (const kind of ['call', 'fax', 'voicemail'] as const) await vats.records(kind, '2026-03-01', TODAY);
    expect(pbx.requests.every((request) => request.method === method)).toBe(true);
    await vats.check();
    expect(pbx.violations).toEqual([]);
    expect(pbx.requests.map(({ valid, refusal }) => [valid, refusal])).toEqual(actionNames.map(() => [true, null]));
    expect(new Set(pbx.requests.map(({ action }) => action))).toEqual(new Set(actionNames));
  });

  it('a callback from order to talk, as the client tells it', async () => {
    const { clock, client: vats } = await setUp({ client });
    const taskId = await vats.addCallback({
      first: 'b',
      cgpn: '79750120143',
      cdpn: '101',
      tries: 3,
      pauseSeconds: 120,
    });
    expect(await vats.task(taskId)).toMatchObject({ taskId, cdpn: '101', tries: 0, triesMax: 3, attempts: [] });
    clock.advance(1000);
    const ringing = await vats.task(taskId);
    expect(ringing.tries).toBe(1);
    expect(ringing.attempts).toMatchObject([
      { succeeded: false, legs: [{ number: '101', answeredAtMs: null, endedAtMs: null, cause: null }] },
    ]);
    clock.advance(60_000);
    const done = await vats.task(taskId);
    expect(done.attempts).toMatchObject([{ succeeded: true, legs: [{ number: '101', cause: 16 }, { cause: 16 }] }]);
    const [mine, theirs] = done.attempts[0]?.legs ?? [];
    expect(theirs?.durationSeconds).toBeGreaterThan(5);
    expect(theirs?.recordingUrl).toMatch(/\/file\?file=/);
    expect(mine?.createdAtMs).toBeGreaterThan(NOON);
    expect(theirs?.answeredAtMs).toBeGreaterThan(mine?.answeredAtMs ?? Infinity);
    // It is among the call records, too, with the very same time and length.
    const { records } = await vats.records('call', TODAY, TODAY);
    const talk = records.find(({ startedAtMs }) => startedAtMs === theirs?.answeredAtMs);
    expect(talk).toMatchObject({ durationSeconds: theirs?.durationSeconds, numberA: '101', userName: 'Смирнова Анна' });
  });

  it('a callback that is busy at every try', async () => {
    const { clock, client: vats } = await setUp({ client });
    const taskId = await vats.addCallback({
      first: 'b',
      cgpn: '79750120117',
      cdpn: '101',
      tries: 3,
      pauseSeconds: 120,
    });
    clock.advance(600_000);
    const task = await vats.task(taskId);
    expect(task).toMatchObject({ tries: 3, triesMax: 3 });
    expect(task.attempts.map(({ succeeded, legs }) => [succeeded, legs.at(-1)?.cause])).toEqual(
      Array.from({ length: 3 }, () => [false, 17]),
    );
    const started = task.attempts.map(({ startedAtMs }) => startedAtMs);
    expect(started).toEqual(started.toSorted((a, b) => a - b));
    expect((started[1] ?? 0) - (started[0] ?? 0)).toBeGreaterThan(120_000);
  });

  it('tasks of others: newer than the last one known, sorted, however the PBX orders them', async () => {
    const { pbx, client: vats } = await setUp({ client, pbx: { firstTaskId: 98 } });
    const ids = Array.from({ length: 5 }, (_, i) => {
      return pbx.addForeignTask({ callTypeId: 1, cgpn: '79750120143', cdpn: i === 2 ? '102' : '101' }).id;
    });
    const asked = await vats.tasks({ afterTaskId: 97, order: 'desc' });
    expect(asked.records.map(({ taskId }) => taskId)).toEqual(ids);
    const mine = await vats.tasks({ afterTaskId: 98, cdpn: '101' });
    expect(mine.records.map(({ taskId }) => taskId)).toEqual([99, 101, 102]);
    expect((await vats.tasks({ afterTaskId: 102 })).records).toEqual([]);
  });

  it('colleagues and their presence', async () => {
    const { client: vats } = await setUp({ client });
    const { records, rejected } = await vats.sipAccounts();
    expect(rejected).toBe(0);
    expect(records.map(({ sipName }) => sipName)).toEqual(
      colleagues.flatMap((each) => each.accounts.map((a) => a.sipName)),
    );
    for (const { state, registeredSinceMs, lastSeenMs } of records) {
      expect([registeredSinceMs !== null, lastSeenMs === null]).toEqual(Array(2).fill(state === 'registered'));
      expect(registeredSinceMs ?? lastSeenMs).toBeLessThan(NOON);
    }
    const one = records.filter(({ userName }) => userName === 'Тарасов Илья');
    expect(new Set(one.map(({ userId }) => userId)).size).toBe(1);
    expect(one).toHaveLength(2);
  });

  it('free numbers by region, trimmed', async () => {
    const { client: vats } = await setUp({ client });
    const { records } = await vats.freeNumbers();
    expect(records.length).toBe(7);
    for (const { numbers } of records) for (const number of numbers) expect(number).toMatch(/^\d{10}$/);
  });

  it('records of all kinds, none lost, with holes in the keys and all', async () => {
    const { pbx, client: vats } = await setUp({ client });
    pbx.addRecord('voicemail', { startMs: NOON - 120_000, erased: true });
    const canary = {
      startMs: NOON - 60_000,
      seconds: 42,
      numberA: '74950001020',
      numberB: '101',
      user: 'Ёж «О’Нил» – 1/2',
    };
    for (const kind of ['call', 'fax', 'voicemail'] as const) {
      pbx.addRecord(kind, canary);
      const { records, rejected } = await vats.records(kind, '2025-11-01', TODAY);
      expect(rejected).toBe(0);
      expect(records.length).toBeGreaterThan(kind === 'call' ? 5000 : 100);
      expect(records.filter(({ startedAtMs }) => startedAtMs === canary.startMs)).toMatchObject([
        { kind, durationSeconds: 42, numberA: '74950001020', numberB: '101', userName: 'Ёж «О’Нил» – 1/2' },
      ]);
    }
  });
});

describe('days and clocks', () => {
  it("a day is a day in the PBX's zone, wherever the PC is", async () => {
    for (const timeZone of ['Asia/Vladivostok', 'America/St_Johns']) {
      const { pbx, client } = await setUp({ pbx: { timeZone } });
      const edge = client.zone.toUtcMs('2026-03-10 00:00:00') ?? 0;
      for (const offset of [-1, 0, 86_399_999, 86_400_000])
        pbx.addRecord('fax', { startMs: edge + offset, seconds: 7 });
      const { records } = await client.records('fax', '2026-03-10', '2026-03-10');
      const added = records
        .map(({ startedAtMs }) => startedAtMs - edge)
        .filter((at) => [-1, 0, 86_399_999, 86_400_000].includes(at));
      expect(added).toEqual([0, 86_399_999]);
    }
  });

  it("the PC's clock is corrected by the PBX's", async () => {
    const { client } = await setUp();
    expect(Math.abs(client.clock.nowMs() - Date.now())).toBeLessThan(1000);
    await client.check();
    expect(Math.abs(client.clock.nowMs() - NOON)).toBeLessThan(5000);
  });

  it('identical calls are told apart by their ordinal, and stay apart when the PBX orders them anew', async () => {
    const { pbx, client } = await setUp();
    const twin = { startMs: NOON - 60_000, numberA: '74950001020', numberB: '101', seconds: 5 };
    pbx.addRecord('call', twin);
    pbx.addRecord('call', twin);
    for (const order of ['oldest-first', 'newest-first', 'shuffled'] as const) {
      pbx.orderRecords(order);
      const { records } = await client.records('call', TODAY, TODAY);
      const twins = records.filter(
        ({ startedAtMs, numberA }) => startedAtMs === twin.startMs && numberA === twin.numberA,
      );
      expect(twins.map(({ ordinal }) => ordinal).toSorted()).toEqual([0, 1]);
    }
  });

  it('every number of the company can be called', async () => {
    const { pbx, client } = await setUp();
    const numbers = clients.flatMap((each) => each.numbers.map(({ digits }) => digits));
    for (const digits of numbers.filter((_, index) => index % 7 === 0 || index > 100)) {
      await client.addCallback({ first: 'b', cgpn: digits.startsWith('7') ? digits : `810${digits}`, cdpn: '101' });
    }
    expect(pbx.requests.every(({ valid }) => valid)).toBe(true);
  });
});

describe('refusals', () => {
  const wrongKey = { key: () => 'another' };

  it('wrong key, unknown domain, unknown task: each its own code, answered', async () => {
    const { client, clientWith } = await setUp();
    expect(await failureOf(clientWith(wrongKey).check())).toMatchObject({
      code: 'bad-signature',
      delivery: 'answered',
    });
    const elsewhere = clientWith({ domain: 'nobody.vats.example' });
    expect(await failureOf(elsewhere.check())).toMatchObject({ code: 'unknown-domain', delivery: 'answered' });
    expect(await failureOf(client.task(999_999_999))).toMatchObject({ code: 'unknown-task', delivery: 'answered' });
  });

  it('what the PBX would refuse is not even sent', async () => {
    const { pbx, client } = await setUp();
    const asked = client.addCallback({ first: 'b', cgpn: '123', cdpn: '101' });
    expect(await failureOf(asked)).toMatchObject({
      code: 'bad-parameter',
      delivery: 'not-sent',
      params: { name: 'cgpn' },
    });
    expect(pbx.requests).toEqual([]);
  });

  it('a refused callback rings nobody', async () => {
    const { pbx, clientWith, clock } = await setUp();
    const asked = clientWith(wrongKey).addCallback({ first: 'b', cgpn: '79750120143', cdpn: '101' });
    expect(await failureOf(asked)).toMatchObject({ code: 'bad-signature', delivery: 'answered' });
    clock.advance(600_000);
    expect([pbx.tasks, pbx.rings]).toEqual([[], []]);
  });
});
