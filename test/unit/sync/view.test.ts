import { describe, expect, it } from 'vitest';
import type { ReaderState, SyncState } from '../../../src-main/sync/engine.ts';
import type { HistoryProgress } from '../../../src-main/sync/history.ts';
import { toSyncView } from '../../../src-main/sync/view.ts';

const today = '2026-03-11';
const state = (fields: Partial<ReaderState> = {}): ReaderState => ({
  ...{ answeredAtMs: 1000, error: null, pastError: null, rejected: 0, history: null },
  ...fields,
});
const history = (reachedDay: string, fields: Partial<HistoryProgress> = {}): ReaderState =>
  state({ history: { reachedDay, untilDay: '2026-03-01', done: false, paused: false, ...fields } });
const view = (voicemail: ReaderState, fax = voicemail, call = fax) =>
  toSyncView({ voicemail, fax, call } satisfies SyncState, today);

describe('how well the cache knows what the exchange has', () => {
  it('is as old as the oldest of the three answers, and unknown while one is missing', () => {
    expect(view(state({ answeredAtMs: 3000 }), state({ answeredAtMs: 500 }), state()).answeredAtMs).toBe(500);
    expect(view(state(), state(), state({ answeredAtMs: null })).answeredAtMs).toBeNull();
  });

  it('tells of an error of any question, and what could not be read of all', () => {
    const pastError = { code: 'network', retry: true } as const;
    expect(view(state(), state({ pastError }), state())).toMatchObject({ error: pastError, failing: ['fax'] });
    expect(view(state())).toMatchObject({ error: null, failing: [] });
    expect(view(state({ rejected: 2 }), state(), state({ rejected: 3 })).rejected).toBe(5);
  });

  it('says nothing of the first load before all kinds have begun', () => {
    expect(view(state()).history).toBeNull();
    expect(view(history('2026-03-05'), state()).history).toBeNull();
  });

  it('has come as far as the slowest kind that still loads', () => {
    const [half, none] = [history('2026-03-06'), history(today)];
    expect(view(half).history).toEqual({ done: false, paused: false, reachedDay: '2026-03-06', part: 0.5 });
    expect(view(half, none).history).toMatchObject({ reachedDay: today, part: 0.5 / 3 });
    // One that is done long ago holds nobody up.
    const ended = history('2026-03-10', { done: true, untilDay: '2026-03-10' });
    expect(view(ended, half, half).history).toMatchObject({ done: false, reachedDay: '2026-03-06', part: 2 / 3 });
  });

  it('is done when all are, and then reaches as far back as any', () => {
    const done = (day: string) => history(day, { done: true, untilDay: day });
    expect(view(done('2026-01-01'), done('2025-05-05'), done('2026-02-02')).history).toEqual({
      done: true,
      paused: false,
      reachedDay: '2025-05-05',
      part: 1,
    });
  });

  it('is paused as long as something that is paused is left to load', () => {
    const paused = history('2026-03-06', { paused: true });
    expect(view(history('2026-03-01', { paused: true, done: true })).history).toMatchObject({ paused: false });
    expect(view(history('2026-03-01', { done: true }), paused).history).toMatchObject({ paused: true });
  });

  it('never shows less than nothing or more than everything, whatever the calendar says', () => {
    const odd = [history('2026-04-01'), history('2020-01-01'), history(today, { untilDay: today })];
    for (const each of odd) {
      const { part } = view(each).history!;
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThanOrEqual(1);
    }
  });
});
