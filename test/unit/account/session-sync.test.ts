import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, expect, it } from 'vitest';
import { Session } from '../../../src-main/account/session.ts';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { defaultPreferences } from '../../../src-main/settings/shape.ts';
import type { News } from '../../../src-main/inbox/inbox.ts';
import { MediaStore } from '../../../src-main/media/store.ts';
import { inProcessCache } from '../../support/memory-cache.ts';

const soon = { timeout: 20_000, interval: 10 };

/** A session at work, a hundred times as fast as life. */
async function atWork() {
  const clock = new DemoClock({ speed: 100 });
  const pbx = new DemoPbx({ clock, strict: true, arrivals: null, historyDays: 10, callsPerDay: 5 });
  const { apiUrl } = await pbx.start();
  const cache = inProcessCache();
  await cache.open();
  const told: News[] = [];
  const folder = await mkdtemp(path.join(tmpdir(), 'sputnik-files-'));
  const files = await MediaStore.open({ folder, keyHex: 'cd'.repeat(32), limitBytes: 1e8, nowMs: () => clock.nowMs() });
  const defects: unknown[] = [];
  const { domain, timeZone, key } = pbx;
  const session = new Session({
    account: { id: 'a', domain, apiUrl, extension: '101', name: '', timeZone, transport: 'post', demo: false },
    key,
    cache,
    notice: null,
    clock,
    preferences: () => defaultPreferences('ru'),
    newId: () => '00000000-0000-4000-8000-000000000000',
    random: Math.random,
    onChanged: () => undefined,
    files,
    onNews: (news) => told.push(news),
    onDefect: (error) => defects.push(error),
  });
  await session.start();
  onTestFinished(async () => {
    await session.close();
    clock.stop();
    await pbx.stop();
    await rm(folder, { recursive: true });
    expect(defects).toEqual([]);
    expect(pbx.violations).toEqual([]);
  });
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
