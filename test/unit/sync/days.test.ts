import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, eachDay, gapDays, historyDays, longestDays, recentDays } from '../../../src-main/sync/days.ts';
import { historyProgress, limitDay, PieceLength } from '../../../src-main/sync/history.ts';
import { addDays } from '../../../src-main/vats/pbx-time.ts';

describe('the ordinary question', () => {
  it('is for yesterday and today, and looks back a week once a day', () => {
    expect(recentDays('2026-03-01', true)).toEqual({ from: '2026-02-28', to: '2026-03-01' });
    expect(recentDays('2026-03-01', false)).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  });
});

describe('days off', () => {
  it('are asked for in pieces, newest first, until none is missing', () => {
    const begun = '2025-12-20';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), fc.array(fc.nat(120)), (length, read) => {
        const today = addDays(begun, length);
        const complete = new Set(read.map((day) => addDays(begun, day)));
        const asked: string[] = [];
        for (
          let gap = gapDays(begun, today, complete, longestDays);
          gap;
          gap = gapDays(begun, today, complete, longestDays)
        ) {
          expect(daysBetween(gap.from, gap.to)).toBeLessThan(longestDays);
          expect(gap.from >= begun).toBe(true);
          expect(complete.has(gap.to)).toBe(false);
          if (asked.length > 0) expect(gap.to < asked.at(-1)!).toBe(true);
          asked.push(gap.from);
          for (const day of eachDay(gap)) complete.add(day);
        }
        for (const day of eachDay({ from: begun, to: addDays(today, -7) })) expect(complete.has(day)).toBe(true);
      }),
    );
  });

  it('are none as long as the ordinary question looks back to all of them', () => {
    expect(gapDays('2026-03-01', '2026-03-01', new Set(), longestDays)).toBeNull();
    expect(gapDays('2026-03-01', '2026-03-07', new Set(), longestDays)).toBeNull();
    expect(gapDays('2026-03-01', '2026-03-08', new Set(), longestDays)).toEqual({
      from: '2026-03-01',
      to: '2026-03-01',
    });
  });
});

describe('the first load', () => {
  it('goes back to the limit without leaving out a day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: longestDays }), { minLength: 1 }), (lengths) => {
        const limit = '2024-02-10';
        let reached = '2025-03-30';
        for (let piece = 0; ; piece += 1) {
          const days = historyDays(reached, limit, lengths[piece % lengths.length]!);
          if (!days) break;
          expect(addDays(days.to, 1)).toBe(reached);
          reached = days.from;
        }
        expect(reached).toBe(limit);
      }),
    );
  });

  it('ends with the limit; another one counts at once', () => {
    const history = { reachedDay: '2025-06-01', paused: false, startedAtMs: 0, completedAtMs: null };
    expect(historyProgress(history, '2024-01-01')).toMatchObject({ untilDay: '2024-01-01', done: false });
    expect(historyProgress(history, '2025-06-01')).toMatchObject({ done: true });
    expect(limitDay('2026-03-04', 24)).toBe('2024-03-04');
  });

  it('takes fewer days at once where there are many records, and when the exchange fails', () => {
    const length = new PieceLength();
    length.went(10);
    length.went(10);
    length.went(10);
    expect(length.days).toBe(31);
    length.went(9000);
    expect(length.days).toBe(15);
    for (let failure = 0; failure < 9; failure += 1) length.failed();
    expect(length.days).toBe(1);
  });
});
