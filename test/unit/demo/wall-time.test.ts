import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, dayStartMs, readDay, shiftDay, stamp, weekday } from '../../../src-main/demo/wall-time.ts';
import { PbxZone } from '../../../src-main/vats/pbx-time.ts';

const zones = ['Europe/Moscow', 'Asia/Vladivostok', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'];

describe("the PBX's local time", () => {
  it('is written as a database writes it, with no, one, two or three digits of fraction', () => {
    const at = Date.UTC(2015, 0, 30, 14, 53, 37);
    expect(stamp(at, 'Europe/Moscow')).toBe('2015-01-30 17:53:37');
    expect(stamp(at + 500, 'Europe/Moscow')).toBe('2015-01-30 17:53:37.5');
    expect(stamp(at + 850, 'Europe/Moscow')).toBe('2015-01-30 17:53:37.85');
    expect(stamp(at + 52, 'Europe/Moscow')).toBe('2015-01-30 17:53:37.052');
    expect(stamp(Date.UTC(2026, 0, 1), 'UTC')).toBe('2026-01-01 00:00:00');
  });

  it('is what the client reads back, in any zone', () => {
    const times = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(times, fc.constantFrom(...zones), (ms, zone) => {
        const text = stamp(ms, zone);
        const read = new PbxZone(zone).toUtcMs(text);
        // In the hour that a clock repeats, the same text names two moments.
        expect(read === ms || stamp(read ?? 0, zone) === text).toBe(true);
        expect(dayOf(ms, zone)).toBe(new PbxZone(zone).dayOf(ms));
      }),
    );
  });

  it('knows where a day begins, also on days when the clocks change', () => {
    expect(dayStartMs('2026-03-11', 'Europe/Moscow')).toBe(Date.UTC(2026, 2, 10, 21));
    for (const zone of zones) {
      for (let day = '2026-03-01'; day < '2026-11-30'; day = shiftDay(day, 1)) {
        expect(stamp(dayStartMs(day, zone), zone)).toBe(`${day} 00:00:00`);
      }
    }
  });
});

it('days are counted and named without a zone', () => {
  expect(shiftDay('2024-02-28', 2)).toBe('2024-03-01');
  expect(weekday('2026-03-11')).toBe(3);
  expect(readDay('28.02.2024')).toBe('2024-02-28');
  expect(readDay('31.02.2024')).toBeNull();
  expect(readDay('2024-02-28')).toBeNull();
});
