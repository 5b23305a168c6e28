import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { FreeNumbersView } from '../../../src-main/contract/model.ts';
import { matcher, Numbers } from '../../../src-renderer/numbers/numbers.svelte.ts';
import { fakeBridge } from './fake-bridge.ts';

const number = (digits: string) => ({ digits, display: `+7 ${digits}` });
const view: FreeNumbersView = {
  readAtMs: 1,
  regions: [
    { region: 'Москва', numbers: [number('4950000077'), number('4950077177')] },
    { region: 'Казань', numbers: [number('8430000100')] },
  ],
};

describe('the numbers that can be rented', () => {
  it('are found by part and by region; what a region has none of is not shown', async () => {
    const numbers = new Numbers(fakeBridge({ 'numbers.free': () => view }).ask);
    await numbers.read();
    expect(numbers.count).toBe(3);
    numbers.pattern = '495-00';
    expect(numbers.shown.map(({ region }) => region)).toEqual(['Москва']);
    numbers.pattern = '';
    numbers.region = 'Казань';
    expect(numbers.count).toBe(1);
  });

  it.each(['+7 495 221-19-52', '8 (495) 221-19-52', '74952211952', '+7 495 22', '+7', '8 495 2'])(
    'are found as they are shown, copied or dialled: %s',
    async (pattern) => {
      const shown = { digits: '4952211952', display: '+7 495 221-19-52' };
      const other = { digits: '88005058502', display: '+7 800 505-85-02' };
      const free = { readAtMs: 1, regions: [{ region: 'Москва', numbers: [other, shown] }] };
      const numbers = new Numbers(fakeBridge({ 'numbers.free': () => free }).ask);
      await numbers.read();
      numbers.pattern = pattern;
      expect(numbers.shown[0]?.numbers).toContain(shown);
      expect(numbers.count).toBe(pattern === '+7' ? 2 : 1);
      numbers.pattern = '8 800 505';
      expect(numbers.shown[0]?.numbers).toEqual([other]);
    },
  );

  it('stay on the screen when they cannot be asked for anew', async () => {
    let answers = true;
    const main = fakeBridge({
      'numbers.free': () => {
        if (!answers) throw new Failure('network');
        return view;
      },
    });
    const numbers = new Numbers(main.ask);
    await numbers.read();
    answers = false;
    await numbers.read(true);
    expect(numbers.error).toMatchObject({ code: 'network' });
    expect(numbers.count).toBe(3);
  });
});

it.each([
  ['77*77', '4950077177', true],
  ['77*77', '4950077170', false],
  ['??00', '8430000100', true],
  ['??00', '8430000101', false],
  ['(495) 00', '4950000077', true],
  ['+7 495*77', '4950077177', true],
  ['+7 495*77', '8124950077', false],
  ['8 495 ???-??-77', '4950077177', true],
  ['84', '4950077177', false],
  ['7495', '8120007495', true],
  ['', '1', true],
  ['***', '1', true],
])('the pattern %s and %s', (pattern, digits, fits) => {
  expect(matcher(pattern)(digits)).toBe(fits);
});

it('a hostile pattern takes no time', () => {
  const started = performance.now();
  matcher('*1'.repeat(100))('1'.repeat(20) + '2');
  expect(performance.now() - started).toBeLessThan(1000);
});
