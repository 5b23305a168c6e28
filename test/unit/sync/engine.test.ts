import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src-main/demo/faults.ts';
import { syncedKinds } from '../../../src-main/sync/engine.ts';
import { dayMs, minuteMs, noonMs, Office } from './office.ts';

const hourMs = 60 * minuteMs;
const stranger = '79161234567';
const ids = (office: Office) => office.told.flatMap((each) => each.ids);
const from = (office: Office, number = stranger) => office.rows().filter(({ numberA }) => numberA === number);

/** An office whose PC has been at work for a while: the first load is done. */
async function settled(options: Parameters<typeof Office.open>[0] = {}): Promise<Office> {
  const office = await Office.open(options);
  office.start();
  await office.historyDone();
  return office;
}

describe('the first start', () => {
  it('reads everything back to the limit, newest first, and tells nobody of it', async () => {
    const office = await Office.open({ historyDays: 50 });
    office.start({ historyMonths: 2 });
    await office.historyDone();
    await office.polled();
    const asked = office.asked('call').filter((days) => days !== '03.03.2026–04.03.2026');
    expect(office.engine.state().call.history).toMatchObject({ done: true, reachedDay: office.daysAgo(60) });
    expect(new Set(office.stored().keys())).toEqual(await office.truth(office.daysAgo(70), office.today()));
    expect(office.rows('call').length).toBeGreaterThan(150);
    expect(office.told).toEqual([]);
    expect(office.rows().some(({ waiting }) => waiting === 1)).toBe(false);
    expect(asked).toEqual([
      '26.02.2026–04.03.2026',
      '19.02.2026–25.02.2026',
      '05.02.2026–18.02.2026',
      '08.01.2026–04.02.2026',
      '03.01.2026–07.01.2026',
    ]);
    expect(office.defects).toEqual([]);
    expect(office.pbx.violations).toEqual([]);
  });

  it('goes on where it was when the program ended, and stays paused over a restart', async () => {
    const office = await Office.open({ historyDays: 50 });
    office.start({ historyMonths: 12 });
    const reached = () => office.engine.state().call.history?.reachedDay ?? '9';
    await office.until('it has begun', () => reached() < '2026-02-20');
    await office.engine.pauseHistory(true);
    const pausedAt = reached();
    await office.restartAfter(hourMs, { historyMonths: 12 });
    await office.polled();
    await office.polled();
    expect(office.engine.state().call.history).toMatchObject({ paused: true, done: false, reachedDay: pausedAt });
    const before = office.asked('call').length;
    await office.engine.pauseHistory(false);
    await office.historyDone();
    expect(office.asked('call').slice(before).join()).not.toContain('19.02.2026');
    expect(new Set(office.stored().keys())).toEqual(await office.truth(office.daysAgo(70), office.today()));
  });

  it('reads what lies before months without a record, and asks for those a month at a time', async () => {
    const office = await Office.open({ historyDays: 3 });
    const oldMs = noonMs - 600 * dayMs;
    office.pbx.addRecord('fax', { numberA: stranger, numberB: '101', startMs: oldMs });
    office.start({ historyMonths: 24 });
    await office.historyDone(25_000);
    expect(from(office)).toMatchObject([{ startedAtMs: oldMs }]);
    expect(office.asked('fax').filter((days) => !days.endsWith('03.2026')).length).toBeLessThan(26);
  });

  it('goes further back when the person wants more, also after it was done', async () => {
    const office = await Office.open({ historyDays: 3 });
    const oldMs = noonMs - 300 * dayMs;
    office.pbx.addRecord('fax', { numberA: stranger, numberB: '101', startMs: oldMs });
    office.start({ historyMonths: 3 });
    await office.historyDone(25_000);
    expect(from(office)).toEqual([]);
    await office.restartAfter(hourMs, { historyMonths: 12 });
    await office.until('it is here', () => from(office).length > 0);
    expect(from(office)).toMatchObject([{ startedAtMs: oldMs }]);
  });
});

describe('a new message', () => {
  it('is told once, within a minute, and waits for an answer', async () => {
    const office = await settled();
    // Slowly enough that a busy machine does not count as a slow program.
    office.clock.speed = 200;
    const addedMs = office.clock.nowMs();
    office.pbx.addRecord('voicemail', { numberA: stranger, numberB: '101' });
    await office.until('it is told', () => office.told.length > 0);
    expect(office.clock.nowMs() - addedMs).toBeLessThan(75_000);
    const { id } = from(office)[0]!;
    office.clock.speed = 2000;
    expect(office.told).toEqual([{ kind: 'voicemail', ids: [id] }]);
    expect(office.rows().filter(({ waiting }) => waiting === 1)).toMatchObject([{ id }]);
    await office.restartAfter(minuteMs);
    await office.polled();
    expect(office.told).toHaveLength(1);
  });

  it('that comes late is told when it comes, unless it is older than the first start', async () => {
    const office = await settled();
    const nowMs = office.clock.nowMs();
    const late = { numberB: '101', startMs: nowMs, deliveredMs: nowMs + 3 * hourMs };
    office.pbx.addRecord('voicemail', { ...late, numberA: '79160000001' });
    office.pbx.addRecord('voicemail', { ...late, numberA: '79160000002', deliveredMs: nowMs + 3 * dayMs });
    office.pbx.addRecord('voicemail', { ...late, numberA: '79160000003', startMs: noonMs - hourMs });
    await office.polled();
    expect(from(office, '79160000001')).toEqual([]);
    office.clock.advance(3 * hourMs);
    await office.until('the late one', () => from(office, '79160000001').length === 1);
    await office.until('the one from before', () => from(office, '79160000003').length === 1);
    // Day after day, as in a program that runs all the time.
    for (let day = 0; day < 4; day += 1) {
      office.clock.advance(dayMs);
      await office.pollOf('voicemail');
    }
    await office.until('the very late one', () => from(office, '79160000002').length === 1);
    const expected = ['79160000001', '79160000002'].map((number) => from(office, number)[0]!.id);
    expect(ids(office)).toEqual(expect.arrayContaining(expected));
    expect(ids(office)).not.toContain(from(office, '79160000003')[0]!.id);
  });

  it('is told once although the end came between the record and the note of its day', async () => {
    const office = await settled();
    office.broken = /putDay/;
    office.pbx.addRecord('voicemail', { numberA: stranger, numberB: '101' });
    await office.until('it is told', () => office.told.length > 0);
    await office.until('the failure shows', () => office.engine.state().voicemail.error?.code === 'cache-full');
    office.broken = null;
    await office.restartAfter(minuteMs);
    await office.polled();
    expect(from(office)).toHaveLength(1);
    expect(ids(office)).toEqual(from(office).map(({ id }) => id));
  });

  it('is not told again when the database had to be begun anew', async () => {
    const office = await settled();
    office.pbx.addRecord('voicemail', { numberA: stranger, numberB: '101' });
    await office.until('it is told', () => office.told.length > 0);
    const before = office.stored();
    office.beginAnew();
    await office.polled();
    await office.historyDone();
    await office.until('it is all back', () => office.stored().size >= before.size);
    expect(office.told).toHaveLength(1);
    // It waits for its answer all the same.
    expect(from(office)).toMatchObject([{ waiting: 1 }]);
  });
});

describe('the same answer again', () => {
  it('costs no write and tells of no change', async () => {
    const office = await settled();
    await office.polled();
    office.queried.length = 0;
    office.changes.length = 0;
    await office.pollOf('voicemail', 3);
    expect(office.queried.filter((name) => /ingest|put/.test(name))).toEqual([]);
    expect(office.changes).toEqual([]);
    expect(office.asked('voicemail').at(-1)).toBe('03.03.2026–04.03.2026');
  });

  it('in another order changes nothing, identical calls included', async () => {
    const office = await settled();
    const startMs = office.clock.nowMs() - minuteMs;
    const call = { numberA: stranger, numberB: '101', startMs, seconds: 20 };
    office.pbx.addRecord('call', call);
    office.pbx.addRecord('call', call);
    await office.until('both are there', () => from(office).length === 2);
    // What the other kinds have just got belongs to before, too.
    await office.polled();
    const before = office.rows();
    for (const order of ['newest-first', 'shuffled'] as const) {
      office.pbx.orderRecords(order);
      await office.polled();
    }
    expect(office.rows().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(from(office).map(({ ordinal }) => ordinal)).toEqual([0, 1]);
    expect(office.told).toHaveLength(1);
  });

  it('with links issued anew has the new links, and is no news', async () => {
    const office = await settled();
    office.pbx.addRecord('voicemail', { numberA: stranger, numberB: '101' });
    await office.until('it is there', () => from(office).length === 1);
    const [before] = from(office);
    office.pbx.reissueLinks({ revokeOld: true });
    await office.until('the link is another', () => from(office)[0]!.file !== before!.file);
    expect(from(office)).toMatchObject([{ id: before!.id, waiting: 1 }]);
    await office.polled();
    expect(office.told).toHaveLength(1);
  });
});

describe('after days off', () => {
  for (const days of [9, 75]) {
    it(`(${days}) everything of them is there and was told`, async () => {
      const office = await settled();
      for (let day = 0; day < days; day += 1) {
        office.pbx.addRecord('fax', { startMs: office.clock.nowMs() + day * dayMs, numberA: stranger, numberB: '101' });
      }
      const asked = office.asked('fax').length;
      await office.restartAfter(days * dayMs);
      await office.until('all faxes', () => from(office).length === days);
      expect(office.asked('fax').length - asked).toBeLessThan(30);
      expect(ids(office)).toEqual(expect.arrayContaining(from(office).map(({ id }) => id)));
      expect(new Set(ids(office)).size).toBe(ids(office).length);
      const truth = await office.truth(office.daysAgo(days + 20), office.today());
      await office.until(
        'all records',
        () => truth.size === [...office.stored().keys()].filter((id) => truth.has(id)).length,
      );
    });
  }
});

describe('midnight in Moscow', () => {
  it('begins another day, although it is morning in Vladivostok', async () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Vladivostok';
    try {
      // 4 March, 20:00 in Moscow; 5 March, 3:00 in Vladivostok.
      const office = await Office.open({ startMs: Date.UTC(2026, 2, 4, 17) });
      expect(new Date(office.clock.nowMs()).getDate()).toBe(5);
      office.start();
      await office.historyDone();
      await office.polled();
      expect(office.asked('voicemail').at(-1)).toBe('03.03.2026–04.03.2026');
      const before = { startMs: Date.UTC(2026, 2, 4, 20, 59, 58), deliveredMs: Date.UTC(2026, 2, 4, 21, 0, 20) };
      office.pbx.addRecord('voicemail', { ...before, numberA: '79160000001', numberB: '101' });
      office.pbx.addRecord('voicemail', {
        startMs: Date.UTC(2026, 2, 4, 21, 0, 2),
        numberA: '79160000002',
        numberB: '101',
      });
      office.clock.advance(Math.max(0, Date.UTC(2026, 2, 4, 20, 59) - office.clock.nowMs()));
      await office.until('both sides of midnight', () => office.told.length > 0 && ids(office).length === 2);
      await office.pollOf('voicemail', 2);
      expect(office.asked('voicemail').at(-1)).toBe('04.03.2026–05.03.2026');
      expect(from(office, '79160000001').length + from(office, '79160000002').length).toBe(2);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('a PC whose clock is wrong', () => {
  for (const days of [-400, -1, 1, 400]) {
    it(`by ${days} days reads the right ones, and knows what is new`, async () => {
      const office = await Office.open();
      office.start({ clockAheadMs: days * dayMs });
      await office.historyDone();
      await office.polled();
      expect(office.asked('fax').at(-1)).toBe('03.03.2026–04.03.2026');
      expect(new Set(office.stored().keys())).toEqual(await office.truth(office.daysAgo(60), office.today()));
      expect(office.engine.state().call.history!.reachedDay).toBe(office.daysAgo(30));
      expect(office.told).toEqual([]);
      office.pbx.addRecord('fax', { numberA: stranger, numberB: '101' });
      await office.until('it is told', () => office.told.length === 1);
      expect(from(office)).toMatchObject([{ waiting: 1 }]);
      await office.restartAfter(2 * dayMs, { clockAheadMs: -days * dayMs });
      await office.polled();
      expect(office.told.filter(({ kind }) => kind === 'fax')[0]!.ids).toEqual([from(office)[0]!.id]);
      expect(new Set(ids(office)).size).toBe(ids(office).length);
    });
  }
});

describe('an error', () => {
  const faults: Fault[] = [
    { kind: 'hang' },
    { kind: 'reset' },
    { kind: 'lost' },
    { kind: 'late', delayMs: 600 },
    { kind: 'slow', everyMs: 30 },
    { kind: 'html' },
    { kind: 'html', status: 502 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 404 },
    { kind: 'redirect' },
    { kind: 'cut' },
    { kind: 'broken' },
    { kind: 'notice' },
    { kind: 'empty' },
    { kind: 'result', result: false },
    { kind: 'result', result: null },
    { kind: 'result', result: '' },
    { kind: 'result', result: 'Request is Not Valid' },
    { kind: 'result', result: [1, 2] },
  ];
  for (const fault of faults) {
    it(`(${JSON.stringify(fault)}) is shown, loses nothing, and is over when it is over`, async () => {
      const office = await settled();
      const before = office.rows().length;
      const heal = office.pbx.fail(fault);
      office.pbx.addRecord('voicemail', { numberA: stranger, numberB: '101' });
      await office.until('it is shown', () => office.engine.state().voicemail.error !== null);
      expect(office.rows()).toHaveLength(before);
      heal();
      await office.until('the message is here', () => from(office).length === 1);
      await office.pollOf('voicemail');
      expect(office.engine.state().voicemail.error).toBeNull();
      expect(ids(office)).toEqual([from(office)[0]!.id]);
      expect(office.defects).toEqual([]);
    });
  }

  it('that looks like days without records takes nothing away', async () => {
    const office = await settled();
    const before = office.rows();
    office.pbx.fail({ kind: 'result', result: [] });
    await office.polled();
    expect(office.rows()).toEqual(before);
  });

  it('(nobody listens) is shown, loses nothing, and is over when it is over', async () => {
    const office = await settled();
    await office.pbx.down();
    office.pbx.addRecord('fax', { numberA: stranger, numberB: '101' });
    await office.until('it is shown', () => office.engine.state().fax.error?.code === 'network');
    await office.pbx.up();
    await office.until('the fax is here', () => from(office).length === 1);
  });

  it('in the middle of the first load does not look like days without records', async () => {
    const office = await Office.open({ historyDays: 40 });
    office.start({ historyMonths: 2 });
    const kinds: Fault[] = [
      { kind: 'empty' },
      { kind: 'result', result: false },
      { kind: 'cut' },
      { kind: 'status', status: 503 },
    ];
    for (const fault of kinds) office.pbx.fail(fault, { times: 5 });
    await office.historyDone();
    await office.polled();
    expect(new Set(office.stored().keys())).toEqual(await office.truth(office.daysAgo(70), office.today()));
  });

  it('of one kind of question does not hold up the others', async () => {
    const office = await Office.open();
    office.pbx.fail({ kind: 'status', status: 500 }, { action: 'call_records' });
    office.start();
    await office.until('the others are loaded', () =>
      (['fax', 'voicemail'] as const).every((kind) => office.engine.state()[kind].history?.done),
    );
    expect(office.engine.state().call.error?.code).toBe('http-status');
    expect(office.engine.state().call.history).toBeNull();
  });

  it('in some records costs only these, and the answer is looked at again', async () => {
    const office = await Office.open();
    office.pbx.fail({ kind: 'bad-records' });
    office.start();
    await office.historyDone(25_000);
    await office.polled();
    expect(office.engine.state().voicemail).toMatchObject({ error: null, rejected: 4 });
    expect(new Set(office.stored().keys())).toEqual(await office.truth(office.daysAgo(100), office.today()));
    office.queried.length = 0;
    await office.pollOf('voicemail');
    expect(office.queried).toContain('records.ingest');
    await office.pollOf('voicemail');
    office.queried.length = 0;
    await office.pollOf('voicemail');
    expect(office.queried.filter((name) => name.endsWith('.putDay'))).toEqual([]);
  });
});

describe('the pace', () => {
  const askedIn = async (office: Office, ms: number) => {
    const before = office.asked('voicemail').length;
    const endMs = office.clock.nowMs() + ms;
    await office.until('the time is over', () => office.clock.nowMs() >= endMs);
    return office.asked('voicemail').length - before;
  };

  it('is slower when nobody looks; whoever comes back has fresh news', async () => {
    const office = await settled();
    office.clock.speed = 400;
    expect(await askedIn(office, 10 * minuteMs)).toBeGreaterThanOrEqual(8);
    office.engine.environment({ locked: true });
    expect(await askedIn(office, 10 * minuteMs)).toBeLessThanOrEqual(5);
    const before = office.asked('voicemail').length;
    office.clock.speed = 50;
    const backMs = office.clock.nowMs();
    office.engine.environment({ locked: false });
    await office.until('it is asked', () => office.asked('voicemail').length > before);
    expect(office.clock.nowMs() - backMs).toBeLessThan(20_000);
  });

  it('the past waits while there is no network', async () => {
    const office = await Office.open({ historyDays: 40 });
    office.start({ historyMonths: 12 });
    await office.polled();
    office.engine.environment({ online: false });
    await office.until('the last piece ended', () => office.engine.state().fax.history !== null);
    await office.pollOf('fax');
    const reached = office.engine.state().fax.history!.reachedDay;
    await office.pollOf('fax');
    expect(office.engine.state().fax.history!.reachedDay).toBe(reached);
    office.engine.environment({ online: true });
    await office.historyDone(25_000);
  });

  it('ends with stop, and begins again at once with resume', async () => {
    const office = await settled();
    await office.engine.stop();
    // What was broken off may still be on its way to a busy server.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = office.pbx.requests.length;
    office.clock.advance(hourMs);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(office.pbx.requests).toHaveLength(before);
    office.pbx.addRecord('fax', { numberA: stranger, numberB: '101' });
    office.clock.speed = 50;
    const resumedMs = office.clock.nowMs();
    office.engine.resume();
    await office.until('the fax is here', () => from(office).length === 1);
    expect(office.clock.nowMs() - resumedMs).toBeLessThan(30_000);
  });

  it('never has two questions of a kind at once, however often it is hurried', async () => {
    const office = await Office.open({ historyDays: 40 });
    office.pbx.fail({ kind: 'late', delayMs: 20 });
    office.start({ historyMonths: 3 });
    for (let time = 0; time < 60; time += 1) {
      office.engine.askNow();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (const kind of syncedKinds) expect(office.mostAtOnce.get(kind)).toBe(1);
    expect(office.defects).toEqual([]);
  });
});
