import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrderCallback } from '../../../src-main/contract/model.ts';
import { followUpOf } from '../../../src-renderer/callbacks/follow-up.ts';
import { momentOf, momentsFrom, readWritten, writtenOf } from '../../../src-renderer/callbacks/moments.ts';
import { Orders, type Wanted } from '../../../src-renderer/callbacks/orders.svelte.ts';
import { Planning } from '../../../src-renderer/callbacks/planning.svelte.ts';
import { isFarAhead, moreOf, sentenceOf } from '../../../src-renderer/callbacks/stage.ts';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';
import { aCallback, busy, failedAttempt, noSuchNumber } from './samples.ts';

const minute = 60_000;
/** Monday, 23 November 2026, on this PC. */
const now = new Date(2026, 10, 23, 14, 20, 10).getTime();
const local = (day: number, hour: number, minutes = 0) => new Date(2026, 10, day, hour, minutes).getTime();
const client: Wanted = { target: { kind: 'client', written: '+74951234567' }, name: 'Анна', who: 'Анна' };

function planning(answer: (input: OrderCallback) => ReturnType<typeof aCallback> = () => aCallback()) {
  const main = fakeBridge({
    'callbacks.order': answer,
    'callbacks.holdOn': () => aCallback({ stage: 'holding' }),
    'callbacks.change': () => aCallback({ stage: 'holding' }),
  });
  const orders = new Orders(main.ask, () => Promise.resolve());
  const usual = { ringFirst: 'client', tries: 4, pauseSeconds: 600 } as const;
  return { main, orders, planning: new Planning(main.ask, orders, () => usual) };
}

describe('the usual times', () => {
  it('are those that are still ahead, to the minute', () => {
    expect(momentsFrom(now)).toEqual([
      { name: 'in15', atMs: local(23, 14, 35) },
      { name: 'in60', atMs: local(23, 15, 20) },
      { name: 'today18', atMs: local(23, 18) },
      { name: 'tomorrow9', atMs: local(24, 9) },
      { name: 'monday9', atMs: local(30, 9) },
    ]);
  });

  it('in the evening leave out today, and on Sunday do not tell Monday twice', () => {
    expect(momentsFrom(local(23, 18, 30)).map(({ name }) => name)).not.toContain('today18');
    expect(momentsFrom(local(22, 12)).map(({ name }) => name)).not.toContain('monday9');
    expect(momentOf('monday9', local(21, 12))).toBe(local(23, 9));
  });

  it('go in and out of the fields unchanged', () => {
    expect(writtenOf(local(3, 9, 5))).toEqual({ day: '2026-11-03', time: '09:05' });
    expect(readWritten(writtenOf(local(3, 9, 5)))).toBe(local(3, 9, 5));
    expect(readWritten({ day: '2026-11-03', time: '' })).toBeNaN();
  });
});

describe('planning a call', () => {
  it('orders it with the person’s defaults at the time that was chosen', async () => {
    const { main, planning: plan } = planning();
    const planned = plan.plan(client);
    expect(plan.draft).toMatchObject({ who: 'Анна', ringFirst: 'client', tries: 4, pauseSeconds: 600 });
    plan.draft?.choose('tomorrow9');
    await plan.confirm(now);
    expect(await planned).not.toBeNull();
    expect(plan.draft).toBeNull();
    expect(main.inputsOf('callbacks.order')).toEqual([
      {
        target: client.target,
        name: 'Анна',
        repeat: false,
        plan: { startsAtMs: local(24, 9), ringFirst: 'client', tries: 4, pauseSeconds: 600 },
      },
    ]);
  });

  it('counts «in 15 minutes» from when it is ordered, however long the dialog was open', async () => {
    const { main, planning: plan } = planning();
    void plan.plan(client);
    await plan.confirm(now + 10 * minute);
    const own = { startsAtMs: local(23, 14, 45), inMs: local(23, 14, 45) - now - 10 * minute };
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ plan: own }]);
  });

  it('takes an own day and time, beginning with what is shown', async () => {
    const { main, planning: plan } = planning();
    void plan.plan(client);
    plan.draft?.choose('tomorrow9');
    plan.draft?.write({ time: '11:30' }, now);
    expect(plan.draft?.written(now)).toEqual({ day: '2026-11-24', time: '11:30' });
    await plan.confirm(now);
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ plan: { startsAtMs: local(24, 11, 30) } }]);
  });

  it('at once is a plan without a time', async () => {
    const { main, planning: plan } = planning();
    void plan.plan(client);
    plan.draft?.choose('now');
    await plan.confirm(now);
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ plan: { startsAtMs: null } }]);
  });

  it.each([
    { own: { day: '2026-11-23', time: '14:20' }, problem: 'time-past' },
    { own: { day: '2026-12-23', time: '14:21' }, problem: 'time-too-far' },
    { own: { day: '', time: '10:00' }, problem: 'incomplete' },
  ])('orders nothing for a time that will not do: $problem', async ({ own, problem }) => {
    const { main, planning: plan } = planning();
    void plan.plan(client);
    plan.draft?.write(own, now);
    expect(plan.draft?.problem(now)).toBe(problem);
    await plan.confirm(now);
    expect(plan.draft?.insisted).toBe(true);
    expect(main.asked).toEqual([]);
  });

  it('stays open, with the reason, when it is refused', async () => {
    const { planning: plan } = planning(refuse('number-emergency'));
    void plan.plan(client);
    await plan.confirm(now);
    expect(plan.draft?.refusal?.code).toBe('number-emergency');
    expect(plan.draft?.busy).toBe(false);
  });

  it('asks about the same client with the plan in hand, and orders as planned', async () => {
    const {
      main,
      orders,
      planning: plan,
    } = planning(({ repeat }) =>
      repeat ? aCallback() : refuse('order-repeated', { agoSeconds: 90, stage: 'scheduled', startsAtMs: now })(),
    );
    const planned = plan.plan(client);
    const confirmed = plan.confirm(now);
    await settled();
    expect(orders.asking).toBe(true);
    orders.confirmRepeat();
    await confirmed;
    expect(await planned).not.toBeNull();
    expect(main.inputsOf('callbacks.order')[1]).toMatchObject({
      repeat: true,
      plan: { startsAtMs: local(23, 14, 35) },
    });
  });

  it('one of the usual times needs no dialog', async () => {
    const { main, planning: plan } = planning();
    await plan.quick(client, 'in60', now);
    expect(main.inputsOf('callbacks.order')).toMatchObject([{ plan: { startsAtMs: local(23, 15, 20), tries: 4 } }]);
  });
});

describe('changing a call that is still held', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const held = aCallback({ stage: 'holding', startsAtMs: local(24, 9), ringFirst: 'other', attemptsMax: 2 });

  it('has it held while the dialog is open, and no longer', async () => {
    const { main, planning: plan } = planning();
    void plan.change(held);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(main.inputsOf('callbacks.holdOn')).toHaveLength(3);
    plan.leave();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(main.inputsOf('callbacks.holdOn')).toHaveLength(3);
    expect(main.inputsOf('callbacks.change')).toEqual([]);
  });

  it('begins with what was ordered, and sends what is changed', async () => {
    const { main, planning: plan } = planning();
    void plan.change(held);
    expect(plan.draft).toMatchObject({ choice: 'own', ringFirst: 'client', tries: 2, changes: held.id });
    plan.draft?.write({ time: '10:15' }, now);
    await plan.confirm(now);
    expect(main.inputsOf('callbacks.change')).toEqual([
      { id: held.id, plan: { startsAtMs: local(24, 10, 15), ringFirst: 'client', tries: 2, pauseSeconds: 300 } },
    ]);
    expect(main.inputsOf('callbacks.order')).toEqual([]);
  });

  it('tells that the PBX has it already', async () => {
    const main = fakeBridge({ 'callbacks.holdOn': refuse('order-not-changeable') });
    const plan = new Planning(main.ask, new Orders(main.ask, () => Promise.resolve()), () => {
      throw new Error('has its own settings');
    });
    void plan.change(held);
    await vi.advanceTimersByTimeAsync(0);
    expect(plan.draft?.refusal?.code).toBe('order-not-changeable');
    plan.leave();
  });
});

describe('after a failure', () => {
  const failed = (...given: Parameters<typeof failedAttempt>) =>
    aCallback({ stage: 'failed', open: false, attempt: 1, attempts: [failedAttempt(...given)] });

  it('offers what its cause advises', () => {
    expect(followUpOf(failed(busy))).toBe('in15');
    expect(followUpOf(failed({ ...busy, advice: 'later' }))).toBe('tomorrow9');
    expect(followUpOf(failed(noSuchNumber))).toBe('fix');
  });

  it('offers nothing where nothing of it would help', () => {
    expect(followUpOf(failed(noSuchNumber, 'me'))).toBeNull();
    expect(followUpOf(failed({ ...busy, advice: 'ask' }))).toBeNull();
    expect(followUpOf(failed(null))).toBeNull();
    expect(followUpOf({ ...failed(busy), stage: 'waiting' })).toBeNull();
  });
});

describe('what a planned call says', () => {
  const i18n = new I18n('ru');
  const at9 = { startsAtMs: local(24, 9) };

  it('while it is held, that it is planned', () => {
    const said = (startsAtMs: number) => sentenceOf(aCallback({ stage: 'holding', startsAtMs }), i18n, now);
    expect(said(local(23, 14, 11))).toBe('Запланировано на 14:11');
    expect(said(at9.startsAtMs)).toBe('Запланировано на завтра, 09:00');
  });

  it('once the PBX has it, how it can be cancelled', () => {
    expect(moreOf(aCallback({ stage: 'scheduled', ...at9 }), i18n)).toContain('только в её кабинете');
  });

  it('stands among the current calls after it was ordered, and when its time comes', () => {
    const scheduled = aCallback({ stage: 'scheduled', orderedAtMs: now, ...at9 });
    expect(isFarAhead(scheduled, now + 30_000)).toBe(false);
    expect(isFarAhead(scheduled, now + 2 * minute)).toBe(true);
    expect(isFarAhead(scheduled, local(24, 8, 59))).toBe(false);
    expect(isFarAhead({ ...scheduled, stage: 'holding' }, now + 2 * minute)).toBe(false);
  });

  it('when its time went by, that nobody was called', () => {
    const missed = aCallback({ stage: 'not-created', open: false, error: { code: 'time-past' }, ...at9 });
    expect(moreOf(missed, i18n)).toContain('время прошло');
  });
});
