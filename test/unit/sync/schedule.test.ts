import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { retryPauseMs } from '../../../src-main/sync/backoff.ts';
import { syncedKinds } from '../../../src-main/sync/engine.ts';
import {
  atWork,
  hurryPauseMs,
  isBack,
  pastPauseMs,
  pollPauseMs,
  startPauseMs,
} from '../../../src-main/sync/schedule.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the pause between two questions', () => {
  it('is about 45 s for voicemails and faxes, 3 min for calls', () => {
    fc.assert(
      fc.property(random, (chance) => {
        for (const kind of ['voicemail', 'fax'] as const) {
          expect(pollPauseMs(kind, atWork, chance)).toBeGreaterThanOrEqual(36_000);
          // A message reaches the person within a minute, the answer's way included.
          expect(pollPauseMs(kind, atWork, chance)).toBeLessThanOrEqual(54_000);
        }
        expect(pollPauseMs('call', atWork, chance)).toBeGreaterThanOrEqual(144_000);
        expect(pollPauseMs('call', atWork, chance)).toBeLessThanOrEqual(216_000);
      }),
    );
  });

  it('is longer on battery, when nobody looks, and without a network, but never for ever', () => {
    const usual = pollPauseMs('fax', atWork, 0.5);
    expect(pollPauseMs('fax', { ...atWork, onBattery: true }, 0.5)).toBe(usual * 2);
    for (const away of [{ idle: true }, { locked: true }, { online: false }, { idle: true, onBattery: true }]) {
      expect(pollPauseMs('fax', { ...atWork, ...away }, 0.5)).toBe(usual * 4);
    }
    expect(pastPauseMs({ ...atWork, onBattery: true }, 0.5)).toBeGreaterThan(pastPauseMs(atWork, 0.5));
  });

  it('ends when somebody comes back, or the network does', () => {
    expect(isBack({ ...atWork, locked: true }, atWork)).toBe(true);
    expect(isBack({ ...atWork, idle: true }, atWork)).toBe(true);
    expect(isBack({ ...atWork, online: false }, atWork)).toBe(true);
    expect(isBack({ ...atWork, onBattery: true }, atWork)).toBe(false);
    expect(isBack(atWork, { ...atWork, locked: true })).toBe(false);
    expect(hurryPauseMs(0.999)).toBeLessThan(2000);
  });
});

describe('the pause after failures', () => {
  it('grows to five minutes, and is anything between a second and that', () => {
    expect(retryPauseMs(1, 0.999)).toBeLessThan(15_000);
    expect(retryPauseMs(3, 0.999)).toBeGreaterThan(50_000);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), random, (failures, chance) => {
        const pauseMs = retryPauseMs(failures, chance);
        expect(pauseMs).toBeGreaterThanOrEqual(1000);
        expect(pauseMs).toBeLessThanOrEqual(300_000);
        expect(retryPauseMs(failures + 1, chance)).toBeGreaterThanOrEqual(pauseMs);
      }),
    );
  });
});

describe('fifty PCs that share an exchange', () => {
  /** Questions in each second of an hour, when all were switched on in the same second. */
  function load(pauseMs: (asked: number) => number, kinds = syncedKinds): number[] {
    const seconds = Array.from({ length: 3600 }, () => 0);
    for (let pc = 0; pc < 50; pc += 1) {
      for (const kind of kinds) {
        let atMs = startPauseMs(kind, Math.random());
        for (let asked = 1; atMs < 3_600_000; asked += 1) {
          seconds[Math.floor(atMs / 1000)]! += 1;
          atMs += kind === 'call' ? pauseMs(asked) * 4 : pauseMs(asked);
        }
      }
    }
    return seconds;
  }

  it('ask no more than some questions a second, once their start has spread', () => {
    const seconds = load(() => pollPauseMs('voicemail', atWork, Math.random()));
    const later = seconds.slice(600);
    expect(later.reduce((sum, each) => sum + each, 0) / later.length).toBeLessThan(3);
    expect(Math.max(...later)).toBeLessThan(20);
    expect(Math.max(...seconds)).toBeLessThan(60);
  });

  it('ask a PBX that is down far less', () => {
    const seconds = load((asked) => retryPauseMs(asked, Math.random()));
    const later = seconds.slice(1200);
    expect(later.reduce((sum, each) => sum + each, 0) / later.length).toBeLessThan(1.5);
  });
});
