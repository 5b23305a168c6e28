import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { describe as describeLine } from '../../../src-main/log/describe.ts';
import { diagnosticReport, type ReportParts } from '../../../src-main/diagnostics/report.ts';
import { SavedFiles } from '../../../src-main/export/saved-files.ts';
import { diagnosticCalls } from '../../../src-main/ipc/handlers/diagnostics.ts';
import { defaultPreferences } from '../../../src-main/contract/model.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const account = {
  id: 'a',
  domain: 'secret-company.vats.ru',
  apiUrl: 'https://secret-company.example/api',
  extension: '101',
  name: 'Петрова Анна',
  timeZone: 'Europe/Moscow',
  demo: false,
};
const parts: ReportParts = {
  nowMs: Date.UTC(2026, 10, 23),
  app: {
    version: '0.1.0',
    electron: '45.0.0',
    phase: 'ready',
    lock: null,
    account,
    accounts: [account],
    keyKeeping: 'key-store',
    keyStoreAvailable: true,
    connection: {
      state: 'offline',
      answeredAtMs: null,
      error: {
        code: 'server-message',
        params: { text: 'Петров +7 903 111-22-33, ask Smith of Acme', reason: 'other' },
      },
    },
    policy: {
      locked: ['hideDetails', 'domain'],
      connection: { domain: account.domain },
      demo: true,
      severalAccounts: true,
    },
    notices: [{ code: 'cache-corrupt', params: { file: 'cache.sqlite.broken' } }],
    shortcut: 'none',
  } as ReportParts['app'],
  preferences: {
    ...defaultPreferences('ru'),
    ownNumber: '+79031112233',
    proxyAddress: 'proxy.secret:3128',
    proxyUser: 'anna',
  },
  work: null,
  system: 'linux 6.1 x64',
  log: '2026-11-23T00:00:00.000Z error call.failed call=callbacks.order number=79031112233 key=0123456789abcdef0123',
};

it('tells how the program is, and nothing of people, numbers, keys and addresses', () => {
  const text = diagnosticReport(parts);
  for (const told of [
    '0.1.0',
    'offline',
    'server-message',
    'other',
    'cache-corrupt',
    'call.failed',
    'tries: 3',
    'linux 6.1',
  ])
    expect(text).toContain(told);
  for (const never of [
    'Петров',
    'Smith',
    'Acme',
    '9031112233',
    '111-22-33',
    'secret',
    'anna',
    '0123456789abcdef',
    'Анна',
  ])
    expect(text).not.toContain(never);
});

it('is saved as it was read, under the day of this PC and not of Greenwich', async () => {
  vi.stubEnv('TZ', 'Europe/Moscow');
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 21, 30), toFake: ['Date'] });
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), 'report.txt');
  const suggested: string[] = [];
  let written = 'as it was read';
  const calls = diagnosticCalls({
    report: () => Promise.resolve(written),
    whereToSave: (name) => {
      suggested.push(name);
      return Promise.resolve(file);
    },
    saved: new SavedFiles(() => undefined),
  });
  expect(await calls['diagnostics.report'](undefined)).toEqual({ text: 'as it was read' });
  written = 'as it is now';
  expect(await calls['diagnostics.save'](undefined)).toEqual({ saved: true });
  expect(readFileSync(file, 'utf8')).toBe('as it was read');
  expect(suggested).toEqual(['vats-sputnik-2026-11-24.txt']);
});

const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
/** What belongs to nobody else, in the ways in which it gets into texts. */
const planted = fc.record({
  number: digits(7).map((end) => `495${end}`),
  key: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
  password: fc.string({ unit: fc.constantFrom(...'abcdefXYZ'), minLength: 8, maxLength: 16 }),
  name: fc.constantFrom('Иванов', 'Ольга Петрова', 'Zhukova', 'Acme'),
});
const spelled = (number: string) => [
  `+7${number}`,
  `8 (${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6, 8)}-${number.slice(8)}`,
  `tel:8${number};ext=5`,
];

it('whatever is planted in states, failures and the log, none of it is told', () => {
  fc.assert(
    fc.property(planted, fc.nat(2), ({ number, key, password, name }, spelling) => {
      const written = spelled(number)[spelling] ?? '';
      const proxy = `http://smith:${password}@proxy.company:3128/`;
      const failure = new Error(`no answer of ${proxy} to ${written}, key=${key}`, {
        cause: new Error(`for "${name} & Co"`),
      });
      const log = [
        describeLine('call.failed', { error: failure, name, number: written, note: `${name} ${written}`, password }),
        describeLine('proxy', { url: proxy, address: `https://pbx.example/r/${key}.mp3?n=${number}` }),
        describeLine('page.denied', { what: `check=${key}&cgpn=8${number}&pass=${password}` }),
      ].join('\n');
      const error = {
        code: 'server-message' as const,
        params: { text: `${name} ${written} ${password} ${key}`, host: name },
      };
      const connection = { ...parts.app.connection, error };
      const account = { ...parts.app.account!, name, domain: `${key}.example` };
      const app = { ...parts.app, account, accounts: [account], connection };
      const preferences = { ...parts.preferences, ownNumber: `+7${number}`, proxyAddress: proxy, proxyUser: password };
      const text = diagnosticReport({ ...parts, app, preferences, log });
      for (const each of [log, text]) {
        for (const secret of [key, password, name]) expect(each).not.toContain(secret);
        expect(each.replace(/[^\d\n]/g, '')).not.toContain(number);
      }
    }),
    { numRuns: 200 },
  );
});
