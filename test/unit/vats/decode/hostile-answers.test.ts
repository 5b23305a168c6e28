import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VatsFailure } from '../../../../src-main/vats/failure.ts';
import { decodeOk, decodeTaskId } from '../../../../src-main/vats/decode/answer.ts';
import { decodeAccounts, decodeRecords } from '../../../../src-main/vats/decode/records.ts';
import { decodeRegions } from '../../../../src-main/vats/decode/regions.ts';
import { decodeTasks } from '../../../../src-main/vats/decode/tasks.ts';
import { PbxZone } from '../../../../src-main/vats/pbx-time.ts';
import { responses } from '../vectors.ts';

const zone = new PbxZone('Europe/Moscow');
const decoders: Record<string, (body: string) => unknown> = {
  tasks: (body) => decodeTasks(body, zone),
  records: (body) => decodeRecords(body, 'fax', zone),
  accounts: (body) => decodeAccounts(body, zone),
  regions: decodeRegions,
  ok: decodeOk,
  'task id': decodeTaskId,
};

/** Throws only if something but a `VatsFailure` is thrown. */
function survives(body: string): void {
  for (const decode of Object.values(decoders)) {
    try {
      decode(body);
    } catch (error) {
      expect(error).toBeInstanceOf(VatsFailure);
    }
  }
}

const fieldNames = [
  ...[
    'task_id',
    'cgpn',
    'cdpn',
    'create_dt',
    'exec_dt',
    'state',
    'try_count',
    'try_max',
    'success_calls',
    'failed_calls',
  ],
  ...[
    'list_id',
    'close_cause',
    'start_dt',
    'dur_real',
    'file_name',
    'num_b',
    'end_dt',
    'dt',
    'num_a',
    'file',
    'user_name',
  ],
  ...[
    'vats_user_id',
    'sip_user_name',
    'is_active',
    'expires',
    '__proto__',
    'constructor',
    'toString',
    'length',
    '0',
    '7',
  ],
  ...['2015-01-30 17:54:32.865', 'Moscow'],
];
/** JSON that looks like an answer now and then. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false, '', '0', '1', 66, -1, 1e308, 0.1, '2015-01-30 17:26:46', '1e5', 'OK'),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.double(),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...fieldNames), fc.string({ maxLength: 5 })), tie('any'), { maxKeys: 8 }),
  ),
})).any;

describe('whatever the server sends', () => {
  it('as any text, ends in records or in a failure with a code', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives));
  });

  it('as any JSON, ends in records or in a failure with a code', () => {
    fc.assert(
      fc.property(value, (result) => {
        survives(JSON.stringify({ result }));
        survives(JSON.stringify(result) ?? '');
      }),
      { numRuns: 3000 },
    );
  });

  it('cut off anywhere, is a bad answer and not a shorter list', () => {
    for (const { body } of responses) {
      const json = body.trim();
      if (!json.startsWith('{"result":{') && !json.startsWith('{"result":[')) continue;
      for (let end = 0; end < json.length; end += 7) {
        for (const name of ['tasks', 'records', 'accounts', 'regions']) {
          expect(() => decoders[name]?.(json.slice(0, end))).toThrow(VatsFailure);
        }
      }
    }
  });

  it('nested a million deep, harms nothing', () => {
    const deep = 1_000_000;
    survives(`{"result":${'['.repeat(deep)}${']'.repeat(deep)}}`);
    survives(`{"result":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`);
    survives('['.repeat(deep));
  });

  it('megabytes long in one string, is cut and does not take for ever', () => {
    const long = 'я'.repeat(5_000_000);
    const started = performance.now();
    const task = { task_id: '1', state: long, cgpn: long, success_calls: [], failed_calls: { [long]: long } };
    expect(decodeTasks(JSON.stringify({ result: { 1: task } }), zone).records[0]?.state).toHaveLength(200);
    expect(decodeRegions(JSON.stringify({ result: { [long]: [long, '1'] } })).records[0]?.region).toHaveLength(200);
    expect(() => decodeTasks(JSON.stringify({ result: long }), zone)).toThrow(
      expect.objectContaining({ code: 'server-message', params: { text: 'я'.repeat(200) } }) as Error,
    );
    survives(`{"result":"${'\\"'.repeat(2_000_000)}`);
    survives(`${'\\"'.repeat(2_000_000)}`);
    survives(JSON.stringify({ result: { a: ['\\"\n'.repeat(2_000_000)] } }));
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('cannot reach the prototype of anything', () => {
    const evil = '{"__proto__":{"polluted":1},"task_id":"5","constructor":{"prototype":{"polluted":1}}}';
    const body = `{"result":{"__proto__":${evil},"5":${evil}},"__proto__":{"result":"OK"}}`;
    expect(decodeTasks(body, zone).records.map((task) => task.taskId)).toEqual([5, 5]);
    survives(body);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    // A field is the record's own, or it is not there.
    expect(() => decodeTasks('{"__proto__":{"result":[]}}', zone)).toThrow(VatsFailure);
  });
});
