import { describe, expect, it } from 'vitest';
import { decodeOk, decodeTaskId } from '../../../../src-main/vats/decode/answer.ts';
import { decodeAccounts, decodeRecords } from '../../../../src-main/vats/decode/records.ts';
import { decodeRegions } from '../../../../src-main/vats/decode/regions.ts';
import { decodeTasks } from '../../../../src-main/vats/decode/tasks.ts';
import { PbxZone } from '../../../../src-main/vats/pbx-time.ts';
import { answered, responses } from '../vectors.ts';

const zone = new PbxZone('Europe/Moscow');
const tasks = (body: string) => decodeTasks(body, zone);
const records = (body: string) => decodeRecords(body, 'call', zone);
const accounts = (body: string) => decodeAccounts(body, zone);
const utc = (iso: string) => Date.parse(iso);

const recordingUrl = 'https://lkvats.cifra1.ru/file?file=azdqdqdqaAzi_ujzi-02-wh_dh:58:dh_';
const noCalls = {
  cgpn: '89854789714',
  cdpn: '101',
  createdAtMs: utc('2015-01-30T14:26:46Z'),
  executeAtMs: utc('2015-01-30T14:54:47Z'),
  state: 'Все ок',
  tries: 3,
  triesMax: 3,
  attempts: [],
};
const firstRecord = {
  kind: 'call',
  startedAtMs: utc('2016-01-01T06:15:00Z'),
  durationSeconds: 63,
  numberA: '79031112233',
  numberB: '101',
  groupName: 'Отдел продаж',
  userName: 'Иванов Иван',
  fileUrl: recordingUrl,
  ordinal: 0,
};

const refusal = (code: string, delivery: string, params?: object) =>
  expect.objectContaining({ name: 'VatsFailure', code, delivery, ...(params && { params }) }) as Error;
const noAnswer = (reason: string) => refusal('bad-answer', 'unknown', { reason });

/** What each of PHP's answers means. */
const meanings: Record<string, (body: string) => void> = {
  'stat_callback: none': (body) => expect(tasks(body)).toEqual({ records: [], rejected: 0 }),
  'stat_callback: one, no detail': (body) =>
    expect(tasks(body)).toEqual({ records: [{ taskId: 66, ...noCalls }], rejected: 0 }),
  'stat_callback: detail': (body) => {
    const { records: found, rejected } = tasks(body);
    expect(rejected).toBe(0);
    expect(found).toHaveLength(1);
    const attempts = found[0]?.attempts ?? [];
    expect(attempts.map(({ startedAtMs, succeeded }) => [new Date(startedAtMs).toISOString(), succeeded])).toEqual([
      ['2015-01-30T14:53:37.850Z', false],
      ['2015-01-30T14:54:32.865Z', false],
      ['2015-02-02T06:58:09.052Z', true],
    ]);
    expect(attempts.map(({ legs }) => legs.map((leg) => leg.listId))).toEqual([
      ['1724357', '1724358'],
      ['1724363'],
      ['1731868', '1731872'],
    ]);
    expect(attempts[1]?.legs[0]).toMatchObject({
      cause: 17,
      answeredAtMs: null,
      durationSeconds: 0,
      recordingUrl: null,
    });
    expect(attempts[2]?.legs[1]).toEqual({
      listId: '1731872',
      number: '89854789714',
      createdAtMs: utc('2015-02-02T06:58:09.165Z'),
      answeredAtMs: utc('2015-02-02T06:58:25.522Z'),
      endedAtMs: utc('2015-02-02T06:58:30.655Z'),
      durationSeconds: 5,
      cause: 16,
      recordingUrl,
    });
  },
  'stat_callback: order desc': (body) => expect(tasks(body).records.map((task) => task.taskId)).toEqual([9, 66, 120]),
  'stat_callback: ids in a row from 0 come as a list': (body) =>
    expect(tasks(body)).toEqual({
      records: [
        { taskId: 0, ...noCalls },
        { taskId: 1, ...noCalls },
      ],
      rejected: 0,
    }),
  onlycheck: (body) => expect(decodeOk(body)).toBeUndefined(),
  'bad check': (body) => everywhere(body, refusal('bad-signature', 'answered')),
  'bad domain': (body) => everywhere(body, refusal('unknown-domain', 'answered')),
  'bad action': (body) => everywhere(body, refusal('unknown-action', 'answered')),
  'bad task': (body) => everywhere(body, refusal('unknown-task', 'answered')),
  callback_add: (body) => expect(decodeTaskId(body)).toBe(102),
  'callback_add: int': (body) => expect(decodeTaskId(body)).toBe(102),
  'callback_add: bad cgpn': (body) => everywhere(body, refusal('bad-parameter', 'answered', { name: 'cgpn' })),
  free_numbers: (body) =>
    expect(decodeRegions(body)).toEqual({
      records: [
        { region: 'Moscow', numbers: ['4952211952', '4952211953'] },
        { region: '8800', numbers: ['8005058502', '8005058504', '8005058509'] },
      ],
      rejected: 0,
    }),
  'free_numbers: none': (body) => expect(decodeRegions(body)).toEqual({ records: [], rejected: 0 }),
  'call_records: list': (body) =>
    expect(records(body)).toEqual({
      records: [
        firstRecord,
        {
          ...firstRecord,
          startedAtMs: utc('2016-01-01T06:15:00.500Z'),
          durationSeconds: 12,
          groupName: '',
          userName: '',
        },
      ],
      rejected: 0,
    }),
  'call_records: filtered list': (body) =>
    expect(records(body)).toEqual({ records: [firstRecord, { ...firstRecord, ordinal: 1 }], rejected: 0 }),
  'call_records: odbc escape': (body) => expect(records(body)).toEqual({ records: [firstRecord], rejected: 0 }),
  'call_records: none': (body) => expect(records(body)).toEqual({ records: [], rejected: 0 }),
  'call_records: false': (body) => everywhere(body, noAnswer('wrong-shape')),
  'call_records: null': (body) => everywhere(body, noAnswer('wrong-shape')),
  sip_accounts: (body) =>
    expect(accounts(body)).toEqual({
      records: [
        {
          userId: '9000',
          userName: 'Смирнова Анна',
          sipName: '101',
          state: 'registered',
          registeredSinceMs: utc('2015-12-30T05:00:00Z'),
          lastSeenMs: null,
          expiresAtMs: utc('2016-01-01T06:20:00Z'),
          contact: 'sip:101@10.0.0.2:5060',
          userAgent: 'Yealink SIP-T21P_E2 52.84.0.15',
        },
        {
          userId: '9001',
          userName: '',
          sipName: '102',
          state: 'offline',
          registeredSinceMs: null,
          lastSeenMs: utc('2015-12-31T20:59:59Z'),
          expiresAtMs: null,
          contact: '',
          userAgent: '',
        },
      ],
      rejected: 0,
    }),
  'the result field with a capital': (body) => expect(decodeOk(body)).toBeUndefined(),
  'a BOM before the JSON': (body) => expect(decodeOk(body)).toBeUndefined(),
  'a PHP notice before the JSON': (body) => everywhere(body, noAnswer('html')),
  "the document's own broken sample": (body) => everywhere(body, noAnswer('not-json')),
};

/** The same refusal, whatever was asked. */
function everywhere(body: string, expected: Error): void {
  for (const decode of [tasks, records, accounts, decodeRegions, decodeOk, decodeTaskId]) {
    expect(() => decode(body)).toThrow(expected);
  }
}

describe('the answers that PHP made', () => {
  for (const { name, note } of responses) {
    it(note ? `${name} (${note})` : name, () => {
      expect(meanings).toHaveProperty([name]);
      meanings[name]?.(answered(name));
    });
  }
});
