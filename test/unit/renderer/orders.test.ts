import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { OrderCallback } from '../../../src-main/contract/model.ts';
import { Orders, type Wanted } from '../../../src-renderer/callbacks/orders.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';
import { aCallback } from './samples.ts';

const client: Wanted = { target: { kind: 'client', written: '+74951234567' }, name: null, who: '+7 495 123-45-67' };
const colleague: Wanted = { target: { kind: 'colleague', extension: '102' }, name: 'Иван', who: 'Иван' };
const neverSaved = () => Promise.reject(new Error('not asked for'));

describe('ordering a callback', () => {
  it('sends one order however fast the button is clicked', async () => {
    const main = fakeBridge({ 'callbacks.order': () => settled().then(() => aCallback()) });
    const orders = new Orders(main.ask, neverSaved);

    const [first, second] = await Promise.all([orders.order(client), orders.order(client)]);

    expect(first).not.toBeNull();
    expect(second).toBeNull();
    expect(main.inputsOf('callbacks.order')).toEqual([{ target: client.target, name: null, repeat: false }]);
  });

  it('lets the same be ordered again once the first order was answered', async () => {
    const main = fakeBridge({ 'callbacks.order': () => aCallback() });
    const orders = new Orders(main.ask, neverSaved);
    await orders.order(client);
    await orders.order(client);
    expect(main.inputsOf('callbacks.order')).toHaveLength(2);
  });

  it('hands on a refusal that is no question', async () => {
    const orders = new Orders(fakeBridge({ 'callbacks.order': refuse('number-emergency') }).ask, neverSaved);
    await expect(orders.order(client)).rejects.toMatchObject({ code: 'number-emergency' });
  });
});

describe('the same client ordered a moment ago', () => {
  const main = () =>
    fakeBridge({
      'callbacks.order': ({ repeat }: OrderCallback) =>
        repeat ? aCallback() : refuse('order-repeated', { agoSeconds: 4, stage: 'ringing-me' })(),
    });

  it('is asked about, and ordered when the person insists', async () => {
    const { ask, inputsOf } = main();
    const orders = new Orders(ask, neverSaved);
    const outcome = orders.order(client);
    await settled();
    expect(orders.repeat).toMatchObject({ wanted: client, params: { agoSeconds: 4, stage: 'ringing-me' } });

    orders.confirmRepeat();

    expect(await outcome).toMatchObject({ id: aCallback().id });
    expect(orders.repeat).toBeNull();
    expect(inputsOf('callbacks.order')).toHaveLength(2);
  });

  it('is not ordered when the person does not', async () => {
    const { ask, inputsOf } = main();
    const orders = new Orders(ask, neverSaved);
    const outcome = orders.order(client);
    await settled();
    orders.refuseRepeat();
    expect(await outcome).toBeNull();
    expect(inputsOf('callbacks.order')).toHaveLength(1);
  });
});

describe('a colleague, without an own outside number', () => {
  it('is rung after the number was given', async () => {
    let ownNumber = '';
    const main = fakeBridge({
      'callbacks.order': () => (ownNumber ? aCallback() : refuse('own-number-missing')()),
    });
    const orders = new Orders(main.ask, async (written) => void (ownNumber = written));
    const outcome = orders.order(colleague);
    await settled();
    expect(orders.ownNumber?.wanted).toEqual(colleague);

    await orders.giveOwnNumber('8 916 123-45-67');

    expect(await outcome).not.toBeNull();
    expect(orders.ownNumber).toBeNull();
    expect(main.inputsOf('callbacks.order')).toHaveLength(2);
  });

  it('keeps the question open, with the reason, when the number is no good', async () => {
    const main = fakeBridge({ 'callbacks.order': refuse('own-number-missing') });
    const orders = new Orders(main.ask, () => Promise.reject(new Failure('number-impossible')));
    const outcome = orders.order(colleague);
    await settled();

    await orders.giveOwnNumber('12');
    expect(orders.ownNumberError?.code).toBe('number-impossible');
    expect(orders.ownNumberBusy).toBe(false);

    orders.refuseOwnNumber();
    expect(await outcome).toBeNull();
  });
});
