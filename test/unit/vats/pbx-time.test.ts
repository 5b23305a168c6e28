import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addDays, isTimeZone, PbxZone, wireDay } from '../../../src-main/vats/pbx-time.ts';

const moscow = new PbxZone('Europe/Moscow');
const pcZone = process.env['TZ'];
afterEach(() => {
  if (pcZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = pcZone;
});

describe('a time of the PBX', () => {
  for (const [text, iso] of [
    ['2016-01-01 09:15:00', '2016-01-01T06:15:00.000Z'],
    ['2016-01-01 09:15:00.5', '2016-01-01T06:15:00.500Z'],
    ['2016-01-01 09:15:00.05', '2016-01-01T06:15:00.050Z'],
    ['2016-01-01 09:15:00.052', '2016-01-01T06:15:00.052Z'],
    ['2016-01-01 09:15:00.052999', '2016-01-01T06:15:00.052Z'],
    ["{ts '2016-01-01 09:15:00'}", '2016-01-01T06:15:00.000Z'],
    ["{ ts '2016-01-01 09:15:00.85' }", '2016-01-01T06:15:00.850Z'],
    [' 2016-01-01 09:15:00 ', '2016-01-01T06:15:00.000Z'],
    ['2014-11-25T15:00:00', '2014-11-25T12:00:00.000Z'],
    ['2016-02-29 00:00:00', '2016-02-28T21:00:00.000Z'],
    // Moscow had four hours until October 2014.
    ['2014-07-01 12:00:00', '2014-07-01T08:00:00.000Z'],
  ] as const) {
    it(`«${text}» is read`, () => expect(new Date(moscow.toUtcMs(text) ?? 0).toISOString()).toBe(iso));
  }

  for (const text of [
    '',
    '0000-00-00 00:00:00',
    '2016-13-01 00:00:00',
    '2016-00-10 00:00:00',
    '2015-02-29 00:00:00',
    '2016-06-31 00:00:00',
    '2016-01-01 24:00:00',
    '2016-01-01 09:60:00',
    '2016-01-01 09:15:60',
    '2016-01-01 09:15:00.',
    '2016-01-01 09:15:00Z',
    '01.01.2016 09:15:00',
    '9999-12-31 23:59:59',
    '1899-12-30 00:00:00',
    '1e9',
    "{ts '2016-01-01 09:15:00'",
    'вчера',
  ]) {
    it(`«${text}» is none`, () => expect(moscow.toUtcMs(text)).toBeNull());
  }
});

describe('where clocks change', () => {
  // [zone, local time, UTC, why]
  for (const [zone, local, iso, why] of [
    ['Europe/Berlin', '2026-03-29 01:59:59', '2026-03-29T00:59:59.000Z', 'before the gap'],
    ['Europe/Berlin', '2026-03-29 02:30:00', '2026-03-29T01:30:00.000Z', 'in the gap: moved on by its length'],
    ['Europe/Berlin', '2026-03-29 03:00:00', '2026-03-29T01:00:00.000Z', 'behind the gap'],
    ['Europe/Berlin', '2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z', 'twice: the first'],
    ['America/New_York', '2026-03-08 02:30:00', '2026-03-08T07:30:00.000Z', 'in the gap'],
    ['America/New_York', '2026-11-01 01:30:00', '2026-11-01T05:30:00.000Z', 'twice: the first'],
    ['Australia/Lord_Howe', '2026-04-05 01:45:00', '2026-04-04T14:45:00.000Z', 'half an hour twice: the first'],
    ['Australia/Lord_Howe', '2026-10-04 02:15:00', '2026-10-03T15:45:00.000Z', 'a gap of half an hour'],
    ['Europe/Moscow', '2014-10-26 01:30:00', '2014-10-25T21:30:00.000Z', 'Moscow’s last change: twice'],
    ['Pacific/Apia', '2011-12-30 12:00:00', '2011-12-30T22:00:00.000Z', 'a day that Samoa left out'],
  ] as const) {
    it(`${zone} ${local}, ${why}`, () => {
      expect(new Date(new PbxZone(zone).toUtcMs(local) ?? 0).toISOString()).toBe(iso);
    });
  }
});

const zones = [
  'Europe/Moscow',
  'Asia/Vladivostok',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
  'UTC',
];
const anyZone = fc.constantFrom(...zones).map((name) => new PbxZone(name));
const anyInstant = fc.integer({ min: Date.UTC(1991, 0, 1), max: Date.UTC(2099, 11, 31) });

describe('any instant in any zone', () => {
  it('comes back from its text, or as the earlier of the two that share it', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, ms) => {
        const back = zone.toUtcMs(zone.toText(ms)) ?? Number.NaN;
        expect(back).toBeLessThanOrEqual(ms);
        expect(zone.toText(back)).toBe(zone.toText(ms));
        expect(ms - back).toBeLessThanOrEqual(24 * 3_600_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the text that Intl gives', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, ms) => {
        const expected = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone.name,
          dateStyle: 'short',
          timeStyle: 'medium',
        });
        expect(zone.toText(ms).slice(0, 19)).toBe(expected.format(ms));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the PC’s own zone', () => {
  for (const zone of ['Asia/Vladivostok', 'America/New_York', 'Pacific/Apia', 'UTC']) {
    it(`${zone} changes neither times nor days of the PBX`, () => {
      process.env['TZ'] = zone;
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      // 23:30 in Moscow on New Year's Eve is the next morning in Vladivostok.
      const ms = moscow.toUtcMs('2025-12-31 23:30:00') ?? 0;
      expect(new Date(ms).toISOString()).toBe('2025-12-31T20:30:00.000Z');
      expect(moscow.dayOf(ms)).toBe('2025-12-31');
      expect(moscow.dayOf(ms + 30 * 60_000)).toBe('2026-01-01');
      expect(moscow.toText(ms)).toBe('2025-12-31 23:30:00.000');
      expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    });
  }
});

describe('days', () => {
  it('are sent as dd.mm.yyyy', () => expect(wireDay('2016-01-31')).toBe('31.01.2016'));
  it('are counted through leap years and changes of clocks', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});

describe('the name of a zone', () => {
  it('is known to the system or refused', () => {
    expect(isTimeZone('Europe/Moscow')).toBe(true);
    expect(isTimeZone('Europe/Mosccow')).toBe(false);
    expect(isTimeZone('')).toBe(false);
    expect(() => new PbxZone('Mars/Olympus')).toThrow(expect.objectContaining({ code: 'zone-invalid' }) as Error);
  });
});
