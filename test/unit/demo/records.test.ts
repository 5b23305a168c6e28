import { describe, expect, it } from 'vitest';
import { recordsOfDay } from '../../../src-main/demo/record-days.ts';
import { RecordBook, type RecordBookOptions } from '../../../src-main/demo/records.ts';
import { dayOf, shiftDay, stamp } from '../../../src-main/demo/wall-time.ts';

const zone = 'Europe/Moscow';
const of = { seed: 'test', zone, callsPerDay: 70 };
/** A Wednesday, noon in Moscow. */
const NOON = Date.UTC(2026, 2, 11, 9);
const today = dayOf(NOON, zone);

const bookWith = (more: Partial<RecordBookOptions> = {}) =>
  new RecordBook({ ...of, historyDays: 123, arrivals: null, quiet: false, startMs: NOON, ...more });

describe('days of records', () => {
  it('are the same every time, and others for another seed', () => {
    expect(recordsOfDay('call', '2026-03-10', of)).toEqual(recordsOfDay('call', '2026-03-10', of));
    expect(recordsOfDay('call', '2026-03-10', { ...of, seed: 'other' })).not.toEqual(
      recordsOfDay('call', '2026-03-10', of),
    );
  });

  it('follow the working week and the working day', () => {
    const count = (day: string) => recordsOfDay('call', day, of).length;
    expect(count('2026-03-10')).toBeGreaterThan(45);
    expect(count('2026-03-08')).toBeLessThan(6);
    const hours = recordsOfDay('call', '2026-03-10', of).map(({ startMs }) =>
      Number(stamp(startMs, zone).slice(11, 13)),
    );
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...hours)).toBeLessThanOrEqual(20);
  });

  it('hold voicemails and faxes too, also identical calls now and then', () => {
    const days = Array.from({ length: 60 }, (_, back) => shiftDay(today, -back - 1));
    const all = (kind: 'call' | 'fax' | 'voicemail') => days.flatMap((day) => recordsOfDay(kind, day, of));
    expect(all('voicemail').length).toBeGreaterThan(100);
    expect(all('fax').length).toBeGreaterThan(50);
    const keys = all('call').map(({ startMs, numberA, numberB }) => `${startMs} ${numberA} ${numberB}`);
    expect(new Set(keys).size).toBeLessThan(keys.length);
    const talks = all('call').filter(({ seconds }) => seconds > 0);
    expect(new Set(talks.map(({ file }) => file?.format))).toEqual(new Set(['mp3', 'wav']));
    expect(new Set(all('fax').map(({ file }) => file?.format))).toEqual(new Set(['tiff', 'pdf']));
  });

  it('hold calls that nobody answered, without a file: in, out and inside', () => {
    const days = Array.from({ length: 30 }, (_, back) => shiftDay(today, -back - 1));
    const calls = days.flatMap((day) => recordsOfDay('call', day, of));
    const unanswered = calls.filter(({ seconds }) => seconds === 0);
    expect(unanswered.every(({ file }) => file === null)).toBe(true);
    const part = (share: typeof calls) => share.filter(({ seconds }) => seconds === 0).length / share.length;
    expect(part(calls.filter(({ numberA }) => numberA.length > 3))).toBeCloseTo(0.13, 1);
    expect(part(calls.filter(({ numberA }) => numberA.length === 3))).toBeCloseTo(0.2, 1);
  });

  it('four months are made in well under a second', () => {
    const began = performance.now();
    const records = bookWith().between('call', '2025-01-01', today, NOON, []);
    expect(records.length).toBeGreaterThan(5000);
    // About 20 ms on the slowest machine seen; the bound only tells that it is not quadratic.
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('what is told', () => {
  it('is only what has ended by now, and nothing before the company existed', () => {
    const records = bookWith().between('call', '2020-01-01', '2030-01-01', NOON, []);
    expect(records.every(({ startMs, seconds }) => startMs + seconds * 1000 < NOON)).toBe(true);
    expect(dayOf(records[0]?.startMs ?? 0, zone) >= shiftDay(today, -123)).toBe(true);
    expect(records.some(({ startMs }) => dayOf(startMs, zone) === today)).toBe(true);
  });

  it("includes both days, in the PBX's zone", () => {
    const book = bookWith();
    const midnight = Date.UTC(2026, 2, 9, 21);
    book.add('voicemail', midnight - 1);
    const first = book.add('voicemail', midnight);
    const last = book.add('voicemail', midnight + 86_400_000 - 1);
    book.add('voicemail', midnight + 86_400_000);
    const told = book.between('voicemail', '2026-03-10', '2026-03-10', NOON, []);
    expect(told).toContain(first);
    expect(told).toContain(last);
    expect(told.every(({ startMs }) => dayOf(startMs, zone) === '2026-03-10')).toBe(true);
    expect(book.between('voicemail', '2026-03-11', '2026-03-10', NOON, [])).toEqual([]);
  });

  it('may come late', () => {
    const book = bookWith();
    const late = book.add('fax', NOON - 1000, { deliveredMs: NOON + 3_600_000 });
    expect(book.between('fax', today, today, NOON, [])).not.toContain(late);
    expect(book.between('fax', today, today, NOON + 3_600_000, [])).toContain(late);
    const before = book.between('call', today, today, NOON, []).length;
    book.lateMs = 3_600_000;
    expect(book.between('call', today, today, NOON, []).length).toBeLessThan(before);
    expect(book.between('call', today, today, NOON + 3_600_000, []).length).toBeGreaterThanOrEqual(before);
  });

  it('comes in no order that can be relied on', () => {
    const book = bookWith();
    const told = book.between('call', today, today, NOON, []);
    book.order = 'newest-first';
    expect(book.between('call', today, today, NOON, [])).toEqual(told.toReversed());
    book.order = 'shuffled';
    const shuffled = book.between('call', today, today, NOON, []);
    expect(shuffled).not.toEqual(told);
    expect(new Set(shuffled)).toEqual(new Set(told));
  });
});

describe('what arrives while it runs', () => {
  it('is a voicemail or fax every few minutes, the same for everybody who looks', () => {
    const arrivals = { firstMs: 40_000, everyMs: 180_000 };
    const [once, often] = [bookWith({ arrivals }), bookWith({ arrivals })];
    for (let second = 0; second < 3600; second += 7) often.between('fax', today, today, NOON + second * 1000, []);
    const told = (book: RecordBook) =>
      (['voicemail', 'fax'] as const).flatMap((kind) => book.between(kind, today, today, NOON + 3_600_000, []));
    expect(told(once)).toEqual(told(often));
    expect(told(once).length - told(bookWith()).length).toBeGreaterThan(12);
    const before = bookWith().between('voicemail', today, today, NOON + 39_000, []);
    expect(once.between('voicemail', today, today, NOON + 39_000, [])).toEqual(before);
  });

  it('is nothing at a quiet one, for however long, but what is added', () => {
    const book = bookWith({ quiet: true });
    const week = shiftDay(today, 7);
    const WEEK_MS = 7 * 86_400_000;
    const atFirst = book.between('call', '2020-01-01', week, NOON, []);
    expect(atFirst).toEqual(bookWith().between('call', '2020-01-01', week, NOON - 120_000, []));
    expect(book.between('call', '2020-01-01', week, NOON + WEEK_MS, [])).toEqual(atFirst);
    const added = book.add('voicemail', NOON + 1000);
    expect(book.between('voicemail', today, week, NOON + WEEK_MS, [])).toContain(added);
  });
});
