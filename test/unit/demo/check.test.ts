import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { examine, readPairs, strictness, type ReceivedPair } from '../../../src-main/demo/check.ts';
import { signatures } from '../vats/vectors.ts';

const account = { domain: 'vats11.vats.cifra1.ru', key: '75yogi-2vd95r-kbbgbf' };

/** Signed in the order given. */
function signed(...pairs: ReceivedPair[]): ReceivedPair[] {
  const text = pairs.map(([, value]) => value).join('') + account.key;
  return [...pairs, ['check', createHash('md5').update(text).digest('hex')]];
}

const callback = (...more: ReceivedPair[]): ReceivedPair[] =>
  signed(['action', 'callback_add'], ['domain', account.domain], ...more);

const good: ReceivedPair[] = [
  ['calltypeid', '1'],
  ['cgpn', '79031112233'],
  ['cdpn', '101'],
];

function refusalOf(pairs: ReceivedPair[]): string | null {
  const examined = examine(pairs, account);
  return examined.ok ? null : examined.refusal;
}

describe('the signature', () => {
  it.each(signatures)('is accepted as PHP computed it: $name', ({ pairs, key, query_rfc3986: query }) => {
    const domain = new Map(pairs).get('domain') ?? '';
    expect(examine(readPairs(query), { domain, key })).toMatchObject({ ok: true });
    expect(examine(readPairs(query), { domain, key: `${key}x` })).toEqual({
      ok: false,
      refusal: 'Request is Not Valid',
    });
  });

  it('counts in the order received: the same pairs in another order are refused', () => {
    const pairs = callback(...good);
    const inOrder = (...places: number[]) => refusalOf(places.map((place) => pairs[place]!));
    expect(inOrder(0, 1, 2, 3, 4, 5)).toBeNull();
    expect(inOrder(0, 1, 3, 2, 4, 5)).toBe('Request is Not Valid');
    expect(inOrder(0, 5, 1, 2, 3, 4)).toBe('Request is Not Valid');
    expect(inOrder(0, 1, 2, 3, 4)).toBe('Request is Not Valid');
  });
});

describe('refusals', () => {
  it('names what is wrong in the order action, domain, signature', () => {
    const wrong: ReceivedPair = ['check', 'no'];
    expect(refusalOf([['action', 'nothing'], ['domain', 'nobody'], wrong])).toBe('Action Not Found');
    expect(refusalOf([['domain', account.domain], wrong])).toBe('Action Not Found');
    expect(refusalOf([['action', 'onlycheck'], ['domain', 'nobody'], wrong])).toBe('Domain Not Found');
    expect(refusalOf([['action', 'onlycheck'], ['domain', account.domain], wrong])).toBe('Request is Not Valid');
    expect(refusalOf([['action', 'constructor'], ['domain', account.domain], wrong])).toBe('Action Not Found');
  });

  it.each([
    ['CallTypeId', ['calltypeid', '3']],
    ['cgpn', ['cgpn', '790311122']],
    ['cgpn', ['cgpn', '123456789012345678901']],
    ['cdpn', ['cdpn', '10']],
    ['trycount', ['trycount', '0']],
    ['trypause', ['trypause', '119']],
    ['durmin', ['durmin', '-1']],
    ['calldelay', ['calldelay', 'soon']],
    ['calldt', ['calldt', '25-11-2014T15:00:00']],
  ] as [string, ReceivedPair][])('Parameter %s – Incorrect', (name, pair) => {
    const pairs = good.some(([each]) => each === pair[0])
      ? good.map((each) => (each[0] === pair[0] ? pair : each))
      : [...good, pair];
    expect(refusalOf(callback(...pairs))).toBe(`Parameter ${name} – Incorrect`);
  });

  it.each(['calltypeid', 'cgpn', 'cdpn'])('%s must not be missing', (name) => {
    expect(refusalOf(callback(...good.filter(([each]) => each !== name)))).toMatch(/^Parameter .* – Incorrect$/);
  });

  it('a day that no calendar has', () => {
    const days = (day: string) =>
      signed(['action', 'fax_files'], ['domain', account.domain], ['dtStart', day], ['dtEnd', '01.03.2026']);
    expect(refusalOf(days('28.02.2026'))).toBeNull();
    expect(refusalOf(days('30.02.2026'))).toBe('Parameter dtStart – Incorrect');
  });

  it('a task that is no number', () => {
    const of = (task: string) => signed(['action', 'stat_callback'], ['domain', account.domain], ['task', task]);
    expect(refusalOf(of('12x'))).toBe('Task is invalid');
    expect(refusalOf(of(''))).toBeNull();
  });
});

describe('what our client must not send, although it works', () => {
  it('is a parameter the action does not have, one given twice, or another order', () => {
    expect(strictness(callback(...good), 'callback_add')).toEqual([]);
    expect(strictness(callback(...good, ['color', 'red']), 'callback_add')).toEqual([
      'color is no parameter of callback_add',
    ]);
    expect(strictness(callback(...good, ['cdpn', '101']), 'callback_add')).toContain('cdpn is given twice');
    expect(strictness(callback(...good.toReversed()), 'callback_add')).toHaveLength(1);
    expect(strictness(signed(['action', 'stat_callback'], ['domain', 'x'], ['detail', '2']), 'stat_callback')).toEqual([
      'detail has a value that the table does not accept',
    ]);
  });
});

it('pairs are read from the wire as PHP reads them', () => {
  expect(readPairs('a=1+2%2B3&b=%D1%8F&c&d==&&e=%zz')).toEqual([
    ['a', '1 2+3'],
    ['b', 'я'],
    ['c', ''],
    ['d', '='],
    ['e', '%zz'],
  ]);
});
