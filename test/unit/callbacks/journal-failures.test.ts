import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallWorld, codeOf } from '../../faults/world.ts';

const number = '+7 903 000-55-55';

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

/** The next write for which `matches` goes wrong, once or as often as told. */
function failWrite(
  matches: (patch: Record<string, unknown>) => boolean,
  kind: 'fails' | 'reply-lost',
  times = 1,
): void {
  let left = times;
  world.writeFault = (_method, patch) => (left > 0 && matches(patch) && left-- > 0 ? kind : null);
}

describe('when the journal fails', () => {
  it.each(['fails', 'reply-lost'] as const)(
    'at the note of the answer (%s), the callback that the PBX took is not told to be refused',
    async (kind) => {
      failWrite((patch) => patch['phase'] === 'accepted', kind);
      await world.order(number);
      const done = await world.until('done');
      expect(done.taskId).toBe(world.pbx.tasks[0]?.id);
      expect(world.requests).toBe(1);
    },
  );

  it('for minutes after the answer, the callback is followed as soon as it works again', async () => {
    failWrite((patch) => 'phase' in patch && patch['phase'] !== 'ordered', 'fails', 1000);
    await world.order(number);
    await world.pass(300_000);
    world.writeFault = () => null;
    expect((await world.until('done', 120_000)).taskId).toBe(world.pbx.tasks[0]?.id);
  });

  it('at the note of a lost answer, it is still settled by asking', async () => {
    world.pbx.fail({ kind: 'lost' }, { action: 'callback_add', times: 1 });
    failWrite((patch) => patch['phase'] === 'unknown', 'fails', 3);
    await world.order(number);
    expect((await world.until('done')).taskId).toBe(world.pbx.tasks[0]?.id);
  });

  it.each(['fails', 'reply-lost'] as const)(
    'before the sending (%s), nothing is sent, and it is told',
    async (kind) => {
      failWrite((patch) => typeof patch['sentAtMs'] === 'number', kind, 2);
      await world.order(number);
      expect((await world.until('refused')).error).toMatchObject({ code: 'cache-closed' });
      await world.pass(600_000);
      expect(world.requests).toBe(0);
      expect(await codeOf(world.order(number))).toBe('none');
    },
  );

  it('at the end of the moment of grace, nothing is sent, and it is told', async () => {
    world.preferences = { ...world.preferences, cancelSeconds: 5 };
    failWrite((patch) => patch['phase'] === 'ordered' && !('id' in patch), 'fails');
    await world.order(number);
    expect((await world.until('refused')).error).toMatchObject({ code: 'cache-closed' });
    expect(world.requests).toBe(0);
    expect(await codeOf(world.order(number))).toBe('none');
  });

  it('to confirm what it has written, the failed click leaves no card that is for ever about to be sent', async () => {
    failWrite((patch) => 'id' in patch, 'reply-lost');
    expect(await codeOf(world.order(number))).toBe('cache-closed');
    await world.until('refused');
    expect(world.requests).toBe(0);
    expect(await codeOf(world.order(number))).toBe('none');
  });

  it('when a click is taken back, it is taken back all the same', async () => {
    world.preferences = { ...world.preferences, cancelSeconds: 5 };
    const held = await world.order(number);
    failWrite((patch) => patch['phase'] === 'cancelled', 'fails');
    expect(await codeOf(world.desk.cancel(held.id))).toBe('cache-closed');
    await world.until('cancelled');
    await world.pass(60_000);
    expect(world.requests).toBe(0);
  });

  it('where a card is cleared away, the new order goes on, and the next one clears it', async () => {
    const clients = ['55', '56', '57'].map((last) => `+7 903 000-55-${last}`);
    await world.order(clients[0]!);
    const first = await world.until('done');
    failWrite((patch) => patch['dismissed'] === true, 'fails');
    const second = await world.order(clients[1]!);
    await world.quiet();
    const shown = async () => (await world.desk.cards()).map(({ id }) => id);
    expect(await shown()).toEqual([second.id, first.id]);
    expect((await world.until('done')).id).toBe(second.id);
    const third = await world.order(clients[2]!);
    await world.quiet();
    expect(await shown()).toEqual([third.id]);
  });

  it('and the program is left meanwhile, the next start settles it by asking', async () => {
    failWrite((patch) => patch['phase'] === 'accepted', 'fails', 1000);
    await world.order(number);
    await world.pass(5000);
    await world.quit();
    world.writeFault = () => null;
    await world.start();
    expect((await world.until('done')).taskId).toBe(world.pbx.tasks[0]?.id);
    expect(world.requests).toBe(1);
  });
});
