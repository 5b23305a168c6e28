import { describe, expect, it, vi } from 'vitest';
import { Cards, sameAgain } from '../../../src-renderer/callbacks/cards.svelte.ts';
import { Orders } from '../../../src-renderer/callbacks/orders.svelte.ts';
import { Planning } from '../../../src-renderer/callbacks/planning.svelte.ts';
import type { Callback } from '../../../src-main/contract/model.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';
import { aCallback, colleague } from './samples.ts';

const usual = { ringFirst: 'me', tries: 3, pauseSeconds: 300 } as const;

function desk(list: Callback[], order: () => Callback = () => aCallback({ id: 'new' })) {
  let kept = list;
  const main = fakeBridge({
    'callbacks.cards': () => kept,
    'callbacks.dismiss': ({ id }) => void (kept = kept.filter((callback) => callback.id !== id)),
    'callbacks.cancel': refuse('order-not-cancellable'),
    'callbacks.order': order,
  });
  const complain = vi.fn();
  const orders = new Orders(main.ask, () => Promise.resolve());
  const cards = new Cards(main.ask, main.listen, orders, new Planning(main.ask, orders, () => usual), complain);
  return { main, cards, complain, add: (callback: Callback) => (kept = [callback, ...kept]) };
}

describe('the cards', () => {
  it('are read again when main says that callbacks changed', async () => {
    const { main, cards, add } = desk([]);
    add(aCallback());
    main.changed('contacts');
    await settled();
    expect(cards.list).toEqual([]);
    main.changed('callbacks');
    await settled();
    expect(cards.list).toHaveLength(1);
    expect(cards.openCount).toBe(1);
  });

  it('go away when put away, the ended ones all at once if wanted', async () => {
    const { cards } = desk([
      aCallback({ id: 'a' }),
      aCallback({ id: 'b', open: false, stage: 'done' }),
      aCallback({ id: 'c', open: false, stage: 'failed' }),
    ]);
    await cards.read();
    expect(cards.endedCount).toBe(2);
    await cards.putAwayEnded();
    expect(cards.list.map(({ id }) => id)).toEqual(['a']);
  });

  it('make room for the order that repeats them', async () => {
    const failed = aCallback({ id: 'old', open: false, stage: 'failed' });
    const { main, cards } = desk([failed]);
    await cards.read();
    await cards.repeat(failed);
    expect(main.inputsOf('callbacks.order')).toEqual([
      { target: { kind: 'client', written: '+74951234567' }, name: 'Анна Петрова', repeat: false },
    ]);
    expect(main.inputsOf('callbacks.dismiss')).toEqual([{ id: 'old' }]);
  });

  it('stay when the repeated order is refused, and the reason is told', async () => {
    const failed = aCallback({ id: 'old', open: false, stage: 'failed' });
    const { cards, complain } = desk([failed], refuse('network', { reason: 'offline' }));
    await cards.read();
    await cards.repeat(failed);
    expect(cards.list).toHaveLength(1);
    expect(complain).toHaveBeenCalledWith(expect.objectContaining({ code: 'network' }));
  });

  it('tell that it is too late to cancel', async () => {
    const { cards, complain } = desk([aCallback({ stage: 'holding' })]);
    await cards.cancel(aCallback().id);
    expect(complain).toHaveBeenCalledWith(expect.objectContaining({ code: 'order-not-cancellable' }));
  });

  it('count what is under way, and not what waits for its time', async () => {
    const { cards } = desk([aCallback({ id: 'a' }), aCallback({ id: 'b', stage: 'scheduled', startsAtMs: 9000 })]);
    await cards.read();
    expect(cards.openCount).toBe(1);
    expect(cards.endedCount).toBe(0);
  });

  it('stop listening when closed', () => {
    const { main, cards } = desk([]);
    cards.close();
    expect(main.listening()).toBe(0);
  });
});

it('a colleague is ordered again by extension', () => {
  expect(sameAgain(aCallback({ target: colleague, name: '' }))).toEqual({
    target: { kind: 'colleague', extension: '102' },
    name: null,
    who: '102',
  });
});
