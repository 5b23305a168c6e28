import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fault } from '../../../src-main/demo/faults.ts';
import { syncedKinds } from '../../../src-main/sync/engine.ts';
import { dayMs, minuteMs, noonMs, Office } from './office.ts';

const fault = fc.constantFrom<Fault>(
  { kind: 'reset' },
  { kind: 'lost' },
  { kind: 'html' },
  { kind: 'status', status: 502 },
  { kind: 'cut' },
  { kind: 'broken' },
  { kind: 'notice' },
  { kind: 'empty' },
  { kind: 'result', result: false },
  { kind: 'result', result: null },
  { kind: 'bad-records' },
);

const step = fc.oneof(
  fc.record({
    what: fc.constant('record' as const),
    kind: fc.constantFrom(...syncedKinds),
    minutesAgo: fc.integer({ min: 0, max: 3 * 24 * 60 }),
    /** Never later than the second midnight after its day: whoever is away longer than that is told no sooner. */
    lateMinutes: fc.integer({ min: 0, max: 12 * 60 }),
    twins: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ what: fc.constant('fault' as const), fault, times: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ what: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ what: fc.constant('sleep' as const), minutes: fc.integer({ min: 1, max: 3 * 24 * 60 }) }),
  fc.record({ what: fc.constant('off' as const), days: fc.integer({ min: 0, max: 40 }), killed: fc.boolean() }),
  fc.record({
    what: fc.constant('order' as const),
    order: fc.constantFrom('oldest-first' as const, 'newest-first' as const, 'shuffled' as const),
  }),
  fc.record({ what: fc.constant('links' as const) }),
  fc.record({ what: fc.constant('disk' as const), full: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const allYears = { historyMonths: 36 };

/** Years of days are fetched over real HTTP: on a busy machine that takes its time, and is no failure. */
const patienceMs = 60_000;

async function take(office: Office, each: Step): Promise<void> {
  const { pbx, clock } = office;
  if (each.what === 'record') add(office, each);
  else if (each.what === 'fault') pbx.fail(each.fault, { times: each.times });
  else if (each.what === 'sleep') clock.advance(each.minutes * minuteMs);
  else if (each.what === 'order') pbx.orderRecords(each.order);
  else if (each.what === 'links') pbx.reissueLinks();
  else if (each.what === 'disk') office.broken = each.full ? /ingest|put/ : null;
  else if (each.what === 'off') {
    if (each.killed) office.killAndStartAfter(each.days * dayMs, allYears);
    else await office.restartAfter(each.days * dayMs, allYears);
  } else {
    const endMs = clock.nowMs() + each.minutes * minuteMs;
    await office.until('time passes', () => clock.nowMs() >= endMs);
  }
}

function add({ pbx, clock }: Office, { kind, minutesAgo, lateMinutes, twins }: Step & { what: 'record' }): void {
  // Nothing is told for the first time of a day that was already over when the program last looked: no PBX is so late.
  const startMs = Math.max(noonMs, clock.nowMs() - (lateMinutes > 0 ? 0 : Math.min(minutesAgo, 60) * minuteMs));
  const record = { numberA: '79161234567', numberB: '101', startMs, deliveredMs: startMs + lateMinutes * minuteMs };
  for (let twin = 0; twin < twins; twin += 1) pbx.addRecord(kind, { ...record, seconds: 10 });
}

it('the cache ends equal to all that was served, and to all that there is: no duplicate, no loss', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      await using office = await Office.open({ historyDays: 12, callsPerDay: 3, speed: 4000, disposed: true });
      office.start(allYears);
      for (const each of steps) await take(office, each);
      office.broken = null;
      office.pbx.heal();
      // Everything late is delivered by then.
      office.clock.advance(13 * 60 * minuteMs);
      await office.historyDone(patienceMs);
      const truth = await office.truth(office.daysAgo(650), office.today());
      const isThere = () => [...truth].every((record) => office.stored().has(record));
      await office.until('nothing is missing', isThere, patienceMs);
      await office.polled();
      const stored = office.stored();
      expect(stored.size).toBe(office.rows().length);
      expect(new Set(stored.keys())).toEqual(new Set(office.served.keys()));
      for (const [id, row] of stored) expect(office.served.get(id)).toMatchObject(row);
      const told = office.told.flatMap(({ ids }) => ids);
      expect(new Set(told).size).toBe(told.length);
      expect(office.defects).toEqual([]);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 300_000);
