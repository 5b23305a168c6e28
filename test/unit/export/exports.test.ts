import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { defaultPreferences, type ExportKind, type Language } from '../../../src-main/contract/model.ts';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { sessionAtWork } from '../../support/session-at-work.ts';
import { readXlsx } from './read-xlsx.ts';

const mediaDir = fileURLToPath(new URL('../../../resources/demo', import.meta.url));
const soon = { timeout: 20_000, interval: 10 };
const client = '+79161234567';
const numberA = '79161234567';

let folder: string;
beforeEach(async () => {
  const made = await mkdtemp(path.join(tmpdir(), 'sputnik-exports-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  folder = path.join(made, 'to');
  await mkdir(folder);
});

/** A session at work against a real exchange, of which it already knows the records that `prepare` adds. */
async function atWork(count: number, prepare: (pbx: DemoPbx) => void, language: Language = 'ru') {
  const clock = new DemoClock({ speed: 1 });
  const pbx = new DemoPbx({ clock, mediaDir, arrivals: null, historyDays: 1, callsPerDay: 5 });
  prepare(pbx);
  let told = 0;
  const session = await sessionAtWork(pbx, {
    preferences: () => ({ ...defaultPreferences(language), language }),
    onChanged: (topic) => {
      if (topic === 'export') told += 1;
    },
  });
  const known = async () => (await session.journal.page({ filter: { client }, after: null, limit: 50 })).items.length;
  await expect.poll(known, soon).toBe(count);
  const ended = async (kind: ExportKind) => {
    await expect.poll(() => session.exports.state()[kind]?.phase, soon).not.toBe('running');
    return session.exports.state()[kind];
  };
  return { session, pbx, clock, ended, toldTimes: () => told };
}

const into = (name: string) => () => Promise.resolve(path.join(folder, name));
const intoFolder = () => Promise.resolve(folder);
const add = (pbx: DemoPbx, agoMs: number, given: Parameters<DemoPbx['addRecord']>[1] = {}) =>
  pbx.addRecord('voicemail', {
    numberA,
    numberB: '101',
    startMs: Math.floor(pbx.clock.nowMs() / 60_000) * 60_000 - agoMs,
    ...given,
  });

describe('a table of the journal', () => {
  it('has what the journal shows, under a name that tells the day', async () => {
    const { session, ended, toldTimes } = await atWork(2, (pbx) => {
      add(pbx, 60_000);
      pbx.addRecord('call', { numberA, numberB: '101', seconds: 0 });
    });
    await session.contacts.add({
      name: '=HYPERLINK("http://x")',
      company: '',
      note: '',
      favourite: false,
      numbers: [{ label: 'work', written: numberA }],
    });
    const asked: string[] = [];
    const started = await session.exports.records({ filter: { client }, format: 'xlsx' }, (name) => {
      asked.push(name);
      return into('журнал.xlsx')();
    });
    expect(started).toBe(true);
    const state = await ended('records');
    const { size } = await stat(path.join(folder, 'журнал.xlsx'));
    expect(state).toMatchObject({ phase: 'done', done: 2, total: 2, written: 2, writtenBytes: size, problems: [] });
    expect(asked).toEqual([expect.stringMatching(/^Журнал звонков \d{4}-\d\d-\d\d\.xlsx$/)]);
    expect(toldTimes()).toBeGreaterThanOrEqual(2);
    const [titles, call, voicemail] = readXlsx(path.join(folder, 'журнал.xlsx')).rows;
    expect(titles!.map((cell) => cell.text).slice(0, 5)).toEqual([
      'Дата и время',
      'Вид',
      'Направление',
      'Имя',
      'Номер',
    ]);
    const shown = [call, voicemail].map((row) => [1, 2, 3, 4].map((n) => row![n]?.text));
    expect(shown).toEqual([
      ['Звонок', 'Пропущенный', '=HYPERLINK("http://x")', '+7 916 123-45-67'],
      ['Голосовое', 'Входящий', '=HYPERLINK("http://x")', '+7 916 123-45-67'],
    ]);
    session.exports.forget('records');
    expect(session.exports.state().records).toBeNull();
  });

  it('speaks the language of the person', async () => {
    const { session, ended } = await atWork(1, (pbx) => void add(pbx, 60_000), 'en');
    await session.exports.records({ filter: { client }, format: 'csv' }, into('journal.csv'));
    expect(await ended('records')).toMatchObject({ phase: 'done', written: 1 });
    const [titles, first] = (await readFile(path.join(folder, 'journal.csv'), 'utf8')).split('\r\n');
    expect(titles).toMatch(/^\uFEFFDate and time;Kind;Direction;Name;Number;/);
    expect(first).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;Voicemail;Incoming;;\(\+7\) 916 123-45-67;101;/);
  });

  it('is not begun when the person changes his mind, nor twice at a time, and says where it cannot be put', async () => {
    const { session, ended } = await atWork(1, (pbx) => void add(pbx, 60_000));
    const query = { filter: {}, format: 'csv' } as const;
    expect(await session.exports.records(query, () => Promise.resolve(null))).toBe(false);
    expect(session.exports.state().records).toBeNull();
    await session.exports.records(query, into('one.csv'));
    await expect(session.exports.records(query, into('two.csv'))).rejects.toMatchObject({ code: 'export-busy' });
    await ended('records');
    await session.exports.records(query, into('gone/three.csv'));
    expect(await ended('records')).toMatchObject({ phase: 'failed', error: { code: 'file-not-saved' } });
    expect(await readdir(folder)).toEqual(['one.csv']);
  });
});

describe('the recordings of the journal', () => {
  it('come as files under names that tell what they are; equal names are told apart, and nothing is replaced', async () => {
    const { session, ended } = await atWork(3, (pbx) => {
      add(pbx, 120_000);
      add(pbx, 120_000 - 5000);
      pbx.addRecord('fax', { numberA, numberB: '101' });
    });
    await session.exports.recordings({ filter: { client } }, intoFolder);
    const state = await ended('recordings');
    const names = (await readdir(folder)).sort();
    expect(state).toMatchObject({ phase: 'done', total: 3, done: 3, written: 3, problemCount: 0 });
    expect(names).toHaveLength(3);
    expect(names.filter((name) => / \(2\)\.\w+$/.test(name))).toHaveLength(1);
    expect(names.every((name) => name.includes(client))).toBe(true);
    const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
    expect(Math.min(...sizes)).toBeGreaterThan(100);
    expect(state?.writtenBytes).toBe(sizes.reduce((sum, size) => sum + size));

    await writeFile(path.join(folder, names[0]!), 'mine');
    await session.exports.recordings({ filter: { client } }, intoFolder);
    expect(await ended('recordings')).toMatchObject({ phase: 'done', written: 3 });
    expect(await readdir(folder)).toHaveLength(6);
    expect(await readFile(path.join(folder, names[0]!), 'utf8')).toBe('mine');
  });

  it('that are gone are listed, and the others kept', async () => {
    const { session, pbx, ended } = await atWork(3, (each) => {
      add(each, 60_000);
      add(each, 180_000);
      add(each, 300_000);
    });
    pbx.fail({ kind: 'status', status: 404 }, { action: 'file', times: 1 });
    await session.exports.recordings({ filter: { client } }, intoFolder);
    const state = await ended('recordings');
    expect(state).toMatchObject({ phase: 'done', done: 3, written: 2, problemCount: 1 });
    expect(state?.problems).toMatchObject([{ display: '+7 916 123-45-67', error: { code: 'file-gone' } }]);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('are given up when the exchange is out of reach, also with missed calls between them', async () => {
    const { session, pbx, ended } = await atWork(24, (each) => {
      for (let n = 0; n < 12; n++) {
        const startMs = add(each, n * 60_000).startMs - 30_000;
        each.addRecord('call', { numberA, numberB: '101', seconds: 0, file: null, startMs });
      }
    });
    await pbx.down();
    await session.exports.recordings({ filter: { client } }, intoFolder);
    const state = await ended('recordings');
    expect(state).toMatchObject({ phase: 'failed', written: 0, error: { code: 'network' } });
    expect(state?.problemCount).toBeLessThan(12);
    expect(await readdir(folder)).toEqual([]);
    await pbx.up();
  });

  it('that are under way when it is cancelled leave nothing half done', async () => {
    const { session, pbx, ended } = await atWork(6, (each) => {
      for (let n = 0; n < 6; n++) add(each, n * 60_000);
    });
    pbx.fail({ kind: 'hang' }, { action: 'file' });
    await session.exports.recordings({ filter: { client } }, intoFolder);
    await expect.poll(() => session.exports.state().recordings?.total, soon).toBe(6);
    await session.exports.cancel('recordings');
    expect(await ended('recordings')).toMatchObject({ phase: 'cancelled', written: 0, error: null });
    expect(await readdir(folder)).toEqual([]);
  });

  it('are not begun where nothing can be written', async () => {
    const { session } = await atWork(1, (pbx) => void add(pbx, 60_000));
    const nowhere = () => Promise.resolve(path.join(folder, 'gone'));
    await expect(session.exports.recordings({ filter: {} }, nowhere)).rejects.toMatchObject({
      code: 'folder-not-writable',
    });
    expect(session.exports.state().recordings).toBeNull();
  });
});
