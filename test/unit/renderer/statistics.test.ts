import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type {
  CallbackStatistics,
  DayCounts,
  GoodHour,
  HourStatistics,
  StatisticsDays,
  SyncView,
} from '../../../src-main/contract/model.ts';
import { stretches } from '../../../src-renderer/statistics/good-hours.ts';
import { Scrub } from '../../../src-renderer/statistics/scrub.svelte.ts';
import { axisEnd, seriesOf } from '../../../src-renderer/statistics/series.ts';
import { spanBefore, spanOf } from '../../../src-renderer/statistics/span.ts';
import { Statistics } from '../../../src-renderer/statistics/statistics.svelte.ts';
import { growth, successOf } from '../../../src-renderer/statistics/sums.ts';
import { readDay, writtenDay } from '../../../src-renderer/ui/date-field.ts';
import { fakeBridge } from './fake-bridge.ts';
import { pending } from './pending.ts';

/** A Wednesday, 15:30. */
const now = new Date(2026, 2, 11, 15, 30).getTime();
const day = (...at: [number, number, number]) => new Date(...at).getTime();
const own = { firstMs: now, lastMs: now };

describe('the period', () => {
  it('named in days ends with today, and begins at midnight', () => {
    const week = spanOf('week', own, now);
    expect([week.fromMs, week.toMs]).toEqual([day(2026, 2, 5), day(2026, 2, 12)]);
    expect(week.boundariesMs).toHaveLength(8);
    expect(spanOf('month', own, now).boundariesMs).toHaveLength(31);
  });

  it('that is long has weeks from Monday, or months, the first and the last of them short', () => {
    const quarter = spanOf('quarter', own, now);
    expect(quarter.step).toBe('week');
    expect(quarter.boundariesMs.slice(1, -1).map((atMs) => new Date(atMs).getDay())).toEqual(Array(13).fill(1));
    const year = spanOf('year', own, now);
    expect(year.boundariesMs.slice(0, 3)).toEqual([day(2025, 2, 12), day(2025, 3, 1), day(2025, 4, 1)]);
    expect(year.boundariesMs.at(-1)).toBe(day(2026, 2, 12));
  });

  it('of own dates holds both days, in whatever order they were given', () => {
    const [first, last] = [day(2026, 0, 3), day(2026, 0, 5)];
    const span = spanOf('own', { firstMs: last, lastMs: first }, now);
    expect(span.boundariesMs).toEqual([first, day(2026, 0, 4), last, day(2026, 0, 6)]);
  });

  it('is compared with as many days before, up to the same hour while it goes on', () => {
    const week = spanOf('week', own, now);
    expect(spanBefore(week, now)).toEqual({ fromMs: day(2026, 1, 26), toMs: new Date(2026, 2, 4, 15, 30).getTime() });
    const past = spanOf('own', { firstMs: day(2026, 0, 10), lastMs: day(2026, 0, 11) }, now);
    expect(spanBefore(past, now)).toEqual({ fromMs: day(2026, 0, 8), toMs: day(2026, 0, 10) });
  });

  it('is written and read as a date field does', () => {
    expect(writtenDay(now)).toBe('2026-03-11');
    expect(readDay('2026-03-11')).toBe(day(2026, 2, 11));
    expect(readDay('')).toBeNull();
    expect(readDay('1900-01-01')).toBeNull();
  });
});

const noCalls: DayCounts = { in: 0, out: 0, internal: 0, missed: 0, voicemail: 0, fax: 0, talkSeconds: 0 };
const noHours: HourStatistics = { hours: [], best: [] };
const noOrders: CallbackStatistics = {
  ordered: 0,
  open: 0,
  succeeded: 0,
  failed: 0,
  refused: 0,
  cancelled: 0,
  lost: 0,
  tries: 0,
  talkSeconds: 0,
  causes: [],
};
const loaded: SyncView = { history: null, answeredAtMs: null, error: null, failing: [], rejected: 0 };

function office(answers: Parameters<typeof fakeBridge>[0] = {}) {
  const main = fakeBridge({
    'journal.span': () => ({ oldestMs: day(2025, 0, 1), newestMs: now }),
    'sync.state': () => loaded,
    'statistics.days': ({ boundariesMs }) => boundariesMs.slice(1).map((_, index) => ({ ...noCalls, in: index + 1 })),
    'statistics.hours': () => noHours,
    'statistics.parties': () => ({ people: [], groups: [] }),
    'statistics.callbacks': () => noOrders,
    ...answers,
  });
  const statistics = new Statistics(main.ask, main.listen);
  statistics.name = 'week';
  return { main, statistics };
}

describe('the report', () => {
  beforeEach(() => vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('counts the period before with the same question, and leaves out what the part-day had left', async () => {
    const { main, statistics } = office();
    await statistics.read();
    const [{ boundariesMs }] = main.inputsOf('statistics.days') as [StatisticsDays];
    expect(boundariesMs).toHaveLength(10);
    expect(statistics.report?.before?.total.in).toBe(1);
    expect(statistics.report?.days.map((counts) => counts.in)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(statistics.report?.total.in).toBe(42);
  });

  it('compares with nothing where there are no records that old, or where they are still being loaded', async () => {
    const young = office({ 'journal.span': () => ({ oldestMs: day(2026, 2, 6), newestMs: now }) });
    await young.statistics.read();
    expect(young.statistics.report?.before).toBeNull();
    expect(young.statistics.report?.days).toHaveLength(7);
    const history = { reachedDay: '2026-03-08', part: 0.1, paused: false, done: false };
    const loading = office({ 'sync.state': () => ({ ...loaded, history }) });
    await loading.statistics.read();
    expect(loading.statistics.report).toMatchObject({ before: null, reachedDay: '2026-03-08' });
  });

  it('of a period that was left meanwhile is dropped, and so is its failure', async () => {
    const slow = [pending<DayCounts[]>(), pending<DayCounts[]>()];
    let asked = 0;
    const { statistics } = office({ 'statistics.days': () => slow[asked++]!.promise });
    const first = statistics.read();
    await vi.advanceTimersByTimeAsync(0);
    const second = statistics.read();
    await vi.advanceTimersByTimeAsync(0);
    slow[0]!.reject(new Failure('internal'));
    await first;
    expect(statistics.error).toBeNull();
    expect(statistics.busy).toBe(true);
    slow[1]!.resolve(Array.from({ length: 9 }, () => ({ ...noCalls, out: 1 })));
    await second;
    expect(statistics.report?.total.out).toBe(7);
    expect(statistics.busy).toBe(false);
  });

  it('stays on the screen when another cannot be had', async () => {
    let fails = false;
    const { statistics } = office({
      'statistics.hours': () => {
        if (fails) throw new Failure('internal');
        return noHours;
      },
    });
    await statistics.read();
    fails = true;
    await statistics.read();
    expect(statistics.error).toMatchObject({ code: 'internal' });
    expect(statistics.report?.days).toHaveLength(7);
  });

  it('is counted again at most every 30 s while records come in, and not at all once the page is closed', async () => {
    const { main, statistics } = office();
    const close = statistics.open();
    await vi.advanceTimersByTimeAsync(10);
    const asked = () => main.inputsOf('statistics.days').length;
    for (let second = 0; second < 29; second++) {
      main.changed('records');
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked()).toBe(2);
    main.changed('records');
    close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked()).toBe(2);
    statistics.close();
    expect(main.listening()).toBe(0);
  });

  it('of nothing yet is counted again after 3 s', async () => {
    const { main, statistics } = office({ 'statistics.days': () => Array.from({ length: 9 }, () => noCalls) });
    statistics.open();
    await vi.advanceTimersByTimeAsync(10);
    main.changed('records');
    await vi.advanceTimersByTimeAsync(3000);
    expect(main.inputsOf('statistics.days')).toHaveLength(2);
    statistics.close();
  });

  it('of own dates asks for no years before the first record', async () => {
    const { main, statistics } = office();
    statistics.own = { firstMs: 0, lastMs: now };
    statistics.name = 'own';
    await statistics.read();
    const [{ boundariesMs }] = main.inputsOf('statistics.days') as [StatisticsDays];
    expect(boundariesMs[0]).toBe(day(2025, 0, 1));
    expect(boundariesMs).toHaveLength(16);
    statistics.close();
  });
});

describe('figures', () => {
  it('of calls in are split into answered and missed', () => {
    expect(seriesOf({ in: 10, missed: 3, out: 4, internal: 1 })).toEqual({
      answered: 7,
      out: 4,
      internal: 1,
      missed: 3,
    });
  });

  it('count only callbacks that came to an end as reached or not', () => {
    expect(successOf({ ...noOrders, ordered: 9, succeeded: 3, failed: 1, open: 3, cancelled: 2 })).toBe(0.75);
    expect(successOf({ ...noOrders, ordered: 2, open: 2 })).toBeNull();
    expect(growth(5, 0)).toBeNull();
    expect(growth(5, 4)).toBe(0.25);
  });

  it.each([
    [0, 2],
    [3, 4],
    [7, 8],
    [10, 10],
    [87, 100],
    [731, 800],
    [1001, 2000],
  ])('up to %i have an axis up to %i', (most, end) => expect(axisEnd(most)).toBe(end));
});

describe('good hours', () => {
  const hour = (weekday: number | null, at: number): GoodHour => ({ weekday, hour: at, tries: 9, answered: 8 });

  it('next to one another are one stretch, and so are days with the same hours', () => {
    const best = [hour(3, 11), hour(1, 10), hour(1, 11), hour(2, 11), hour(3, 10), hour(2, 10)];
    expect(stretches(best)).toEqual([{ days: { first: 1, last: 3 }, fromHour: 10, toHour: 12 }]);
  });

  it('of any day, and those apart, stay apart', () => {
    expect(stretches([hour(null, 15), hour(null, 10)])).toEqual([
      { days: null, fromHour: 10, toHour: 11 },
      { days: null, fromHour: 15, toHour: 16 },
    ]);
    expect(stretches([hour(0, 10), hour(2, 10)])).toHaveLength(2);
    expect(stretches([hour(0, 23), hour(1, 0)])).toHaveLength(2);
  });
});

describe('the place that a chart tells of', () => {
  const press = (scrub: Scrub, code: string) => {
    const event = {
      code,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      preventDefault: vi.fn(),
      stopPropagation: vi.fn(),
    };
    scrub.onKey(event as unknown as KeyboardEvent);
    return event.preventDefault.mock.calls.length > 0;
  };

  it('goes by arrows and stays inside', () => {
    const scrub = new Scrub(() => 3);
    expect(scrub.index).toBeNull();
    scrub.focus();
    expect(scrub.index).toBe(2);
    press(scrub, 'ArrowRight');
    expect(scrub.index).toBe(2);
    press(scrub, 'Home');
    press(scrub, 'ArrowLeft');
    expect(scrub.index).toBe(0);
    expect(press(scrub, 'KeyC')).toBe(false);
    scrub.blur();
    expect(scrub.index).toBeNull();
  });

  it('goes up and down by rows where there are some', () => {
    const scrub = new Scrub(
      () => 6,
      () => 3,
    );
    scrub.focus();
    press(scrub, 'ArrowUp');
    expect(scrub.index).toBe(2);
    press(scrub, 'ArrowUp');
    expect(scrub.index).toBe(2);
    press(scrub, 'ArrowDown');
    expect(scrub.index).toBe(5);
  });
});
