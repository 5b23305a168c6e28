import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SyncApi, SyncBook, SyncDay, SyncHistory } from '../../../src-main/sync/book.ts';
import { SyncEngine } from '../../../src-main/sync/engine.ts';
import { atWork, type Environment } from '../../../src-main/sync/schedule.ts';
import { TestClock } from '../../support/test-clock.ts';

/** The system, as Electron tells of it. */
const { system } = vi.hoisted(() => ({ system: { idleSeconds: 0, onBattery: false, online: true } }));
const monitor = new EventEmitter();
vi.mock('electron', () => ({
  powerMonitor: {
    on: (name: string, listener: () => void) => monitor.on(name, listener),
    off: (name: string, listener: () => void) => monitor.off(name, listener),
    getSystemIdleTime: () => system.idleSeconds,
    isOnBatteryPower: () => system.onBattery,
  },
  net: { isOnline: () => system.online },
}));
const { watchPresence } = await import('../../../src-main/desktop/presence.ts');

const minuteMs = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  Object.assign(system, { idleSeconds: 0, onBattery: false, online: true });
});
afterEach(() => {
  vi.useRealTimers();
});

/** So long that whatever is looked at from time to time was looked at. */
const lookAgain = () => vi.advanceTimersByTime(30_000);

describe('of the PC and the person is told', () => {
  function watched() {
    const told: Environment[] = [];
    const sleeps: string[] = [];
    const stop = watchPresence({
      onChanged: (environment) => told.push(environment),
      onSleep: () => sleeps.push('asleep'),
      onWake: () => sleeps.push('awake'),
    });
    onTestFinished(stop);
    return { told, sleeps, stop };
  }

  it('how it is, at once', () => {
    system.onBattery = true;
    expect(watched().told).toEqual([{ ...atWork, onBattery: true }]);
  });

  it('the battery, as soon as the plug is pulled or put in', () => {
    const { told } = watched();
    system.onBattery = true;
    monitor.emit('on-battery');
    system.onBattery = false;
    monitor.emit('on-ac');
    expect(told.map(({ onBattery }) => onBattery)).toEqual([false, true, false]);
  });

  it('the lock, which stays on while other things change', () => {
    const { told } = watched();
    monitor.emit('lock-screen');
    monitor.emit('on-ac');
    lookAgain();
    monitor.emit('unlock-screen');
    expect(told.map(({ locked }) => locked)).toEqual([false, true, true, true, false]);
  });

  it('that nobody has touched the PC for five minutes, and who came back', () => {
    const { told } = watched();
    for (const idleSeconds of [299, 300, 900, 0]) {
      system.idleSeconds = idleSeconds;
      lookAgain();
    }
    expect(told.map(({ idle }) => idle)).toEqual([false, false, true, true, false]);
  });

  it('the network, within half a minute', () => {
    const { told } = watched();
    system.online = false;
    lookAgain();
    system.online = true;
    lookAgain();
    expect(told.map(({ online }) => online)).toEqual([true, false, true]);
  });

  it('sleep and waking up', () => {
    const { sleeps } = watched();
    monitor.emit('suspend');
    monitor.emit('resume');
    expect(sleeps).toEqual(['asleep', 'awake']);
  });

  it('nothing more once it was stopped', () => {
    const { told, sleeps, stop } = watched();
    stop();
    for (const name of ['on-battery', 'on-ac', 'lock-screen', 'suspend', 'resume']) monitor.emit(name);
    lookAgain();
    expect([told.length, sleeps.length]).toEqual([1, 0]);
    expect(monitor.eventNames()).toEqual([]);
  });
});

describe('the exchange is asked for voicemails', () => {
  const clock = new TestClock();
  let asked = 0;

  /** Answers that nothing has come; the first load is over at once. */
  function office(): SyncEngine {
    const dayOf = (utcMs: number) => new Date(utcMs).toISOString().slice(0, 10);
    const api: SyncApi = {
      clock,
      zone: { dayOf },
      recordsUnless: (known, kind, days) => {
        if (kind === 'voicemail' && days.to === dayOf(clock.nowMs())) asked += 1;
        return Promise.resolve(known === 'same' ? 'unchanged' : { records: [], rejected: 0, hash: 'same' });
      },
    };
    const days = new Map<string, SyncDay>();
    const histories = new Map<string, SyncHistory>();
    const book: SyncBook = {
      // eslint-disable-next-line @typescript-eslint/no-empty-function
      ingest: async function* () {},
      newSinceMs: (nowMs) => Promise.resolve(nowMs),
      day: (kind, day) => Promise.resolve(days.get(`${kind} ${day}`) ?? null),
      days: (kind, { from, to }) =>
        Promise.resolve(
          [...days].filter(([key, { day }]) => key.startsWith(kind) && day >= from && day <= to).map(([, it]) => it),
        ),
      putDay: (kind, day) => Promise.resolve(void days.set(`${kind} ${day.day}`, day)),
      history: (kind) => Promise.resolve(histories.get(kind) ?? null),
      putHistory: (kind, history) => Promise.resolve(void histories.set(kind, history)),
    };
    const quiet = () => undefined;
    const told = { onChanged: quiet, onNew: quiet, onState: quiet };
    const defect = (error: unknown) => {
      throw error;
    };
    return new SyncEngine({ api, book, random: () => 0.5, historyMonths: () => 1, ...told, onDefect: defect });
  }

  async function working(): Promise<void> {
    const engine = office();
    const stop = watchPresence({
      onChanged: (environment) => engine.environment(environment),
      onSleep: () => void engine.stop(),
      onWake: () => engine.resume(),
    });
    onTestFinished(async () => {
      stop();
      await engine.stop();
    });
    engine.start();
    await clock.pass(10 * minuteMs);
  }

  /** In so many minutes. */
  async function within(minutes: number): Promise<number> {
    const before = asked;
    await clock.pass(minutes * minuteMs);
    return asked - before;
  }
  /** In a moment: whoever came back waits for it. */
  const atOnce = () => within(2 / 60);

  it('every 45 s at work, half as often on battery, and as before when the plug is in again', async () => {
    await working();
    expect(await within(30)).toBe(40);
    system.onBattery = true;
    monitor.emit('on-battery');
    expect(await within(30)).toBeCloseTo(20, -0.5);
    system.onBattery = false;
    monitor.emit('on-ac');
    expect(await within(30)).toBeCloseTo(40, -0.5);
  });

  it.each<[string, () => void, () => void]>([
    ['the PC is locked', () => monitor.emit('lock-screen'), () => monitor.emit('unlock-screen')],
    ['nobody is there', () => (system.idleSeconds = 400), () => (system.idleSeconds = 0)],
    ['there is no network', () => (system.online = false), () => (system.online = true)],
  ])('four times more rarely while %s, and at once when that is over', async (_, begins, ends) => {
    await working();
    begins();
    lookAgain();
    expect(await within(30)).toBeCloseTo(10, -0.5);
    ends();
    lookAgain();
    expect(await atOnce()).toBe(1);
    expect(await within(30)).toBeCloseTo(40, -0.5);
  });

  it('never while the PC sleeps, and at once when it wakes up', async () => {
    await working();
    monitor.emit('suspend');
    expect(await within(60)).toBe(0);
    monitor.emit('resume');
    expect(await atOnce()).toBe(1);
  });
});
