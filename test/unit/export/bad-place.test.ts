import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import type { Session } from '../../../src-main/account/session.ts';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { SavedFiles } from '../../../src-main/export/saved-files.ts';
import { diagnosticCalls } from '../../../src-main/ipc/handlers/diagnostics.ts';
import { recordCalls } from '../../../src-main/ipc/handlers/records.ts';
import { sessionAtWork } from '../../support/session-at-work.ts';
import { SmallDisk } from '../../support/small-disk.ts';

const mediaDir = fileURLToPath(new URL('../../../resources/demo', import.meta.url));
const soon = { timeout: 20_000, interval: 10 };
const client = '+79161234567';
const recordCount = 40;
/** One page of memory: less than anything that is written here. */
const tooSmall = 4096;

let folder: string;
let session: Session;
let pbx: DemoPbx;

beforeEach(async () => {
  const made = await mkdtemp(path.join(tmpdir(), 'sputnik-places-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  folder = path.join(made, 'to');
  await mkdir(folder);
  pbx = new DemoPbx({ clock: new DemoClock({ speed: 1 }), mediaDir, arrivals: null, historyDays: 1, callsPerDay: 5 });
  const now = Math.floor(pbx.clock.nowMs() / 60_000) * 60_000;
  for (let n = 1; n <= recordCount; n++)
    pbx.addRecord('voicemail', { numberA: client.slice(1), numberB: '101', startMs: now - n * 60_000 });
  let contacts = 0;
  const newId = () => `00000000-0000-4000-8000-${String(contacts++).padStart(12, '0')}`;
  session = await sessionAtWork(pbx, { newId });
  for (let n = 0; n < 5; n++) {
    const numbers = [{ label: 'work' as const, written: `+7903000${1000 + n}` }];
    await session.contacts.add({ name: `Имя ${n}`, company: '', note: 'з'.repeat(900), favourite: false, numbers });
  }
  const known = async () => (await session.journal.page({ filter: { client }, after: null, limit: 50 })).items.length;
  await expect.poll(known, soon).toBe(recordCount);
});

/** How it ended: the code of its sentence, or null. */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error as { code?: unknown }).code,
  );

const exported = async (kind: 'records' | 'recordings') => {
  await expect.poll(() => session.exports.state()[kind]?.phase, soon).not.toBe('running');
  return session.exports.state()[kind];
};

async function table(format: 'xlsx' | 'csv', file: string): Promise<unknown> {
  await session.exports.records({ filter: { client }, format }, () => Promise.resolve(file));
  return (await exported('records'))?.error?.code ?? null;
}

async function oneRecording(file: string): Promise<unknown> {
  const { items } = await session.journal.page({ filter: { client }, after: null, limit: 1 });
  const id = items[0]?.mediaId ?? '';
  const whereToSave = () => Promise.resolve(file);
  const calls = recordCalls({ session: () => session, whereToSave, saved: new SavedFiles(() => undefined) });
  return failureOf(Promise.resolve(calls['media.save']({ id })));
}

async function diagnostics(file: string): Promise<unknown> {
  const calls = diagnosticCalls({
    report: () => Promise.resolve('отчёт '.repeat(2000)),
    whereToSave: () => Promise.resolve(file),
    saved: new SavedFiles(() => undefined),
  });
  await calls['diagnostics.report'](undefined);
  return failureOf(Promise.resolve(calls['diagnostics.save'](undefined)));
}

const ways: [string, (file: string) => Promise<unknown>][] = [
  ['the journal as a workbook', (file) => table('xlsx', file)],
  ['the journal as CSV', (file) => table('csv', file)],
  ['the contacts', (file) => failureOf(session.contacts.exportTo({ format: 'csv' }, 'ru', file))],
  ['the contacts as cards', (file) => failureOf(session.contacts.exportTo({ format: 'vcard' }, 'ru', file))],
  ['one recording', oneRecording],
  ['the diagnostics', diagnostics],
];

function diskAt(context: TestContext, bytes: number): SmallDisk {
  const disk = new SmallDisk(folder, bytes);
  onTestFinished(() => disk[Symbol.asyncDispose]());
  context.skip(disk.problem !== null, disk.problem ?? '');
  return disk;
}

describe.each(ways)('%s', (_, save) => {
  it('is there whole or not at all: it replaces a link, no folder, and needs one to be put into', async () => {
    const file = path.join(folder, 'файл');
    const victim = path.join(folder, 'чужое');
    await writeFile(victim, 'чужое');
    await symlink(victim, file);
    expect(await save(file)).toBeNull();
    expect(await readFile(victim, 'utf8')).toBe('чужое');
    expect((await stat(file)).size).toBeGreaterThan(100);

    await mkdir(path.join(folder, 'папка'));
    expect(await save(path.join(folder, 'папка'))).toBe('file-not-saved');
    expect(await save(path.join(folder, 'нет', 'файл'))).toBe('file-not-saved');
    expect((await readdir(folder)).sort()).toEqual(['папка', 'файл', 'чужое']);
  });

  it('on a full disk, or one that is locked, leaves there what was there', async (context) => {
    const disk = diskAt(context, tooSmall * 2);
    const file = path.join(folder, 'файл');
    await writeFile(file, 'прежнее');
    const untouched = async () => {
      expect(await save(file)).toBe('file-not-saved');
      expect(await readdir(folder)).toEqual(['файл']);
      expect(await readFile(file, 'utf8')).toBe('прежнее');
    };
    await untouched();
    disk.lock();
    await untouched();
  });
});

describe('the recordings and faxes', () => {
  const save = async () => {
    await session.exports.recordings({ filter: { client } }, () => Promise.resolve(folder));
    return exported('recordings');
  };
  const whole = async () => {
    for (const name of await readdir(folder)) {
      expect(name).toMatch(/\.(wav|mp3)$/);
      expect((await stat(path.join(folder, name))).size).toBeGreaterThan(1000);
    }
  };

  it('find the disk full in the middle: those that are there are whole', async (context) => {
    diskAt(context, 2 ** 22);
    const state = await save();
    expect(state).toMatchObject({ phase: 'failed', error: { code: 'file-not-saved' } });
    expect(await readdir(folder)).toHaveLength(state?.written ?? -1);
    expect(state?.written).toBeGreaterThan(0);
    await whole();
  });

  it('lose their folder in the middle, and end with a sentence', async () => {
    pbx.fail({ kind: 'late', delayMs: 100 }, { action: 'file' });
    await session.exports.recordings({ filter: { client } }, () => Promise.resolve(folder));
    await expect.poll(() => session.exports.state().recordings?.written, soon).toBeGreaterThan(2);
    // Something may still be put there while it is being emptied.
    await rm(folder, { recursive: true, maxRetries: 50, retryDelay: 10 });
    expect(await exported('recordings')).toMatchObject({ phase: 'failed', error: { code: 'file-not-saved' } });
    expect(await readdir(path.dirname(folder))).toEqual([]);
  });

  it('find a link planted under the name of one: it is kept, and the file is put beside it', async () => {
    const { items } = await session.journal.page({ filter: { client }, after: null, limit: 1 });
    const name = await session.files.suggestedName(items[0]?.mediaId ?? '');
    const victim = path.join(path.dirname(folder), 'чужое');
    await writeFile(victim, 'чужое');
    await symlink(victim, path.join(folder, name));
    expect(await save()).toMatchObject({ phase: 'done', written: recordCount });
    expect(await readFile(victim, 'utf8')).toBe('чужое');
    expect(await readdir(folder)).toHaveLength(recordCount + 1);
  });

  it('and a table can be put into one folder at once', async () => {
    const [files, code] = await Promise.all([save(), table('csv', path.join(folder, 'журнал.csv'))]);
    expect([files?.phase, code]).toEqual(['done', null]);
    expect(await readdir(folder)).toHaveLength(recordCount + 1);
  });
});
