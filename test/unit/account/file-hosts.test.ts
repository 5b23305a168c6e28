import { expect, it } from 'vitest';
import type { Failure } from '../../../src-main/contract/errors.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { mediaIdOf } from '../../../src-main/media/media-id.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
import { defaultPreferences } from '../../../src-main/contract/model.ts';
import { sessionAtWork } from '../../support/session-at-work.ts';
import { record } from '../cache/support/records.ts';

/** A voicemail that lies on a host which does not exist, and why it cannot be had. */
async function elsewhere({ fileHosts = [] as string[], locked = false, fileUrl = 'https://files.invalid/voicemail' }) {
  const cache = inProcessCache();
  await cache.open();
  const pbx = new DemoPbx({ historyDays: 0, callsPerDay: 0, arrivals: null });
  const allowed = [...fileHosts];
  const session = await sessionAtWork(pbx, {
    cache,
    preferences: () => ({ ...defaultPreferences('ru'), fileHosts: allowed }),
    allowFileHost: locked ? undefined : (host) => void allowed.push(host),
  });
  const one = record({ fileUrl });
  await cache.run('records.ingest', { records: [one], nowMs: pbx.clock.nowMs(), waitingSinceMs: 0 });
  const id = mediaIdOf(one);
  const { files } = session;
  const whyNot = () =>
    files.fetch(id).then(
      () => null,
      (error: unknown) => error as Failure,
    );
  return { id, files, allowed, whyNot };
}

it('a recording on another host is asked for only where the host was allowed', async () => {
  const { whyNot } = await elsewhere({ fileHosts: ['files.invalid'] });
  expect(await whyNot()).toMatchObject({ code: 'network' });
});

it('the person may allow the very host that the recording was refused for, and no other', async () => {
  const { id, files, allowed, whyNot } = await elsewhere({});
  expect(() => files.allowHost(id, 'files.invalid')).toThrow('not-found');
  expect(await whyNot()).toMatchObject({
    code: 'file-untrusted',
    params: { host: 'files.invalid', allowable: 'files.invalid' },
  });
  for (const [other, host] of [
    [id, 'evil.example'],
    [id, 'FILES.INVALID'],
    ['voicemail~1~0~aa', 'files.invalid'],
  ] as const)
    expect(() => files.allowHost(other, host)).toThrow('not-found');
  expect(allowed).toEqual([]);
  files.allowHost(id, 'files.invalid');
  expect(allowed).toEqual(['files.invalid']);
  expect(await whyNot()).toMatchObject({ code: 'network' });
});

it.each([
  ['the administrator has decided', { locked: true }],
  ['it is no https', { fileUrl: 'http://files.invalid/voicemail' }],
  ['it is this very PC', { fileUrl: 'https://127.0.0.1:4711/voicemail' }],
  ['there is a name in it', { fileUrl: 'https://me@files.invalid/voicemail' }],
])('nothing is offered where %s', async (_, given) => {
  const { whyNot } = await elsewhere(given);
  const failure = await whyNot();
  expect(failure?.code).toBe('file-untrusted');
  expect(failure?.params).not.toHaveProperty('allowable');
});
