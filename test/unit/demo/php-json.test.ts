import { describe, expect, it } from 'vitest';
import { phpFilter, phpJson, type Php } from '../../../src-main/demo/php-json.ts';
import { responses } from '../vats/vectors.ts';

describe('JSON as PHP writes it', () => {
  it('is byte for byte what PHP wrote, for the answers of which JavaScript keeps the order', () => {
    const keepsOrder = responses.filter(({ name, body }) => {
      // Beyond these, the vector was not made by json_encode(), or JSON.parse sorts its integer keys.
      return body.startsWith('{"') && !/desc|broken|BOM|^free_numbers$/.test(name);
    });
    expect(keepsOrder.length).toBeGreaterThan(12);
    for (const { body } of keepsOrder) expect(phpJson(JSON.parse(body) as Php)).toBe(body);
  });

  it('keeps the order of integer keys, which a JavaScript object cannot', () => {
    const tasks = new Map<number, Php>([
      [120, 'c'],
      [66, 'b'],
      [9, 'a'],
    ]);
    expect(phpJson({ result: tasks })).toBe('{"result":{"120":"c","66":"b","9":"a"}}');
  });

  it('makes an empty map a list, and so a map with keys in a row from 0', () => {
    expect(phpJson(new Map())).toBe('[]');
    expect(phpJson({})).toBe('[]');
    expect(
      phpJson(
        new Map([
          [0, 'a'],
          [1, 'b'],
        ]),
      ),
    ).toBe('["a","b"]');
  });

  it('leaves holes where a filter took something out', () => {
    const odd = (value: number) => value % 2 === 1;
    expect(phpJson(phpFilter([1, 2, 3], odd))).toBe('{"0":1,"2":3}');
    expect(phpJson(phpFilter([1, 3, 4], odd))).toBe('[1,3]');
  });

  it('escapes slashes and everything beyond ASCII', () => {
    expect(phpJson('Ёж – «a/b» 😀')).toBe(String.raw`"\u0401\u0436 \u2013 \u00aba\/b\u00bb \ud83d\ude00"`);
  });
});
