import { describe, expect, it } from 'vitest';
import {
  chosenEndMs,
  nextMs,
  quietChangeMs,
  quietEndMs,
  type QuietTimes,
} from '../../../src-main/notifications/quiet.ts';

const at = (hours: number, minutes = 0, days = 0) => new Date(2026, 10, 23 + days, hours, minutes).getTime();
const night: QuietTimes = { quietHours: true, quietFrom: 20 * 60, quietTo: 9 * 60, quietUntilMs: null };
const lunch: QuietTimes = { quietHours: true, quietFrom: 13 * 60, quietTo: 14 * 60, quietUntilMs: null };

describe('quiet', () => {
  it.each([
    ['before the night', night, at(19, 59), null],
    ['its first minute', night, at(20), at(9, 0, 1)],
    ['after midnight', night, at(3), at(9)],
    ['its last minute', night, at(8, 59), at(9)],
    ['in the morning', night, at(9), null],
    ['at lunch', lunch, at(13, 30), at(14)],
    ['after lunch', lunch, at(14), null],
    ['hours that are switched off', { ...night, quietHours: false }, at(3), null],
    ['from a time to the same', { ...lunch, quietTo: lunch.quietFrom }, at(13), null],
    ['by hand', { ...lunch, quietUntilMs: at(12, 30) }, at(12), at(12, 30)],
    ['by hand up to lunch', { ...lunch, quietUntilMs: at(13, 10) }, at(12), at(14)],
    ['by hand from lunch', { ...lunch, quietUntilMs: at(16) }, at(13, 30), at(16)],
    ['by hand, and over', { ...lunch, quietUntilMs: at(11) }, at(12), null],
  ])('%s', (_, times, nowMs, endMs) => expect(quietEndMs(times, nowMs)).toBe(endMs));

  it('changes when it ends, and when the hours begin', () => {
    expect(quietChangeMs(night, at(12))).toBe(at(20));
    expect(quietChangeMs(night, at(21))).toBe(at(9, 0, 1));
    expect(quietChangeMs({ ...night, quietHours: false }, at(12))).toBeNull();
  });
});

it('the next time of day is today or tomorrow', () => {
  expect(nextMs(9 * 60, at(8))).toBe(at(9));
  expect(nextMs(9 * 60, at(9))).toBe(at(9, 0, 1));
});

describe('«Не беспокоить» that is chosen', () => {
  it.each([
    ['hour', at(12), at(13)],
    ['hour', at(23, 30), at(0, 30, 1)],
    ['tomorrow', at(8), at(9, 0, 1)],
    ['tomorrow', at(23), at(9, 0, 1)],
    ['off', at(12), null],
  ] as const)('%s', (choice, nowMs, endMs) => expect(chosenEndMs(choice, nowMs)).toBe(endMs));
});
