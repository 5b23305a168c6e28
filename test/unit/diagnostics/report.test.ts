import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { diagnosticReport, type ReportParts } from '../../../src-main/diagnostics/report.ts';
import { diagnosticCalls } from '../../../src-main/ipc/handlers/diagnostics.ts';
import { defaultPreferences } from '../../../src-main/settings/shape.ts';

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
      error: { code: 'server-message', params: { text: 'Петров +7 903 111-22-33' } },
    },
    policy: { locked: ['hideDetails', 'domain'], connection: { domain: account.domain }, demo: true, severalAccounts: true },
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
  for (const told of ['0.1.0', 'offline', 'server-message', 'cache-corrupt', 'call.failed', 'tries: 3', 'locked by policy: hideDetails, domain', 'linux 6.1'])
    expect(text).toContain(told);
  for (const never of ['Петров', '9031112233', '111-22-33', 'secret', 'anna', '0123456789abcdef', 'Анна'])
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
  });
  expect(await calls['diagnostics.report'](undefined)).toEqual({ text: 'as it was read' });
  written = 'as it is now';
  expect(await calls['diagnostics.save'](undefined)).toEqual({ saved: true });
  expect(readFileSync(file, 'utf8')).toBe('as it was read');
  expect(suggested).toEqual(['vats-sputnik-2026-11-24.txt']);
});
