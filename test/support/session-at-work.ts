import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { Session, type SessionOptions } from '../../src-main/account/session.ts';
import type { DemoPbx } from '../../src-main/demo/server.ts';
import { MediaStore } from '../../src-main/media/store.ts';
import { defaultPreferences } from '../../src-main/contract/model.ts';
import { inProcessCache } from './memory-cache.ts';

/** A session of extension 101 at work against the exchange, by whose clock it goes. After the test both end, without a defect. */
export async function sessionAtWork(pbx: DemoPbx, options: Partial<SessionOptions> = {}): Promise<Session> {
  const { clock, domain, timeZone, key } = pbx;
  const { apiUrl } = await pbx.start();
  const cache = inProcessCache();
  await cache.open();
  const folder = await mkdtemp(path.join(tmpdir(), 'sputnik-files-'));
  const files = await MediaStore.open({ folder, keyHex: 'cd'.repeat(32), limitBytes: 1e8, nowMs: () => clock.nowMs() });
  const defects: unknown[] = [];
  const session = new Session({
    account: { id: 'a', domain, apiUrl, extension: '101', name: '', timeZone, transport: 'post', demo: false },
    key,
    cache,
    files,
    notice: null,
    clock,
    preferences: () => defaultPreferences('ru'),
    newId: () => '00000000-0000-4000-8000-000000000000',
    random: Math.random,
    onChanged: () => undefined,
    onNews: () => undefined,
    onDefect: (error) => defects.push(error),
    ...options,
  });
  await session.start();
  onTestFinished(async () => {
    await session.close();
    clock.stop();
    await pbx.stop();
    await rm(folder, { recursive: true });
    expect(defects).toEqual([]);
  });
  return session;
}
