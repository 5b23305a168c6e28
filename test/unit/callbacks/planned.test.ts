import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../src-main/contract/errors.ts';
import type { Callback, CallbackPlan } from '../../../src-main/contract/model.ts';
import { CallWorld } from '../../faults/world.ts';

const number = '+7 903 000-55-55';
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

let world: CallWorld;

beforeEach(async () => {
  world = new CallWorld();
  await world.open();
});

afterEach(async () => {
  await world.close();
  expect(world.defects).toEqual([]);
  expect(world.pbx.violations).toEqual([]);
});

const at = (aheadMs: number, others: Partial<CallbackPlan> = {}): CallbackPlan => ({
  startsAtMs: world.clock.nowMs() + aheadMs,
  ringFirst: 'me',
  tries: 3,
  pauseSeconds: 300,
  ...others,
});
const plan = (own: CallbackPlan, repeat = false) =>
  world.desk.order({ target: { kind: 'client', written: number }, name: null, repeat, plan: own });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ code, params }: Failure) => ({ code, params }),
  );
/** What the PBX was sent, as names and values. */
const sent = () =>
  world.pbx.requests
    .filter(({ action }) => action === 'callback_add')
    .map(({ pairs }) => Object.fromEntries(pairs) as Record<string, string>);
const newest = async (): Promise<Callback> => (await world.orders())[0]!;

describe('a planned call', () => {
  it('is held for ten seconds, then sent as the seconds that are left, and rung at its time', async () => {
    const startsAtMs = world.clock.nowMs() + hour;
    const held = await plan(at(hour, { ringFirst: 'client', tries: 2, pauseSeconds: 180 }));
    expect(held).toMatchObject({ stage: 'holding', startsAtMs, attemptsMax: 2, pauseSeconds: 180 });
    await world.pass(9500);
    expect(sent()).toEqual([]);
    await world.pass(1000);
    expect(sent()).toMatchObject([{ calltypeid: '2', trycount: '2', trypause: '180', calldelay: '3590' }]);
    expect(await newest()).toMatchObject({ stage: 'scheduled', startsAtMs, holdUntilMs: null });
    await world.pass(hour - 30 * second, 5000);
    expect(world.pbx.rings).toEqual([]);
    await world.until('done');
    expect(world.pbx.rings[0]?.atMs).toBeGreaterThanOrEqual(startsAtMs);
    expect(world.pbx.rings[0]?.atMs).toBeLessThan(startsAtMs + 5000);
    expect(sent()).toHaveLength(1);
  });

  it('is held for as long as the person wants to be able to take it back, if that is longer', async () => {
    world.preferences = { ...world.preferences, cancelSeconds: 10 };
    const held = await plan(at(hour));
    expect(held.holdUntilMs).toBe(held.orderedAtMs + 10_000);
  });

  it('over a change of the clocks is rung after the time that lies between, not by the hands', async () => {
    // In the night to 31 October 2027 Europe’s clocks go back: 09:00 is ten hours after 00:00.
    world.clock.advance(Date.UTC(2027, 9, 30, 22, 0, 0) - world.clock.nowMs());
    await plan({ ...at(0), startsAtMs: Date.UTC(2027, 9, 31, 8, 0, 0) });
    await world.pass(11_000);
    expect(Number(sent()[0]?.['calldelay'])).toBe(10 * 3600 - 10);
  });

  it('told from now on is counted from now, however wrong the PC’s clock is', async () => {
    world.skewMs = 3 * hour;
    await world.pass(1000);
    // An answer of the PBX puts the clock right; the window still shows the PC’s.
    await world.client.check();
    await plan({ ...at(3 * hour + 15 * minute), inMs: 15 * minute });
    await world.pass(11_000);
    expect(Number(sent()[0]?.['calldelay'])).toBe(15 * 60 - 10);
  });

  it('without a time is sent at once, with its own settings', async () => {
    await plan({ startsAtMs: null, ringFirst: 'client', tries: 1, pauseSeconds: 600 });
    await world.pass(500);
    expect(sent()).toMatchObject([{ calltypeid: '2', trycount: '1', trypause: '600' }]);
    expect(sent()[0]).not.toHaveProperty('calldelay');
  });

  it('is refused for a time that is over, or more than thirty days ahead', async () => {
    expect(await refusal(plan(at(0)))).toMatchObject({ code: 'time-past' });
    expect(await refusal(plan(at(-minute)))).toMatchObject({ code: 'time-past' });
    expect(await refusal(plan(at(30 * day + 1)))).toMatchObject({ code: 'time-too-far' });
    expect(await world.orders()).toEqual([]);
    expect(await refusal(plan(at(30 * day)))).toBeNull();
  });

  it('is named, with its time, when the same client is ordered again', async () => {
    const { startsAtMs } = await plan(at(hour));
    await world.pass(2 * minute);
    expect(await refusal(world.order(number))).toMatchObject({
      code: 'order-repeated',
      params: { stage: 'scheduled', startsAtMs },
    });
  });

  it('of a PC that slept over its time is not rung when it wakes up much later', async () => {
    await plan(at(5 * minute));
    world.clock.advance(hour);
    await world.pass(minute);
    expect(await newest()).toMatchObject({ stage: 'not-created', error: { code: 'time-past' } });
    expect(sent()).toEqual([]);
  });

  it('of a PC that slept a little is still rung at its time', async () => {
    await plan(at(20 * minute));
    world.clock.advance(10 * minute);
    await world.pass(second);
    expect(Number(sent()[0]?.['calldelay'])).toBe(10 * 60);
  });
});

describe('while it is held', () => {
  it('can be taken back', async () => {
    const { id } = await plan(at(hour));
    await world.pass(5000);
    expect(await world.desk.cancel(id)).toMatchObject({ stage: 'cancelled' });
    await world.pass(2 * hour, minute);
    expect(sent()).toEqual([]);
  });

  it('can be changed, and is sent once, as changed, ten seconds after the change', async () => {
    const { id } = await plan(at(hour));
    await world.pass(9000);
    const changed = await world.desk.change(id, at(2 * hour, { ringFirst: 'client', tries: 5, pauseSeconds: 600 }));
    expect(changed).toMatchObject({ stage: 'holding', ringFirst: 'other', attemptsMax: 5, pauseSeconds: 600 });
    await world.pass(9500);
    expect(sent()).toEqual([]);
    await world.pass(1000);
    await world.pass(hour, minute);
    expect(sent()).toMatchObject([{ calltypeid: '2', trycount: '5', trypause: '600', calldelay: '7190' }]);
  });

  it('can be changed to now', async () => {
    const { id } = await plan(at(hour));
    await world.pass(1000);
    await world.desk.change(id, { ...at(0), startsAtMs: null });
    await world.pass(2000);
    expect(sent()).toMatchObject([{ calldelay: '0' }]);
  });

  it('waits while the person is at changing it, but not over its time', async () => {
    const { id } = await plan(at(90 * second));
    await world.pass(5000);
    expect((await world.desk.holdOn(id)).holdUntilMs).toBe(world.clock.nowMs() + minute);
    await world.pass(50_000);
    expect((await world.desk.holdOn(id)).holdUntilMs).toBe(world.clock.nowMs() + 35 * second);
    expect(sent()).toEqual([]);
    await world.pass(40 * second);
    expect(sent()).toMatchObject([{ calldelay: '0' }]);
  });

  it('is not changed to a time that is over', async () => {
    const { id, startsAtMs } = await plan(at(hour));
    expect(await refusal(world.desk.change(id, at(-1)))).toMatchObject({ code: 'time-past' });
    expect((await newest()).startsAtMs).toBe(startsAtMs);
  });

  it('a change that the journal does not take leaves it as it was, and held', async () => {
    const { id } = await plan(at(hour));
    world.writeFault = () => 'fails';
    expect(await refusal(world.desk.change(id, at(2 * hour)))).toMatchObject({ code: 'cache-closed' });
    world.writeFault = () => null;
    await world.pass(9000);
    expect(sent()).toEqual([]);
    await world.pass(2000);
    expect(sent()).toMatchObject([{ calldelay: '3590' }]);
  });

  it('taken back in the midst of a change, it stays taken back', async () => {
    const { id } = await plan(at(hour));
    await Promise.all([world.desk.change(id, at(2 * hour)), world.desk.cancel(id)]);
    await world.pass(3 * hour, minute);
    expect((await newest()).stage).toBe('cancelled');
    expect(sent()).toEqual([]);
  });
});

describe('once the PBX has it', () => {
  it('it can be neither changed nor taken back', async () => {
    const { id } = await plan(at(hour));
    await world.pass(11_000);
    expect(await refusal(world.desk.change(id, at(2 * hour)))).toMatchObject({ code: 'order-not-changeable' });
    expect(await refusal(world.desk.holdOn(id))).toMatchObject({ code: 'order-not-changeable' });
    expect(await refusal(world.desk.cancel(id))).toMatchObject({ code: 'order-not-cancellable' });
    expect((await newest()).stage).toBe('scheduled');
    expect(sent()).toHaveLength(1);
  });

  it('an order that nobody knows cannot be changed', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect(await refusal(world.desk.change(id, at(hour)))).toMatchObject({ code: 'not-found' });
  });
});

describe('the program ended while it was held', () => {
  it('the next start sends it once, for the same time', async () => {
    const { startsAtMs } = await plan(at(hour));
    await world.pass(3000);
    world.kill();
    world.clock.advance(10 * minute);
    await world.start();
    await world.pass(5000);
    expect(sent()).toHaveLength(1);
    expect(Number(sent()[0]?.['calldelay'])).toBeGreaterThanOrEqual(50 * 60 - 6);
    expect(await newest()).toMatchObject({ stage: 'scheduled', startsAtMs });
    world.kill();
    await world.start();
    await world.pass(hour, 5000);
    expect((await newest()).stage).toBe('done');
    expect(sent()).toHaveLength(1);
  });

  it('soon started again, it can still be taken back', async () => {
    const { id } = await plan(at(hour));
    await world.quit();
    world.clock.advance(2000);
    await world.start();
    await world.pass(1000);
    expect(await world.desk.cancel(id)).toMatchObject({ stage: 'cancelled' });
    await world.pass(minute);
    expect(sent()).toEqual([]);
  });

  it('between its hold and its sending, it is taken up as well', async () => {
    await plan(at(hour));
    // The PBX is asked for the last task before anything is sent: that question hangs.
    world.pbx.fail({ kind: 'hang' }, { action: 'stat_callback', times: 1 });
    world.clock.advance(10_000);
    while (world.pbx.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    world.kill();
    await world.start();
    await world.pass(5000);
    expect(sent()).toHaveLength(1);
    expect((await newest()).stage).toBe('scheduled');
  });

  it('its time being over, nobody is rung, and it is shown', async () => {
    await plan(at(hour));
    world.kill();
    world.clock.advance(2 * hour);
    await world.start();
    await world.pass(minute);
    expect(await newest()).toMatchObject({ stage: 'not-created', dismissed: false, error: { code: 'time-past' } });
    expect(sent()).toEqual([]);
  });
});
