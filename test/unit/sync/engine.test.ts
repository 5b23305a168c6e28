import { describe, expect, it } from 'vitest';
import { dayMs, minuteMs, noonMs, Office } from './office.ts';

describe('the first start', () => {
  it('reads everything back to the limit, newest first, and tells nobody of it', async () => {
    const office = await Office.open();
    office.start();
    await office.historyDone();
    const { call } = office.engine.state();
    expect(call.history).toMatchObject({ done: true, reachedDay: office.daysAgo(30) });
    expect(new Set(office.stored().keys())).toEqual(await office.truth(office.daysAgo(40), office.today()));
    expect(office.rows('call').length).toBeGreaterThan(20);
    expect(office.told).toEqual([]);
    expect(office.rows().some(({ waiting }) => waiting === 1)).toBe(false);
    const asked = office.asked('call').filter((days) => days !== '03.03.2026–04.03.2026');
    expect(asked[0]).toBe('26.02.2026–04.03.2026');
    expect(asked[1]).toBe('19.02.2026–25.02.2026');
    expect(office.defects).toEqual([]);
    expect(office.pbx.violations).toEqual([]);
  });
});

describe('a new message', () => {
  it('is told once, within a minute, and waits for an answer', async () => {
    const office = await Office.open();
    office.start();
    await office.historyDone();
    const addedMs = office.clock.nowMs();
    office.pbx.addRecord('voicemail', { numberA: '79161234567', numberB: '101' });
    await office.until('it is told', () => office.told.length > 0);
    expect(office.clock.nowMs() - addedMs).toBeLessThan(75_000);
    const { id } = office.rows('voicemail').find(({ numberA }) => numberA === '79161234567')!;
    expect(office.told).toEqual([{ kind: 'voicemail', ids: [id] }]);
    expect(office.rows().filter(({ waiting }) => waiting === 1)).toMatchObject([{ id }]);
    await office.restartAfter(minuteMs);
    await office.polled();
    expect(office.told).toHaveLength(1);
  });
});

describe('the same answer again', () => {
  it('costs no write', async () => {
    const office = await Office.open();
    office.start();
    await office.historyDone();
    await office.pollOf('voicemail');
    office.queried.length = 0;
    await office.pollOf('voicemail');
    await office.pollOf('voicemail');
    expect(office.queried.filter((name) => /ingest|put/.test(name))).toEqual([]);
    expect(office.asked('voicemail').at(-1)).toBe('03.03.2026–04.03.2026');
  });
});

describe('after a week off', () => {
  it('has everything of that week, told as new', async () => {
    const office = await Office.open({ startMs: noonMs });
    office.start();
    await office.historyDone();
    await office.engine.stop();
    for (let day = 1; day <= 9; day += 1) {
      office.pbx.addRecord('fax', { startMs: noonMs + day * dayMs, numberA: `7495000100${day}`, numberB: '101' });
    }
    const before = office.told.length;
    await office.restartAfter(9 * dayMs + minuteMs * 60);
    const faxes = () => office.rows('fax').filter(({ numberA }) => numberA.startsWith('7495000100'));
    await office.until('all faxes are here', () => faxes().length === 9);
    await office.polled();
    expect(office.told.length).toBeGreaterThan(before);
    expect(office.told.flatMap(({ kind, ids }) => (kind === 'fax' ? ids : []))).toEqual(
      expect.arrayContaining(faxes().map(({ id }) => id)),
    );
  });
});
