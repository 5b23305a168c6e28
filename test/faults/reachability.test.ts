import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src-main/demo/faults.ts';
import { hourMs, minuteMs, Pc } from '../support/pc.ts';

/** A PC at work that sees the exchange, its first load done. */
async function atWork(): Promise<Pc> {
  const pc = await Pc.beside({ preferences: { historyMonths: 1 } });
  await pc.start();
  await pc.loaded();
  return pc;
}

async function pass(pc: Pc, ms: number): Promise<void> {
  const endMs = pc.clock.nowMs() + ms;
  await pc.until('time passes', () => pc.clock.nowMs() >= endMs);
}

const asked = (pc: Pc) => {
  const counts: Record<string, number> = {};
  for (const { action } of pc.pbx.requests) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
};

/** How often each action is asked for in so many hours. */
async function askedWithin(pc: Pc, hours: number): Promise<Record<string, number>> {
  const before = asked(pc);
  await pass(pc, hours * hourMs);
  const after = asked(pc);
  return Object.fromEntries(Object.entries(after).map(([action, count]) => [action, count - (before[action] ?? 0)]));
}

const faults: Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'html' },
  { kind: 'result', result: false },
  { kind: 'result', result: 'Request is Not Valid' },
  { kind: 'reset' },
];

describe.each(faults)('an exchange that answers all but the calls (%o)', (fault) => {
  it('stays in reach, is asked for them ever more rarely, and told of nothing else more often', async () => {
    await using pc = await atWork();
    const mend = pc.pbx.fail(fault, { action: 'call_records' });
    await pass(pc, 30 * minuteMs);
    const hours = 3;
    const counts = await askedWithin(pc, hours);
    expect(pc.states).toEqual(['online']);
    // Five minutes at most with full jitter, and three tries at once where that may help.
    expect(counts['call_records']! / hours).toBeLessThan(36 * 3);
    expect(counts['call_records']).toBeGreaterThan(hours * 3);
    expect(counts['onlycheck'] ?? 0).toBeLessThan(hours * 36);
    expect(counts['voicemail_files']! / hours).toBeLessThan(3600 / 36);
    expect(counts['fax_files']! / hours).toBeLessThan(3600 / 36);
    expect(pc.session.syncView().failing).toEqual(['call']);
    mend();
    await pc.until('calls are read again', () => pc.session.syncView().failing.length === 0);
  });
});

it('an exchange that answers neither the calls nor whether it is there, but all else, is in reach, and left in peace', async () => {
  await using pc = await atWork();
  for (const action of ['call_records', 'onlycheck'] as const) pc.pbx.fail({ kind: 'status', status: 500 }, { action });
  await pass(pc, 30 * minuteMs);
  const hours = 3;
  const counts = await askedWithin(pc, hours);
  // Once it is taken to be away: nothing has shown by then that the question itself is what is broken.
  expect(pc.states).toEqual(['online', 'offline', 'online']);
  expect(counts['voicemail_files']! / hours).toBeLessThan(3600 / 36);
  // With each of the tries at the calls, and up to three times at once itself.
  expect(counts['onlycheck']! / hours).toBeLessThan(36 * 3 * 3);
  await pc.pbx.down();
  await pc.until('it is told', () => pc.session.connection.view().state === 'offline');
  await pc.pbx.up();
  await pc.until('it is told', () => pc.session.connection.view().state === 'online');
  // All that is asked breaks off, and the exchange is not simply switched off.
  const mend = pc.pbx.fail({ kind: 'html' });
  const lostMs = pc.clock.nowMs();
  await pc.until('it is told', () => pc.session.connection.view().state === 'offline');
  expect(pc.clock.nowMs() - lostMs).toBeLessThan(12 * minuteMs);
  mend();
});

it('a list of colleagues that cannot be had costs neither calm nor many questions while somebody looks at it', async () => {
  await using pc = await atWork();
  pc.pbx.fail({ kind: 'status', status: 500 }, { action: 'sip_accounts' });
  pc.session.team.watch(true);
  await pass(pc, 30 * minuteMs);
  const hours = 3;
  const counts = await askedWithin(pc, hours);
  expect(pc.states).toEqual(['online']);
  expect(counts['sip_accounts']! / hours).toBeLessThan(36 * 3);
  expect(counts['sip_accounts']).toBeGreaterThan(hours * 3);
  expect(counts['onlycheck'] ?? 0).toBeLessThan(hours * 36);
  pc.pbx.heal();
  await pc.until('it is there again', () => pc.session.team.view().error === null);
});

it.each<Fault | 'down'>(['down', { kind: 'reset' }, { kind: 'html' }, { kind: 'status', status: 502 }])(
  'an exchange out of reach (%o) is told with the first question that finds it so, and all is asked as soon as it is back',
  async (fault) => {
    await using pc = await atWork();
    if (fault === 'down') await pc.pbx.down();
    else pc.pbx.fail(fault);
    pc.clock.speed = 200;
    const lostMs = pc.clock.nowMs();
    await pc.until('it is told', () => pc.session.connection.view().state === 'offline');
    // The voicemails' next question, and as long as it takes here to be sure.
    expect(pc.clock.nowMs() - lostMs).toBeLessThan(2 * minuteMs);
    pc.clock.speed = 2000;
    await pass(pc, 2 * hourMs);
    pc.clock.speed = 200;
    expect(pc.states).toEqual(['online', 'offline']);
    if (fault === 'down') await pc.pbx.up();
    else pc.pbx.heal();
    const backMs = pc.clock.nowMs();
    await pc.until('it is told', () => pc.session.connection.view().state === 'online');
    await pc.until('all are read', () => (pc.session.syncView().answeredAtMs ?? 0) > backMs);
    expect(pc.clock.nowMs() - backMs).toBeLessThan(2 * minuteMs);
    expect(pc.states).toEqual(['online', 'offline', 'online']);
  },
);
