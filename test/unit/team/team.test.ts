import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { Team, toMembers } from '../../../src-main/team/team.ts';
import type { SipAccount } from '../../../src-main/vats/model.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
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

async function start(
  cache = inProcessCache(),
  answer = () => Promise.resolve({ records: [account({})], rejected: 0 }),
) {
  const clock = new TestClock();
  const seen = { asked: 0, renamed: 0, defects: [] as unknown[] };
  await cache.open();
  const team = new Team({
    api: {
      sipAccounts: () => {
        seen.asked += 1;
        return answer();
      },
    },
    cache,
    clock,
    random: () => 0.999,
    extension: '101',
    onChanged: () => undefined,
    onNames: () => (seen.renamed += 1),
    onDefect: (error) => seen.defects.push(error),
  });
  return { clock, team, cache, seen, asked: () => seen.asked, answers: (next: typeof answer) => (answer = next) };
}

const network = () => Promise.reject(new Failure('network'));

describe('who works here', () => {
  it('is known from the last time until the exchange tells, but not whether anybody is there', async () => {
    const { team, cache } = await start();
    const ivan = account({ userId: '9001', userName: 'Абрамов Иван', sipName: '102' });
    await team.refresh();
    const again = await start(cache, network);
    await again.team.start();
    await again.clock.pass(0);
    expect(again.team.view()).toMatchObject({
      members: [{ name: 'Смирнова Анна', online: null, me: true }],
      readAtMs: null,
      error: { code: 'network' },
    });
    expect(again.team.nameOf('101')).toBe('Смирнова Анна');
    again.answers(() => Promise.resolve({ records: [account({}), ivan], rejected: 0 }));
    await again.team.refresh();
    expect(again.team.view()).toMatchObject({ members: [{ name: 'Абрамов Иван', online: true }, { online: true }] });
    expect(again.seen).toMatchObject({ renamed: 1, defects: [] });
  });

  it('is told where colleagues are named only when somebody came, went, or has another name', async () => {
    const { team, seen, answers } = await start();
    await team.refresh();
    await team.refresh();
    expect(seen.renamed).toBe(1);
    answers(() => Promise.resolve({ records: [account({ userName: 'Лебедева Анна' })], rejected: 0 }));
    await team.refresh();
    expect(seen.renamed).toBe(2);
  });
});

describe('presence is read', () => {
  it('only while somebody looks', async () => {
    const { clock, team, asked } = await start();
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
    const { clock, team, answers } = await start();
    team.watch(true);
    await clock.pass(1000);
    answers(network);
    await clock.pass(20_000);
    expect(team.view()).toMatchObject({ members: [{ name: 'Смирнова Анна' }], error: { code: 'network' } });
  });

  it('ever more rarely while it cannot be had, and at once when the exchange is back', async () => {
    const { clock, team, asked, answers } = await start();
    answers(network);
    team.watch(true);
    await clock.pass(3_600_000);
    expect(asked()).toBeLessThan(20);
    const before = asked();
    team.wake();
    await clock.pass(0);
    expect(asked()).toBe(before + 1);
  });
});
