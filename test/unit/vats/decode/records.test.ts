import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAccounts, decodeRecords } from '../../../../src-main/vats/decode/records.ts';
import { decodeRegions } from '../../../../src-main/vats/decode/regions.ts';
import { decodeTasks } from '../../../../src-main/vats/decode/tasks.ts';
import { PbxZone } from '../../../../src-main/vats/pbx-time.ts';

const zone = new PbxZone('Europe/Moscow');
const answer = (result: unknown) => JSON.stringify({ result });
const good = (number: number) => ({
  dt: '2016-01-01 09:15:00',
  num_a: `7903000${1000 + number}`,
  num_b: '101',
  dur_real: '5',
});

/** Nothing from which a record can be made. */
const bad = fc.constantFrom<unknown>(
  null,
  false,
  7,
  'text',
  [],
  {},
  { dt: null },
  { dt: '0000-00-00 00:00:00' },
  { dt: { dt: '2016-01-01 09:15:00' } },
  { num_a: '101' },
  { dt: 1e300 },
);

describe('a bad record', () => {
  it('costs none of the others, wherever it stands, and is counted', () => {
    const mixed = fc.array(
      fc.oneof(
        { weight: 2, arbitrary: bad.map((record) => ({ record, ok: false })) },
        fc.constant({ record: null, ok: true }),
      ),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(mixed, fc.boolean(), (entries, asMap) => {
        const list = entries.map(({ record, ok }, index) => (ok ? good(index) : record));
        const expected = entries.flatMap(({ ok }, index) => (ok ? [good(index).num_a] : []));
        if (!list.some((entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry))) return;
        const decoded = decodeRecords(answer(asMap ? { ...list } : list), 'call', zone);
        expect(decoded.records.map((record) => record.numberA)).toEqual(expected);
        expect(decoded.rejected).toBe(entries.length - expected.length);
      }),
      { numRuns: 500 },
    );
  });

  it('alone is an empty list with one rejected, not a failure for ever', () => {
    expect(decodeRecords(answer([{ dt: 'x' }]), 'call', zone)).toEqual({ records: [], rejected: 1 });
  });
});

describe('an answer in which nothing is a record', () => {
  for (const result of [[1, 2], ['a'], { error: 'no' }, [[]], { a: null }]) {
    it(`(${JSON.stringify(result)}) is a bad answer, not an empty list`, () => {
      for (const decode of [
        decodeRecords.bind(null, answer(result), 'call', zone),
        () => decodeAccounts(answer(result), zone),
      ]) {
        expect(decode).toThrow(expect.objectContaining({ code: 'bad-answer' }) as Error);
      }
    });
  }

  for (const result of [false, null, true, 0, 5, '', '  ']) {
    it(`(${JSON.stringify(result)}) is a bad answer, not an empty list`, () => {
      for (const decode of [decodeRegions, (body: string) => decodeTasks(body, zone)]) {
        expect(() => decode(answer(result))).toThrow(expect.objectContaining({ code: 'bad-answer' }) as Error);
      }
    });
  }
});

describe('a record', () => {
  const one = (fields: object) => decodeRecords(answer([{ ...good(1), ...fields }]), 'voicemail', zone).records[0];

  it('is told from its equals by its place among them, whatever the order of the times', () => {
    const list = [
      good(1),
      { ...good(1), dt: '2015-12-31 10:00:00' },
      good(1),
      good(2),
      { ...good(1), user_name: 'other' },
    ];
    const { records } = decodeRecords(answer(list), 'call', zone);
    expect(records.map(({ ordinal }) => ordinal)).toEqual([0, 0, 1, 0, 2]);
    expect(records[0]?.startedAtMs).toBe(Date.parse('2015-12-31T07:00:00Z'));
  });

  it('has fields in any spelling, and null, "" and absent are the same', () => {
    const record = decodeRecords(
      answer([{ DT: '2016-01-01 09:15:00', Num_A: 79031112233, USER_NAME: null }]),
      'call',
      zone,
    );
    expect(record.records[0]).toMatchObject({
      numberA: '79031112233',
      numberB: '',
      userName: '',
      groupName: '',
      fileUrl: null,
    });
  });

  it('loses what could disguise a name', () => {
    expect(one({ user_name: '\u202Eтук\u202C\u0000 Ив\u200Bан\r\nов\u0085 \uFEFF' })?.userName).toBe('тук Иван ов');
    expect(one({ user_name: '\uD800x' })?.userName).toBe('\uFFFDx');
    expect(one({ user_name: '👩‍💻 Анна' })?.userName).toBe('👩‍💻 Анна');
    expect(one({ user_name: '👩'.repeat(150) })?.userName).toBe('👩'.repeat(100));
    expect(one({ user_name: `x${'👩'.repeat(150)}` })?.userName).toBe(`x${'👩'.repeat(99)}`);
  });

  for (const [given, meant] of [
    ['63', 63],
    [63, 63],
    [' 63 ', 63],
    ['63.9', 63],
    [-5, 0],
    [1e300, 0],
    ['1e3', 0],
    [null, 0],
    [{}, 0],
    ['00:01:03', 0],
  ] as const) {
    it(`with ${JSON.stringify(given)} seconds lasted ${meant}`, () =>
      expect(one({ dur_real: given })?.durationSeconds).toBe(meant));
  }

  for (const [file, kept] of [
    ['https://pbx.example/file?file=a_b:58:c_', true],
    ['http://127.0.0.1:8080/f', true],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['\\\\host\\share', false],
    ['https://pbx.example\\@evil.example/', false],
    ['https://a/\nb', false],
    ['//pbx.example/f', false],
    [`https://a/${'x'.repeat(3000)}`, false],
    ['', false],
    [7, false],
  ] as const) {
    it(`${kept ? 'keeps' : 'drops'} the link ${JSON.stringify(String(file).slice(0, 50))}`, () => {
      expect(one({ file })?.fileUrl).toBe(kept ? file : null);
    });
  }
});

describe('a SIP account', () => {
  const state = (fields: object) =>
    decodeAccounts(answer([{ vats_user_id: 1, sip_user_name: '101', ...fields }]), zone).records[0]?.state;

  it('is registered by its number, and by the words only without one', () => {
    expect(state({ is_active: 1, state_name: 'отключен' })).toBe('registered');
    expect(state({ is_active: '0', state_name: 'зарегистрирован' })).toBe('offline');
    expect(state({ state_name: 'Зарегистрирован' })).toBe('registered');
    expect(state({ state_name: 'не зарегистрирован' })).toBe('offline');
    expect(state({})).toBe('offline');
  });

  it('without any name is none', () => {
    expect(decodeAccounts(answer([{ vats_user_name: 'x' }]), zone)).toEqual({ records: [], rejected: 1 });
  });
});

describe('free numbers', () => {
  it('keep the PBX’s order, also of regions whose names are numbers', () => {
    const body = '{"Result" : {"Tula":["3","1","2"],"8800":["9 "," 9"],"495":{"4":"7","2":8},"10":[]}}';
    expect(decodeRegions(body).records).toEqual([
      { region: 'Tula', numbers: ['3', '1', '2'] },
      { region: '8800', numbers: ['9'] },
      { region: '495', numbers: ['7', '8'] },
      { region: '10', numbers: [] },
    ]);
  });

  it('with a bad region or number keep the rest', () => {
    const body = answer({ Moscow: ['1', null, {}, '2'], Tula: false, Omsk: ['"5": x'], Tver: [] });
    expect(decodeRegions(body)).toEqual({
      records: [
        { region: 'Moscow', numbers: ['1', '2'] },
        { region: 'Tver', numbers: [] },
      ],
      rejected: 4,
    });
  });

  it('without regions are one nameless region', () => {
    expect(decodeRegions(answer(['1', '2']))).toEqual({ records: [{ region: '', numbers: ['1', '2'] }], rejected: 0 });
  });
});
