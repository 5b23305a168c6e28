import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPreferences, Preferences } from '../../../src-main/contract/model.ts';
import { memoryFile } from '../../../src-main/settings/file.ts';
import { languageOf } from '../../../src-main/settings/language.ts';
import { readSettings } from '../../../src-main/settings/read.ts';
import { Settings } from '../../../src-main/settings/settings.ts';
import type { StoredAccount } from '../../../src-main/settings/shape.ts';
import * as v from 'valibot';

// electron-store itself runs in plain Node; npm's `electron` must then be a path and not begin a download.
vi.hoisted(() => (process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '/nowhere'));
vi.mock('electron', () => ({ default: {}, ipcMain: { removeAllListeners: () => undefined } }));
const { openSettingsStore } = await import('../../../src-main/desktop/settings-store.ts');

const nowMs = Date.UTC(2026, 6, 31, 9, 30);
const account: StoredAccount = {
  id: 'a1b2c3d4-0000-4000-8000-000000000001',
  domain: 'firma.example.ru',
  apiUrl: 'https://pbx.example.ru/api',
  extension: '101',
  name: 'Анна Петрова',
  timeZone: 'Europe/Moscow',
  transport: 'post',
  demo: false,
};

let folder: string;
const file = () => join(folder, 'settings.json');
const open = () => new Settings({ ...openSettingsStore(folder, nowMs), language: 'ru', nowMs: () => nowMs });
const onDisk = () => JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>;
const names = () => readdirSync(folder).sort();

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings kept by electron-store', () => {
  it('begin with defaults, in the language of the system, and write nothing unasked', () => {
    const settings = open();
    expect(settings.preferences).toEqual(defaultPreferences('ru'));
    expect(settings.accounts).toEqual([]);
    expect(settings.activeAccount).toBeNull();
    expect(settings.notice).toBeNull();
    expect(names()).toEqual([]);
  });

  it('are there after a restart', () => {
    const settings = open();
    settings.setPreferences({ theme: 'dark', tries: 5 });
    settings.putAccount(account);
    settings.activate(account.id);
    settings.setWindow({ x: -8, y: 0, width: 1040, height: 700, maximized: true });
    settings.setToldAboutTray();

    const again = open();
    expect(again.preferences).toEqual({ ...defaultPreferences('ru'), theme: 'dark', tries: 5 });
    expect(again.activeAccount).toEqual(account);
    expect(again.window).toEqual({ x: -8, y: 0, width: 1040, height: 700, maximized: true });
    expect(again.toldAboutTray).toBe(true);
    expect(again.notice).toBeNull();
  });

  it('can be read by their user only', () => {
    open().setToldAboutTray();
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(names()).toEqual(['settings.json']);
  });

  it.each(['', '{"preferences": {"theme"', 'null', '[]', '"text"', '\0\0\0\0'])(
    'that are no settings (%j) are moved aside and reported, and the app starts',
    (text) => {
      writeFileSync(file(), text);
      const settings = open();
      expect(settings.preferences).toEqual(defaultPreferences('ru'));
      expect(settings.notice).toEqual({
        code: 'settings-broken',
        params: { file: 'settings.json.broken-2026-07-31T09-30-00' },
      });
      expect(readFileSync(join(folder, 'settings.json.broken-2026-07-31T09-30-00'), 'utf8')).toBe(text);
      settings.setToldAboutTray();
      expect(open().notice).toBeNull();
    },
  );

  it('broken twice in one second keep both files', () => {
    for (const text of ['one', 'two']) {
      writeFileSync(file(), text);
      open();
    }
    const kept = names().map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(kept.sort()).toEqual(['one', 'two']);
  });

  it('lose one wrong preference only, keep a copy of the file and say so', () => {
    const text = JSON.stringify({ version: 1, preferences: { theme: 'pink', tries: 7, ownNumber: '+74951234567' } });
    writeFileSync(file(), text);
    const settings = open();
    expect(settings.preferences).toEqual({ ...defaultPreferences('ru'), tries: 7, ownNumber: '+74951234567' });
    expect(settings.notice).toMatchObject({ code: 'settings-repaired', params: { fields: 'preferences.theme' } });
    expect(readFileSync(join(folder, String(settings.notice?.params?.['file'])), 'utf8')).toBe(text);
    expect(open().notice).toBeNull();
  });

  it('written with a byte order mark are read', () => {
    writeFileSync(file(), `\uFEFF${JSON.stringify({ preferences: { theme: 'light' } })}`);
    expect(open().preferences.theme).toBe('light');
  });

  it('of a newer app keep what this one does not know', () => {
    writeFileSync(file(), JSON.stringify({ version: 9, sounds: { ring: true }, toldAboutTray: true }));
    const settings = open();
    settings.setPreferences({ theme: 'dark' });
    expect(onDisk()).toMatchObject({ version: 9, sounds: { ring: true }, toldAboutTray: true });
    expect(settings.notice).toBeNull();
  });

  it('in a place that is no folder last for the session and are reported', () => {
    writeFileSync(join(folder, 'file'), '');
    folder = join(folder, 'file');
    const settings = open();
    settings.setPreferences({ theme: 'dark' });
    expect(settings.preferences.theme).toBe('dark');
    expect(['settings-unreadable', 'settings-not-saved']).toContain(settings.notice?.code);
  });

  it('that cannot be written hold until the app quits, are reported, and the report goes when it works again', () => {
    let full = true;
    const store = memoryFile('settings.json');
    const sometimes = { ...store, write: (content: Record<string, unknown>) => (full ? fail() : store.write(content)) };
    const settings = new Settings({ file: sometimes, language: 'en', nowMs: () => nowMs });
    settings.setPreferences({ tries: 9 });
    expect(settings.preferences.tries).toBe(9);
    expect(settings.notice).toEqual({ code: 'settings-not-saved' });
    full = false;
    settings.setPreferences({ tries: 8 });
    expect(settings.notice).toBeNull();
  });
});

describe('accounts', () => {
  const settings = () => new Settings({ file: memoryFile('settings.json'), language: 'ru', nowMs: () => nowMs });

  it('are replaced by id, and a removed one is no longer active', () => {
    const kept = settings();
    kept.putAccount(account);
    kept.putAccount({ ...account, extension: '102' });
    kept.activate(account.id);
    expect(kept.accounts.map(({ extension }) => extension)).toEqual(['102']);
    kept.removeAccount(account.id);
    expect(kept.accounts).toEqual([]);
    expect(kept.activeAccount).toBeNull();
  });

  it('that are not there cannot be made active', () => {
    const kept = settings();
    kept.activate('nobody');
    expect(kept.activeAccount).toBeNull();
  });

  it('with an id that leads out of the folder of accounts are refused', () => {
    const raw = { accounts: [{ ...account, id: '../../outside' }, account], activeAccountId: account.id };
    const { content, repaired } = readSettings(raw);
    expect(content.accounts).toEqual([account]);
    expect(content.activeAccountId).toBe(account.id);
    expect(repaired).toEqual(['accounts.0']);
  });

  it('keep working when only a detail of theirs is wrong', () => {
    const raw = { accounts: [{ ...account, transport: 'pigeon', name: 7 }] };
    expect(readSettings(raw).content.accounts).toEqual([{ ...account, transport: 'post', name: '' }]);
  });

  it('active in the file but not in it are reported', () => {
    expect(readSettings({ activeAccountId: 'x' }).repaired).toEqual(['activeAccountId']);
  });
});

describe('a change', () => {
  it('is told once, with its part; no change is not told and not written', () => {
    const store = memoryFile('settings.json');
    const write = vi.spyOn(store, 'write');
    const settings = new Settings({ file: store, language: 'ru', nowMs: () => nowMs });
    const told: string[] = [];
    const stop = settings.onChange((part) => told.push(part));
    settings.setPreferences({ tries: 4 });
    settings.setPreferences({ tries: 4 });
    settings.setPreferences({ theme: undefined } as never);
    stop();
    settings.setPreferences({ tries: 5 });
    expect(told).toEqual(['preferences']);
    expect(write).toHaveBeenCalledTimes(2);
  });
});

describe('reading settings', () => {
  it('gives valid preferences whatever the file holds', () => {
    const some = fc.option(fc.oneof(fc.jsonValue(), fc.constantFrom('dark', 'ru', 'me', 3, 120, '')));
    const preferences = fc.record(Object.fromEntries(Object.keys(Preferences.entries).map((name) => [name, some])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ preferences, accounts: fc.jsonValue() })), (raw) => {
        const { content } = readSettings(raw);
        expect(v.is(v.partial(Preferences), content.preferences)).toBe(true);
        const settings = new Settings({
          file: { ...memoryFile('settings.json'), read: () => raw },
          language: 'en',
          nowMs: () => nowMs,
        });
        expect(v.is(Preferences, settings.preferences)).toBe(true);
        expect(readSettings(JSON.parse(JSON.stringify(content))).repaired).toEqual([]);
      }),
    );
  });
});

describe('the first language', () => {
  it.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['be_BY.UTF-8', 'ru'],
    ['kk-KZ', 'ru'],
    ['uk', 'ru'],
    ['en-US', 'en'],
    ['de', 'en'],
    ['run', 'en'],
    ['', 'en'],
  ])('for the locale %j is %s', (locale, language) => expect(languageOf(locale)).toBe(language));
});

function fail(): never {
  throw new Error('ENOSPC');
}
