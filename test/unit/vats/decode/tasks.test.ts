import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTaskId, errorOf } from '../../../../src-main/vats/decode/answer.ts';
import { decodeTasks } from '../../../../src-main/vats/decode/tasks.ts';
import { PbxZone } from '../../../../src-main/vats/pbx-time.ts';

const zone = new PbxZone('Europe/Moscow');
const answer = (result: unknown) => JSON.stringify({ result });
const task = (id: number, fields: object = {}) => ({
  task_id: String(id),
  cgpn: '79031112233',
  cdpn: '101',
  create_dt: '2016-01-01 09:00:00',
  exec_dt: '2016-01-01 09:00:05',
  state: 'ок',
  try_count: '0',
  try_max: '3',
  success_calls: [],
  failed_calls: [],
  ...fields,
});
const leg = (id: number, second: number) => ({
  list_id: String(id),
  create_dt: `2016-01-01 09:00:${String(second).padStart(2, '0')}.5`,
  close_cause: '17',
  num_b: '101',
});
const one = (fields: object) => decodeTasks(answer({ 5: task(5, fields) }), zone);

describe('tasks', () => {
  it('come by id, whatever the order in which they were sent', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 1e12 }), { maxLength: 30 });
    fc.assert(
      fc.property(ids, fc.boolean(), (numbers, asMap) => {
        const list = numbers.map((id) => task(id));
        const result = asMap ? Object.fromEntries(list.map((entry) => [entry.task_id, entry])) : list;
        const sorted = [...numbers].sort((a, b) => a - b);
        expect(decodeTasks(answer(result), zone).records.map(({ taskId }) => taskId)).toEqual(sorted);
      }),
    );
  });

  it('without an id are counted and cost no other', () => {
    const result = {
      1: task(1),
      2: { ...task(2), task_id: 'x' },
      3: null,
      4: task(4),
      5: { ...task(5), task_id: undefined },
    };
    const { records, rejected } = decodeTasks(answer(result), zone);
    expect(records.map(({ taskId }) => taskId)).toEqual([1, 4]);
    expect(rejected).toBe(3);
  });

  it('come also bare, when one was asked for', () => {
    expect(decodeTasks(answer(task(5)), zone).records.map(({ taskId }) => taskId)).toEqual([5]);
  });

  it('begin at either of the two names for it', () => {
    const at = Date.parse('2016-01-01T06:00:05Z');
    expect(one({}).records[0]?.executeAtMs).toBe(at);
    expect(one({ exec_dt: undefined, out_call_exec_dt: '2016-01-01 09:00:05' }).records[0]?.executeAtMs).toBe(at);
    expect(one({ exec_dt: '', out_call_exec_dt: null }).records[0]?.executeAtMs).toBeNull();
  });

  it('without a limit of tries do not look exhausted before the first', () => {
    expect(one({ try_max: null }).records[0]).toMatchObject({ tries: 0, triesMax: 1 });
    expect(one({ try_max: null, try_count: 2 }).records[0]).toMatchObject({ tries: 2, triesMax: 2 });
  });
});

describe('attempts', () => {
  it('are sorted by time over both lists, their legs by creation and id', () => {
    const { records } = one({
      success_calls: { '2016-01-01 09:00:30.1': [leg(30, 31)] },
      failed_calls: {
        '2016-01-01 09:00:40.25': [leg(41, 42), leg(40, 41)],
        '2016-01-01 09:00:10': { 3: leg(100, 11), 1: leg(99, 11) },
      },
    });
    expect(records[0]?.attempts.map(({ succeeded, legs }) => [succeeded, ...legs.map(({ listId }) => listId)])).toEqual(
      [
        [false, '99', '100'],
        [true, '30'],
        [false, '40', '41'],
      ],
    );
  });

  it('that lost their key take the first leg’s time, or are counted', () => {
    const decoded = one({ failed_calls: [[leg(2, 21), leg(1, 20)], [{ list_id: '9' }], []] });
    expect(decoded.records[0]?.attempts).toMatchObject([{ startedAtMs: Date.parse('2016-01-01T06:00:20.500Z') }]);
    expect(decoded.rejected).toBe(2);
  });

  it('keep their good legs beside bad ones', () => {
    const decoded = one({ failed_calls: { '2016-01-01 09:00:10': [leg(1, 11), null, 'x', {}, leg(2, 12)] } });
    expect(decoded.records[0]?.attempts[0]?.legs.map(({ listId }) => listId)).toEqual(['1', '2']);
    expect(decoded.rejected).toBe(3);
  });

  it('beyond all measure are counted, not kept', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1500 }, (_, index) => [
        new Date(index * 1000 + 1.5e12).toISOString().slice(0, 19).replace('T', ' '),
        [],
      ]),
    );
    const legs = Array.from({ length: 300 }, (_, index) => leg(index, 1));
    const decoded = one({ failed_calls: many, success_calls: { '2016-01-01 09:00:10': legs } });
    expect(decoded.records[0]?.attempts).toHaveLength(1001);
    expect(decoded.rejected).toBe(600);
  });

  it('may be missing altogether', () => {
    for (const calls of [[], {}, null, '', 0, false, undefined]) {
      expect(one({ success_calls: calls, failed_calls: calls }).records[0]?.attempts).toEqual([]);
    }
  });

  it('have a cause from 0 to 127 or none', () => {
    const causes = ['16', 17, ' 19 ', null, '', '128', -1, 'busy'];
    const legs = causes.map((close_cause, index) => ({ ...leg(index + 1, 1), close_cause }));
    const decoded = one({ failed_calls: { '2016-01-01 09:00:10': legs } });
    expect(decoded.records[0]?.attempts[0]?.legs.map(({ cause }) => cause)).toEqual([
      16,
      17,
      19,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('the answer to callback_add', () => {
  for (const result of ['102', 102, ' 102 ', '0102']) {
    it(`${JSON.stringify(result)} is task 102`, () => expect(decodeTaskId(answer(result))).toBe(102));
  }

  for (const result of [
    '',
    ' ',
    0,
    '0',
    -1,
    1.5,
    1e300,
    true,
    false,
    null,
    [],
    {},
    [102],
    { task_id: 102 },
    '9'.repeat(30),
  ]) {
    it(`${JSON.stringify(result)} leaves open whether there is a task`, () => {
      expect(() => decodeTaskId(answer(result))).toThrow(
        expect.objectContaining({ code: 'bad-answer', delivery: 'unknown' }) as Error,
      );
    });
  }
});

describe('an error text', () => {
  for (const [message, code, params] of [
    ['Request is Not Valid', 'bad-signature', undefined],
    [' request  is not valid. ', 'bad-signature', undefined],
    ['Domain Not Found', 'unknown-domain', undefined],
    ['Parameter cgpn – Incorrect', 'bad-parameter', { name: 'cgpn' }],
    ['Parameter CallTypeId - Incorrect', 'bad-parameter', { name: 'CallTypeId' }],
    ['Parameter trypause — incorrect: less than 120', 'bad-parameter', { name: 'trypause' }],
    ['Parameter calldelay − Incorrect', 'bad-parameter', { name: 'calldelay' }],
    ['Parameter cdpn -- Incorrect', 'bad-parameter', { name: 'cdpn' }],
    ['Parameter missing', 'server-message', { text: 'Parameter missing' }],
    ['База\nнедоступна\u202E', 'server-message', { text: 'База недоступна' }],
    ['x'.repeat(500), 'server-message', { text: 'x'.repeat(200) }],
  ] as const) {
    it(`«${message.slice(0, 50)}» is ${code}`, () => {
      const failure = errorOf(message);
      expect(failure).toMatchObject({ code, delivery: 'answered', retry: false });
      expect(failure.params).toEqual(params);
    });
  }
});
