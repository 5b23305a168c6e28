import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallWorld, codeOf } from '../../faults/world.ts';

const number = '+7 903 000-55-55';
const dayMs = 86_400_000;

let world: CallWorld;

beforeEach(async () => {
  world = new CallWorld();
  await world.open();
});

afterEach(async () => {
  await world.close();
  expect(world.pbx.violations).toEqual([]);
  expect(world.defects).toEqual([]);
});

describe('a double-click', () => {
  it('on «all the same, call again» is one call too', async () => {
    await world.order(number);
    await world.until('ringing-other');
    const [first, second] = await Promise.all([world.order(number, true), world.order('89030005555', true)]);
    expect(second.id).toBe(first.id);
    await world.until('done');
    expect(world.requests).toBe(2);
  });

  it('stays one when the journal is slow', async () => {
    let proceed: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (proceed = resolve));
    world.disguiseJournal = (journal) => ({ ...journal, insert: (order) => slow.then(() => journal.insert(order)) });
    world.kill();
    await world.start();
    const first = world.desk.order({ target: { kind: 'client', written: number }, name: null, repeat: true });
    world.clock.advance(300);
    const second = world.desk.order({ target: { kind: 'client', written: number }, name: null, repeat: true });
    world.clock.advance(5000);
    proceed();
    expect((await second).id).toBe((await first).id);
    await world.until('done');
    expect(world.requests).toBe(1);
  });

  it('is none when the first click was refused', async () => {
    await world.pbx.down();
    await world.order(number);
    await world.quiet();
    await world.pbx.up();
    world.clock.advance(100);
    await world.order(number);
    await world.until('done');
    expect(world.requests).toBe(1);
  });
});

describe('a clock that is put right', () => {
  it.each([
    ['back', dayMs, 0],
    ['forward', -dayMs, 0],
  ])('%s by a day swallows no click, and lets none through unasked', async (_name, before, after) => {
    world.skewMs = before;
    await world.order(number);
    await world.quiet();
    world.skewMs = after;
    await world.pass(2000);
    expect(await codeOf(world.order(number))).toBe('order-repeated');
    await world.order(number, true);
    expect(await world.orders()).toHaveLength(2);
  });

  it('back, after the call, does not stand in the way for a day', async () => {
    // The question before the sending gets no answer that would tell the right time.
    world.skewMs = dayMs;
    const dead = world.pbx.fail({ kind: 'reset' }, { action: 'stat_callback', times: 1 });
    await world.order(number);
    await world.quiet();
    dead();
    world.skewMs = 0;
    await world.until('done');
    await world.pass(2000);
    expect(await codeOf(world.order(number))).toBe('none');
  });
});

describe('before the start is through', () => {
  it('an order waits, so that it is not taken for what an earlier run left behind', async () => {
    world.kill();
    world.preferences = { ...world.preferences, cancelSeconds: 5 };
    world.build();
    const ordered = world.order(number);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await world.desk.start();
    await ordered;
    expect((await world.orders())[0]?.stage).toBe('holding');
    await world.until('done');
  });
});

describe('after the end', () => {
  it('nothing is ordered any more', async () => {
    const { desk } = world;
    await world.quit();
    expect(await codeOf(desk.order({ target: { kind: 'client', written: number }, name: null, repeat: false }))).toBe(
      'no-account',
    );
    expect(world.requests).toBe(0);
  });
});

describe('a PC that sleeps', () => {
  it('in the moment of grace does not call somebody hours later', async () => {
    world.preferences = { ...world.preferences, cancelSeconds: 5 };
    await world.order(number);
    await world.quiet();
    // Timers stand still while it sleeps, the clock does not.
    world.skewMs = 8 * 3600_000;
    world.clock.advance(5000);
    world.skewMs = 8 * 3600_000;
    expect((await world.until('not-created')).open).toBe(false);
    expect(world.requests).toBe(0);
  });
});
