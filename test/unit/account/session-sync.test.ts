import { onTestFinished, expect, it } from 'vitest';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import type { News } from '../../../src-main/inbox/inbox.ts';
import { sessionAtWork } from '../../support/session-at-work.ts';

const soon = { timeout: 20_000, interval: 10 };

/** A session at work, a hundred times as fast as life. */
async function atWork() {
  const clock = new DemoClock({ speed: 100 });
  const pbx = new DemoPbx({ clock, strict: true, arrivals: null, historyDays: 10, callsPerDay: 5 });
  onTestFinished(() => expect(pbx.violations).toEqual([]));
  const told: News[] = [];
  const session = await sessionAtWork(pbx, { onNews: (news) => told.push(news) });
  return { session, pbx, told };
}

it('a session tells of a message that came in, and asks at once when the PC wakes up', async () => {
  const { session, pbx, told } = await atWork();
  await expect.poll(() => session.sync.state().voicemail.history, soon).not.toBeNull();
  pbx.addRecord('voicemail', { numberA: '79161234567', numberB: '101' });
  session.wake();
  await expect
    .poll(() => told, soon)
    .toMatchObject([
      { kind: 'messages', items: [{ record: { kind: 'voicemail', client: { number: '+79161234567' } } }] },
    ]);
});

it('a session that is closed asks nothing more', async () => {
  const { session, pbx } = await atWork();
  await expect.poll(() => session.sync.state().call.history, soon).not.toBeNull();
  await session.close();
  const before = pbx.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(pbx.requests).toHaveLength(before);
});
