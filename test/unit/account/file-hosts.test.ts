import { expect, it } from 'vitest';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { mediaIdOf } from '../../../src-main/media/media-id.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
import { sessionAtWork } from '../../support/session-at-work.ts';
import { record } from '../cache/support/records.ts';

/** Why a voicemail cannot be had that lies on a host which does not exist. */
async function whyNot(fileHosts: string[]): Promise<unknown> {
  const cache = inProcessCache();
  await cache.open();
  const pbx = new DemoPbx({ historyDays: 0, callsPerDay: 0, arrivals: null });
  const session = await sessionAtWork(pbx, { cache, fileHosts });
  const elsewhere = record({ fileUrl: 'https://files.invalid/voicemail' });
  await cache.run('records.ingest', { records: [elsewhere], nowMs: pbx.clock.nowMs(), waitingSinceMs: 0 });
  return session.files.fetch(mediaIdOf(elsewhere)).then(
    () => 'here',
    ({ code }: { code: unknown }) => code,
  );
}

it('a recording on another host is asked for only where the administrator has allowed the host', async () => {
  expect(await whyNot([])).toBe('file-untrusted');
  expect(await whyNot(['files.invalid'])).toBe('network');
});
