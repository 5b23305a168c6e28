import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionNames, actions } from '../../../src-main/vats/actions.ts';
import { VatsFailure } from '../../../src-main/vats/failure.ts';
import { checkOf, encodePairs, requestPairs, sign, type Pair } from '../../../src-main/vats/sign.ts';
import { signatures } from './vectors.ts';

describe('the signatures that PHP computed', () => {
  for (const vector of signatures) {
    it(vector.name, () => {
      const signed = sign(vector.pairs, vector.key);
      expect(vector.pairs.map(([, value]) => value).join('')).toBe(vector.signed);
      expect(signed.at(-1)).toEqual(['check', vector.check]);
      expect(signed.slice(0, -1)).toEqual(vector.pairs);
      expect(encodePairs(signed)).toBe(vector.query_rfc3986);
    });
  }
  it('are fourteen', () => expect(signatures).toHaveLength(14));
});

/** Any text, halves of surrogate pairs included. */
const anyText = fc.string({ unit: 'binary', maxLength: 30 });
const wellFormedText = fc.string({ unit: 'grapheme', maxLength: 30 });
const pairsOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Pair[]> =>
  fc.array(fc.tuple(fc.stringMatching(/^[a-zA-Z_]{1,12}$/), text), { maxLength: 9 });

describe('signing', () => {
  it('is MD5 over the joined values and the key, made independently', () => {
    fc.assert(
      fc.property(pairsOf(wellFormedText), wellFormedText, (pairs, key) => {
        const joined = Buffer.from(pairs.map(([, value]) => value).join('') + key, 'utf8');
        expect(checkOf(pairs, key)).toBe(createHash('md5').update(joined).digest('hex'));
      }),
    );
  });

  it('does not depend on the names, only on the values and their order', () => {
    fc.assert(
      fc.property(pairsOf(wellFormedText), wellFormedText, (pairs, key) => {
        const renamed = pairs.map(([, value], index): Pair => [`p${index}`, value]);
        expect(checkOf(renamed, key)).toBe(checkOf(pairs, key));
      }),
    );
  });

  it('leaves the given list as it was', () => {
    const pairs: Pair[] = [['action', 'onlycheck']];
    sign(pairs, 'k');
    expect(pairs).toEqual([['action', 'onlycheck']]);
  });
});

describe('escaping', () => {
  it('comes back unchanged and in order from what a server reads', () => {
    fc.assert(
      fc.property(pairsOf(wellFormedText), (pairs) => {
        expect([...new URLSearchParams(encodePairs(pairs))]).toEqual(pairs);
      }),
    );
  });

  it('uses nothing but what RFC 3986 leaves unreserved, and never throws', () => {
    fc.assert(
      fc.property(pairsOf(anyText), (pairs) => {
        expect(encodePairs(pairs)).toMatch(/^([A-Za-z0-9_.~=&-]|%[0-9A-F]{2})*$/);
      }),
    );
  });

  it('sends the very characters that were signed, even for half a surrogate pair', () => {
    fc.assert(
      fc.property(pairsOf(anyText), anyText, (pairs, key) => {
        const received = [...new URLSearchParams(encodePairs(pairs))];
        expect(checkOf(received, key)).toBe(checkOf(pairs, key));
      }),
    );
  });

  it('escapes what PHP escapes and encodeURIComponent does not', () => {
    expect(encodePairs([['a', "!'()*~"]])).toBe('a=%21%27%28%29%2A~');
  });
});

describe('a request', () => {
  it('starts with action and domain and keeps the order of the table, whatever the order of the values', () => {
    const pairs = requestPairs('callback_add', 'd', {
      calldelay: '1',
      trypause: '120',
      cdpn: '101',
      cgpn: '79031112233',
      calltypeid: '2',
    });
    expect(pairs.map(([name]) => name)).toEqual([
      'action',
      'domain',
      'calltypeid',
      'cgpn',
      'cdpn',
      'trypause',
      'calldelay',
    ]);
  });

  it('leaves out what is not given', () => {
    expect(requestPairs('stat_callback', 'd', { cdpn: undefined, detail: '1' })).toEqual([
      ['action', 'stat_callback'],
      ['domain', 'd'],
      ['detail', '1'],
    ]);
  });

  it('holds nothing that the table does not know', () => {
    const values = { __proto__: { x: '1' }, check: 'forged', action: 'other' };
    expect(requestPairs('onlycheck', 'd', values)).toEqual([
      ['action', 'onlycheck'],
      ['domain', 'd'],
    ]);
  });

  const good = { calltypeid: '1', cgpn: '79031112233', cdpn: '101' };
  for (const [name, value] of [
    ['calltypeid', '3'],
    ['cgpn', '12345'],
    ['cgpn', '+79031112233'],
    ['cdpn', '10'],
    ['cdpn', '101; 102'],
    ['trycount', '0'],
    ['trypause', '119'],
    ['calldelay', '-1'],
    ['calldelay', 'NaN'],
    ['calldt', '25-11-2014T15:00:00'],
  ] as const) {
    it(`with ${name}=${value} never leaves the PC`, () => {
      expect(() => requestPairs('callback_add', 'd', { ...good, [name]: value })).toThrow(
        expect.objectContaining({ code: 'bad-parameter', delivery: 'not-sent', params: { name } }) as VatsFailure,
      );
    });
  }

  it('is refused without a required parameter', () => {
    for (const action of actionNames) {
      const required = actions[action].parameters.filter((parameter) => parameter.required);
      if (required.length > 0) expect(() => requestPairs(action, 'd', {} as never)).toThrow(VatsFailure);
      else expect(requestPairs(action, 'd', {} as never)).toHaveLength(2);
    }
  });
});
