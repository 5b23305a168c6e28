import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { Team, toMembers } from '../../../src-main/team/team.ts';
import type { SipAccount } from '../../../src-main/vats/model.ts';
import { TestClock } from '../../support/test-clock.ts';

const account = (changes: Partial<SipAccount>): SipAccount => ({
  userId: '9000',
  userName: 'Смирнова Анна',
  sipName: '101',
  state: 'registered',
  registeredSinceMs: 1000,
  lastSeenMs: null,
  expiresAtMs: null,
  contact: '',
  userAgent: 'Yealink',
  ...changes,
});

describe('the list of colleagues', () => {
  it('has one person for several accounts, online if any of them is', () => {
    const [anna, ...rest] = toMembers(
      [
        account({ state: 'offline', registeredSinceMs: null, lastSeenMs: 500 }),
        account({ sipName: 'anna-mobile', userAgent: 'Zoiper', registeredSinceMs: 2000 }),
      ],
      '101',
    );
    expect(rest).toEqual([]);
    expect(anna).toMatchObject({
      extension: '101',
      online: true,
      sinceMs: 2000,
      devices: ['Yealink', 'Zoiper'],
      me: true,
    });
  });

  it('shows when an absent colleague was last seen', () => {
    const offline = { state: 'offline' as const, registeredSinceMs: null };
    const [anna] = toMembers(
      [account({ ...offline, lastSeenMs: 500 }), account({ ...offline, lastSeenMs: 900, sipName: '201' })],
      '',
    );
    expect(anna).toMatchObject({ online: false, sinceMs: 900, me: false });
  });

  it('keeps nameless accounts apart', () => {
    expect(toMembers([account({ userId: '', sipName: '1' }), account({ userId: '', sipName: '2' })], '')).toHaveLength(
      2,
    );
  });
});

describe('presence is read', () => {
  const start = () => {
    const clock = new TestClock();
    let asked = 0;
    let answer = () => Promise.resolve({ records: [account({})], rejected: 0 });
    const team = new Team({
      api: {
        sipAccounts: () => {
          asked += 1;
          return answer();
        },
      },
      clock,
      random: () => 0.999,
      extension: '101',
      onChanged: () => undefined,
    });
    return { clock, team, asked: () => asked, fail: () => (answer = () => Promise.reject(new Failure('network'))) };
  };

  it('only while somebody looks', async () => {
    const { clock, team, asked } = start();
    await clock.pass(120_000);
    expect(asked()).toBe(0);
    team.watch(true);
    await clock.pass(60_000);
    expect(asked()).toBe(5);
    team.watch(false);
    await clock.pass(120_000);
    expect(asked()).toBe(5);
  });

  it('and a failure leaves the list as it was, and says so', async () => {
    const { clock, team, fail } = start();
    team.watch(true);
    await clock.pass(1000);
    fail();
    await clock.pass(20_000);
    expect(team.view()).toMatchObject({ members: [{ name: 'Смирнова Анна' }], error: { code: 'network' } });
  });

  it('ever more rarely while it cannot be had, and at once when the exchange is back', async () => {
    const { clock, team, asked, fail } = start();
    fail();
    team.watch(true);
    await clock.pass(3_600_000);
    expect(asked()).toBeLessThan(20);
    const before = asked();
    team.wake();
    await clock.pass(0);
    expect(asked()).toBe(before + 1);
  });
});
