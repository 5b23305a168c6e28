import { describe, expect, it } from 'vitest';
import type { ReadNumber } from '../../../src-main/contract/model.ts';
import { Orders } from '../../../src-renderer/callbacks/orders.svelte.ts';
import { Planning } from '../../../src-renderer/callbacks/planning.svelte.ts';
import { Dial } from '../../../src-renderer/shell/dial.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';
import { aCallback } from './samples.ts';

const numbers: Record<string, ReadNumber> = {
  '8495 1234567': { kind: 'phone', number: '+74951234567', display: '+7 495 123-45-67', region: null },
  '102': { kind: 'extension', extension: '102' },
  '112': { kind: 'none', problem: 'number-emergency' },
  '': { kind: 'none', problem: 'number-empty' },
};

function dialOf(order: () => ReturnType<typeof aCallback> = () => aCallback()) {
  const main = fakeBridge({
    'numbers.read': ({ written }) => numbers[written] ?? { kind: 'none', problem: 'number-impossible' },
    'callbacks.order': order,
  });
  const orders = new Orders(main.ask, () => Promise.resolve());
  const planning = new Planning(main.ask, orders, () => ({ ringFirst: 'me', tries: 3, pauseSeconds: 300 }));
  return { main, planning, dial: new Dial(main.ask, orders, planning) };
}

describe('the dial field', () => {
  it('reads the number while it is typed, without calling a half-typed one wrong', async () => {
    const { dial } = dialOf();
    await dial.write('8495');
    expect(dial.problem).toBe('number-impossible');
    expect(dial.insisted).toBe(false);
    await dial.write('8495 1234567');
    expect(dial.read).toMatchObject({ display: '+7 495 123-45-67' });
  });

  it('plans what is in it for later, and is empty once it is ordered', async () => {
    const { dial, main, planning } = dialOf();
    await dial.write('8495 1234567');
    const planned = dial.plan();
    await settled();
    expect(planning.draft).toMatchObject({ who: '+7 495 123-45-67', kind: 'client' });
    expect(dial.busy).toBe(false);
    planning.draft?.choose('in60');
    await planning.confirm(Date.now());
    await planned;
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ plan: { ringFirst: 'me', tries: 3 } }]);
    expect(dial.written).toBe('');
  });

  it('keeps what is in it when the person does not plan it after all', async () => {
    const { dial, main, planning } = dialOf();
    await dial.write('8495 1234567');
    const planned = dial.plan();
    await settled();
    planning.leave();
    await planned;
    expect(dial.written).toBe('8495 1234567');
    expect(main.inputsOf('callbacks.order')).toEqual([]);
  });

  it('opens no dialog for what is no number', async () => {
    const { dial, planning } = dialOf();
    await dial.write('12345678');
    await dial.plan();
    expect(planning.draft).toBeNull();
    expect(dial.insisted).toBe(true);
  });

  it('orders what is in it and is empty afterwards', async () => {
    const { dial, main } = dialOf();
    await dial.write('8495 1234567');
    await dial.call();
    expect(main.inputsOf('callbacks.order')).toEqual([
      { target: { kind: 'client', written: '8495 1234567' }, name: null, repeat: false },
    ]);
    expect(dial.written).toBe('');
    expect(dial.read).toBeNull();
  });

  it('orders what was in it at that moment; what is typed meanwhile stays, and can be ordered at once', async () => {
    const { dial, main } = dialOf();
    await dial.write('8495 1234567');
    const first = dial.call();
    const typed = dial.write('102');
    const second = dial.call();
    const again = dial.call();
    await Promise.all([first, typed, second, again]);
    expect(main.inputsOf('callbacks.order')).toEqual([
      { target: { kind: 'client', written: '8495 1234567' }, name: null, repeat: false },
      { target: { kind: 'colleague', extension: '102' }, name: null, repeat: false },
    ]);
    await dial.write('8495 1234567');
    const third = dial.call();
    await dial.write('10');
    await third;
    expect(dial.written).toBe('10');
    expect(dial.busy).toBe(false);
  });

  it('takes an extension for a colleague', async () => {
    const { dial, main } = dialOf();
    await dial.write('102');
    await dial.call();
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ target: { kind: 'colleague', extension: '102' } }]);
  });

  it.each([
    ['', 'number-empty'],
    ['12', 'number-impossible'],
    ['112', 'number-emergency'],
  ])('orders nothing for «%s» and says why', async (written, problem) => {
    const { dial, main } = dialOf();
    await dial.write(written);
    await dial.call();
    expect(dial.problem).toBe(problem);
    expect(dial.insisted).toBe(true);
    expect(main.inputsOf('callbacks.order')).toEqual([]);
  });

  it('keeps the number when the order is refused', async () => {
    const { dial } = dialOf(refuse('no-account'));
    await dial.write('8495 1234567');
    await dial.call();
    expect(dial.refusal?.code).toBe('no-account');
    expect(dial.written).toBe('8495 1234567');
    expect(dial.busy).toBe(false);
  });
});
