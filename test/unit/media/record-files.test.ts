import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linkSecret } from '../../../src-main/demo/api.ts';
import { readToken } from '../../../src-main/demo/links.ts';
import { openMedia } from '../../../src-main/demo/media.ts';
import type { DemoRecord, DemoRecordKind } from '../../../src-main/demo/record-days.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { mediaIdOf, readMediaId } from '../../../src-main/media/media-id.ts';
import { RecordFiles } from '../../../src-main/media/record-files.ts';
import { MediaStore } from '../../../src-main/media/store.ts';
import { VatsClient } from '../../../src-main/vats/client.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
import { TestClock } from '../../support/test-clock.ts';
import { smallDisk } from '../cache/support/small-disk.ts';
import { withParties } from '../cache/support/records.ts';
import { bytesOf, demoDir, storeOptions, temporaryFolder } from './support/files.ts';

const dayMs = 24 * 3600_000;
const aFile = { format: 'wav', variant: 4 } as const;

/** The files of one account: real records of the demo PBX in a real cache, and a store of their own. */
async function atWork({ keptDays = null as number | null } = {}) {
  const pbx = new DemoPbx({ mediaDir: demoDir, historyDays: 0, callsPerDay: 0, arrivals: null });
  await pbx.start();
  const cache = inProcessCache();
  await cache.open();
  const clock = new TestClock();
  const folder = temporaryFolder();
  const { apiUrl, domain, key, timeZone } = pbx;
  const api = new VatsClient({ apiUrl, domain, key: () => key, timeZone, transport: 'post', clock: pbx.clock });
  const changes: string[] = [];
  const refreshed: number[] = [];
  const ask = async (kind: DemoRecordKind) => {
    const day = api.zone.dayOf(pbx.clock.nowMs());
    const { records } = await api.records(kind, day, day);
    const batch = { records: records.map(withParties), nowMs: clock.nowMs(), waitingSinceMs: 0 };
    await cache.run('records.ingest', batch);
    return records;
  };
  const files = new RecordFiles({
    cache,
    clock,
    store: await MediaStore.open(storeOptions(folder, { nowMs: () => clock.nowMs() })),
    trust: () => ({ apiUrl: new URL(apiUrl), allowedHosts: [] }),
    refresh: async ({ id, kind }) => {
      refreshed.push(id);
      await ask(kind);
    },
    nameOf: () => Promise.resolve('Анна/Петрова'),
    keptDays: () => keptDays,
    onChanged: (mediaId) => changes.push(mediaId),
  });
  onTestFinished(async () => {
    files.stop();
    api.close();
    await cache.close();
    await pbx.stop();
  });
  /** A record that is in the cache; returns its media id. */
  const record = async (kind: DemoRecordKind, given: Partial<DemoRecord> = {}) => {
    const { startMs } = pbx.addRecord(kind, {
      numberA: '79161234567',
      numberB: '101',
      seconds: 20,
      file: aFile,
      ...given,
    });
    const mine = (await ask(kind)).find(({ startedAtMs }) => startedAtMs === startMs);
    return mediaIdOf(mine!);
  };
  /** What the PBX itself has behind a link. */
  const original = async () => {
    const { token } = pbx.fileRequests.at(-1)!;
    return Buffer.concat([
      ...(await openMedia(readToken(token, linkSecret({ seed: 'sputnik', domain }))!, demoDir))!.pieces(),
    ]);
  };
  return { pbx, cache, clock, files, record, original, changes, refreshed, folder };
}

describe('a recording or fax', () => {
  it('is fetched by the link that the cache has, and the window is told that it is here', async () => {
    const { files, record, original, changes } = await atWork();
    const id = await record('voicemail');
    expect(files.has(id)).toBe(false);
    const view = await files.fetch(id);
    expect(view).toEqual({ of: 'sound', type: 'audio/wav', sizeBytes: (await original()).length });
    expect(files.has(id)).toBe(true);
    expect(changes.at(-1)).toBe(id);
    expect(files.progress(id)).toBeNull();
    const file = await files.open(id, 'original');
    expect((await bytesOf(file.read(0, file.size))).equals(await original())).toBe(true);
    await file.close();
  });

  it('whose link was issued anew is fetched by asking the exchange for the record again', async () => {
    const { pbx, files, record, refreshed } = await atWork();
    const id = await record('fax', { file: { format: 'pdf', variant: 0 } });
    pbx.reissueLinks({ revokeOld: true });
    expect(await files.fetch(id)).toMatchObject({ of: 'pages', type: 'application/pdf' });
    expect(refreshed).toHaveLength(1);
    expect(pbx.fileRequests.map(({ status }) => status)).toEqual([404, 200]);
  });

  it('that the exchange has no more is gone, after it was asked once more', async () => {
    const { pbx, files, record, refreshed } = await atWork();
    const startMs = pbx.clock.nowMs();
    const told = { startMs, numberA: '79161234567', numberB: '101', file: aFile };
    const id = await record('voicemail', told);
    pbx.fail({ kind: 'status', status: 404 }, { action: 'file' });
    await expect(files.fetch(id)).rejects.toMatchObject({ code: 'file-gone' });
    expect(refreshed).toHaveLength(1);
  });

  it('is the right one of two at the same moment, and of two identical calls', async () => {
    const { pbx, files, record, original } = await atWork();
    const startMs = pbx.clock.nowMs() - 60_000;
    const of = (numberA: string, variant: number) => ({ startMs, numberA, file: { format: 'wav' as const, variant } });
    pbx.addRecord('call', { ...of('79161111111', 1), numberB: '101', seconds: 8 });
    pbx.addRecord('call', { ...of('79162222222', 2), numberB: '101', seconds: 9 });
    pbx.addRecord('call', { ...of('79162222222', 3), numberB: '101', seconds: 10 });
    await record('call');
    const id = (numberA: string, ordinal: number) =>
      mediaIdOf({ kind: 'call', startedAtMs: startMs, numberA, numberB: '101', ordinal });
    for (const [mediaId, seconds] of [
      [id('79161111111', 0), 8],
      [id('79162222222', 0), 9],
      [id('79162222222', 1), 10],
    ] as const) {
      expect(await files.fetch(mediaId)).toMatchObject({ sizeBytes: 44 + seconds * 16_000 });
      expect((await original()).length).toBe(44 + seconds * 16_000);
    }
    await expect(files.fetch(id('79162222222', 2))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that the exchange has no file for, or that nobody knows, is not there', async () => {
    const { files, record } = await atWork();
    await expect(files.fetch(await record('call', { file: null }))).rejects.toMatchObject({ code: 'not-found' });
    for (const id of ['', 'call', 'call~1', 'call~x~0~ab', 'sms~1~0~ab', 'call~1~0~../../x', `call~${2 ** 60}~0~a`]) {
      await expect(files.fetch(id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(files.suggestedName(id)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('on its way shows how far it is, and no longer when it did not come', async () => {
    const { pbx, files, record, changes } = await atWork();
    const id = await record('voicemail');
    pbx.fail({ kind: 'slow', everyMs: 5 }, { action: 'file' });
    const fetching = files.fetch(id).catch((error: unknown) => error);
    await expect.poll(() => files.progress(id)?.receivedBytes ?? 0).toBeGreaterThan(0);
    const before = changes.length;
    expect(before).toBeGreaterThan(0);
    await pbx.down();
    expect(await fetching).toMatchObject({ code: 'network' });
    expect(files.progress(id)).toBeNull();
    expect(changes.length).toBeGreaterThan(before);
  });

  it('on its way is given up for all who wait for it, and fetched anew when it is wanted again', async () => {
    const { pbx, files, record } = await atWork();
    const id = await record('voicemail');
    pbx.fail({ kind: 'hang' }, { action: 'file' });
    const waiting = Promise.allSettled([files.fetch(id), files.fetch(id)]);
    await delay(100);
    files.cancel(id);
    const aborted = { status: 'rejected', reason: { code: 'network', params: { reason: 'aborted' } } };
    expect(await waiting).toMatchObject([aborted, aborted]);
    pbx.heal();
    files.cancel(id);
    expect(await files.fetch(id)).toMatchObject({ of: 'sound' });
  });

  it('is forgotten when it was kept as long as the person wants', async () => {
    const { files, record, clock, folder } = await atWork({ keptDays: 3 });
    const id = await record('voicemail');
    await files.fetch(id);
    // In between, a sweep looks through real files.
    const pass = () => clock.pass(6 * 3600_000).then(() => delay(5));
    for (let times = 0; times < 8; times += 1) await pass();
    expect(readdirSync(folder)).toHaveLength(1);
    await clock.pass(dayMs);
    await expect.poll(() => pass().then(() => readdirSync(folder))).toEqual([]);
    expect(files.has(id)).toBe(false);
  });
});

describe('a file that is saved', () => {
  it('has a name by which it is found, and is the exchange’s to the byte', async () => {
    const { files, record, original } = await atWork();
    const id = await record('voicemail', { file: { format: 'gsm', variant: 2 } });
    const name = await files.suggestedName(id);
    expect(name).toMatch(/^\d{4}-\d\d-\d\d_\d{4}_\+79161234567_Анна Петрова\.wav$/);
    const folder = temporaryFolder();
    await files.saveTo(id, join(folder, name));
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(folder, name)).equals(await original())).toBe(true);
  });

  it('replaces the one that was there, whole or not at all', async () => {
    const { pbx, files, record } = await atWork();
    const [id, other] = [await record('voicemail'), await record('fax', { file: { format: 'pdf', variant: 1 } })];
    const target = join(temporaryFolder(), 'a.wav');
    writeFileSync(target, 'what was there before');
    pbx.fail({ kind: 'broken' }, { action: 'file', times: 1 });
    await expect(files.saveTo(other, target)).rejects.toMatchObject({ code: 'network' });
    expect(readFileSync(target, 'utf8')).toBe('what was there before');
    await files.saveTo(id, target);
    expect(readFileSync(target)).toHaveLength(44 + 20 * 16_000);
  });

  it('into a folder that is not there, or in the place of one, leaves nothing behind', async () => {
    const { files, record } = await atWork();
    const id = await record('voicemail');
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'x'), '');
    for (const target of [join(folder, 'nowhere', 'a.wav'), join(folder, 'taken')]) {
      await expect(files.saveTo(id, target)).rejects.toMatchObject({ code: 'file-not-saved' });
    }
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('on a full disk leaves nothing behind, however much of the last piece had room', async (context) => {
    const disk = smallDisk('512k');
    if (disk === null) return context.skip('no small disk can be had here');
    const { files, record } = await atWork();
    const id = await record('voicemail');
    const size = 44 + 20 * 16_000;
    const room = (bytes: number) => writeFileSync(join(disk, 'filler'), Buffer.alloc(512 * 1024 - bytes));
    for (const free of [0, 4096, size - 70_000, size - 8192, size - 4096]) {
      room(Math.floor(free / 4096) * 4096);
      await expect(files.saveTo(id, join(disk, 'a.wav'))).rejects.toMatchObject({ code: 'file-not-saved' });
      expect(readdirSync(disk)).toEqual(['filler']);
    }
    room(size + 64 * 1024);
    await files.saveTo(id, join(disk, 'a.wav'));
    expect(readFileSync(join(disk, 'a.wav'))).toHaveLength(size);
  });

  it('on a disk that cannot be written says so', async (context) => {
    const disk = smallDisk('1m');
    if (disk === null) return context.skip('no small disk can be had here');
    execFileSync('/bin/mount', ['-o', 'remount,ro', disk]);
    const { files, record } = await atWork();
    await expect(files.saveTo(await record('voicemail'), join(disk, 'a.wav'))).rejects.toMatchObject({
      code: 'file-not-saved',
    });
    expect(existsSync(join(disk, 'a.wav'))).toBe(false);
  });
});

it('a media id tells where to look, and nothing else is one', () => {
  const id = mediaIdOf({ kind: 'fax', startedAtMs: 1_700_000_000_000, numberA: '"/..', numberB: '\n', ordinal: 3 });
  expect(id).toMatch(/^[\w:~-][\w:.~-]{0,199}$/);
  expect(readMediaId(id)).toEqual({ kind: 'fax', startedAtMs: 1_700_000_000_000 });
  for (const other of ['', '~', 'fax', 'fax~1.5~0~a', 'fax~NaN', 'toString~1', 'Fax~1'])
    expect(readMediaId(other)).toBeNull();
});
