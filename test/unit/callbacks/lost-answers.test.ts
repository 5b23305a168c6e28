import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallbackApi } from '../../../src-main/callbacks/journal.ts';
import type { CallbackTask } from '../../../src-main/vats/model.ts';
import { CallWorld } from '../../faults/world.ts';

const number = '+7 903 000-55-55';
const wire = { callTypeId: 1, cgpn: '79030005555', cdpn: '101' } as const;
const dayMs = 86_400_000;

let world: CallWorld;

beforeEach(async () => {
  world = new CallWorld();
  await world.open();
});

afterEach(async () => {
  await world.close();
  expect(world.pbx.violations).toEqual([]);
});

const ids = async () => (await world.rows()).map((order) => order.taskId).filter((id) => id !== null);
const created = () => world.pbx.tasks.map((task) => task.id);
const loseOne = (kind: 'lost' | 'reset') => world.pbx.fail({ kind }, { action: 'callback_add', times: 1 });

/** The next start, against a PBX that seems to be so. */
async function disguised(disguise: (api: CallbackApi) => CallbackApi): Promise<void> {
  world.kill();
  world.disguise = disguise;
  await world.start();
}

describe('several orders for one client', () => {
  it('whose answers are all lost share the tasks without taking one twice', async () => {
    world.pbx.fail({ kind: 'lost' }, { action: 'callback_add' });
    await world.order(number);
    await world.pass(2000);
    const asking = world.pbx.fail({ kind: 'reset' }, { action: 'stat_callback' });
    await world.order(number, true);
    await world.pass(2000);
    await world.order(number, true);
    await world.pass(2000);
    asking();
    await world.desk.hurry();
    await world.pass(2000);
    expect((await ids()).sort()).toEqual(created().sort());
    expect(world.requests).toBe(3);
  });

  it('do not take the task of one that is just being sent', async () => {
    loseOne('reset');
    await world.order(number);
    await world.pass(2000);
    world.pbx.fail({ kind: 'late', delayMs: 300 }, { action: 'callback_add', times: 1 });
    const second = world.order(number, true);
    // The first one is asked about while the second one's task exists, and its answer is not here yet.
    while (world.pbx.tasks.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    world.clock.advance(20_000);
    await second;
    await world.pass(120_000);
    const [newer, older] = await world.rows();
    expect(newer).toMatchObject({ taskId: created()[0] });
    expect(older).toMatchObject({ phase: 'not-created', taskId: null });
  });
});

describe('a PBX that is slow to write a task down', () => {
  it('is asked on for a while after «not created», and the callback comes to light', async () => {
    loseOne('reset');
    await world.order(number);
    await world.until('not-created');
    await world.desk.dismiss((await world.orders())[0]!.id);
    await world.pass(120_000);
    const late = world.pbx.addForeignTask(wire);
    await world.pass(35_000);
    expect((await world.desk.cards())[0]).toMatchObject({ taskId: late.id });
    await world.until('done');
    expect((await world.desk.cards())[0]).toMatchObject({ stage: 'done', dismissed: false });
  });

  it('is asked on after a restart, too', async () => {
    loseOne('reset');
    await world.order(number);
    await world.until('not-created');
    world.kill();
    world.clock.advance(3600_000);
    const late = world.pbx.addForeignTask(wire);
    await world.start();
    expect((await world.until('done')).taskId).toBe(late.id);
  });

  it('is asked on until it answers', async () => {
    loseOne('reset');
    await world.order(number);
    await world.until('not-created');
    await world.pbx.down();
    await world.pass(120_000);
    const late = world.pbx.addForeignTask(wire);
    await world.pass(900_000);
    await world.pbx.up();
    expect((await world.until('done')).taskId).toBe(late.id);
  });

  it('is left alone after that', async () => {
    loseOne('reset');
    await world.order(number);
    await world.until('not-created');
    await world.pass(660_000);
    const asked = world.pbx.requests.length;
    await world.pass(660_000);
    expect(world.pbx.requests.length).toBe(asked);
  });

  it('and answers with a sentence nobody knows, is looked after as well', async () => {
    world.pbx.fail({ kind: 'result', result: 'Timeout' }, { action: 'callback_add', times: 1, carriesOut: true });
    await world.order(number);
    await world.until('refused', 2000);
    expect((await world.until('done')).taskId).toBe(created()[0]);
  });
});

describe('«not created» is not concluded too early', () => {
  it.each([-dayMs, dayMs, -70_000, 70_000])(
    'by a PC clock that is off by %d ms, until the first answer comes',
    async (skewMs) => {
      world.skewMs = skewMs;
      // Neither the question before the sending nor the order itself is answered.
      const dead = world.pbx.fail({ kind: 'reset' });
      await world.order(number);
      await world.quiet();
      dead();
      await world.pass(20_000);
      expect((await world.orders())[0]?.stage).toBe('checking');
      const late = world.pbx.addForeignTask(wire);
      expect((await world.until('done', 120_000)).taskId).toBe(late.id);
    },
  );

  it('by being hurried again and again', async () => {
    loseOne('reset');
    await world.order(number);
    for (let times = 0; times < 9; times += 1) {
      await world.pass(5000);
      await world.desk.hurry();
    }
    expect((await world.orders())[0]?.stage).toBe('checking');
    await world.until('not-created', 60_000);
  });
});

describe('a PBX of another kind', () => {
  const old = (): void => void world.pbx.addForeignTask(wire);

  it('that sorts the other way round does not pass off an old task as the new one', async () => {
    old();
    await disguised((api) => ({
      ...api,
      tasks: (query) => api.tasks({ ...query, ...(query.order && { order: 'asc' as const }) }),
    }));
    loseOne('reset');
    await world.order(number);
    await world.until('not-created');
  });

  it('that puts nonsense in place of the last task does not either', async () => {
    old();
    await disguised((api) => ({
      ...api,
      tasks: async (query) => (query.limit === 1 ? { records: [], rejected: 1 } : api.tasks(query)),
    }));
    world.clock.advance(3600_000);
    loseOne('reset');
    await world.order(number);
    await world.until('not-created');
  });

  it('that counts its tasks anew is believed', async () => {
    // Seen in this run, before the PBX began anew.
    await disguised((api) => {
      let lead = 1_000_000;
      const moved = (task: CallbackTask) => ({ ...task, taskId: task.taskId + lead });
      return {
        addCallback: async (callback) => (await api.addCallback(callback)) + lead,
        task: async (id) => moved(await api.task(id - lead)),
        tasks: async (query) => {
          const { records, rejected } = await api.tasks({
            ...query,
            ...(query.afterTaskId !== undefined && { afterTaskId: Math.max(0, query.afterTaskId - lead) }),
          });
          if (world.requests === 1) lead = 0;
          return { records: records.map(moved), rejected };
        },
      };
    });
    await world.order('+7 903 000-66-66');
    await world.until('done');
    await world.pass(60_000);
    loseOne('lost');
    await world.order(number);
    expect((await world.until('done')).taskId).toBe(created()[1]);
  });

  it('that mixes nonsense into its answers hides no task that is plain to see', async () => {
    loseOne('lost');
    world.pbx.fail({ kind: 'bad-records' }, { action: 'stat_callback' });
    await world.order(number);
    await world.pass(5000);
    expect(await ids()).toEqual(created());
  });

  it('that mixes nonsense into its answers has not said that there is no task', async () => {
    loseOne('reset');
    world.pbx.fail({ kind: 'bad-records' }, { action: 'stat_callback' });
    await world.order(number);
    await world.pass(300_000);
    expect((await world.orders())[0]?.stage).toBe('checking');
    world.pbx.heal();
    await world.until('not-created');
  });

  it('that denies a task for some seconds has not lost it', async () => {
    await world.order(number);
    await world.until('accepted');
    const denying = world.pbx.fail({ kind: 'result', result: 'Task is invalid' }, { action: 'stat_callback' });
    await world.pass(40_000);
    denying();
    await world.until('done');
  });

  it('that denies a task for minutes, and then knows it again, is heard', async () => {
    await world.order('+7 903 000-55-17');
    await world.until('accepted');
    const denying = world.pbx.fail({ kind: 'result', result: 'Task is invalid' }, { action: 'stat_callback' });
    await world.until('vanished');
    denying();
    await world.until('failed');
  });

  it('that tells a last try before its last call does not end the callback', async () => {
    let hidden = 1;
    await disguised((api) => ({
      ...api,
      task: async (id) => {
        const task = await api.task(id);
        const { attempts } = task;
        if (hidden === 0 || attempts.length === 0) return task;
        hidden -= 1;
        const legs = attempts[0]!.legs.map((leg) => ({ ...leg, endedAtMs: leg.createdAtMs, cause: 19 }));
        return { ...task, triesMax: 1, attempts: [{ ...attempts[0]!, legs }] };
      },
    }));
    await world.order(number);
    await world.until('done');
  });
});

describe('a defect', () => {
  it('in the following of a task is told, and the task followed on', async () => {
    let broken = 1;
    await disguised((api) => ({
      ...api,
      task: (id) => {
        if (broken-- > 0) throw new TypeError('undefined is not a function');
        return api.task(id);
      },
    }));
    await world.order(number);
    await world.until('done');
    expect(world.defects).toHaveLength(1);
  });

  it('in the sending is told, and settled by asking', async () => {
    await disguised((api) => ({
      ...api,
      addCallback: async (callback) => {
        await api.addCallback(callback);
        throw new TypeError('undefined is not a function');
      },
    }));
    await world.order(number);
    expect((await world.until('done')).taskId).toBe(created()[0]);
    expect(world.defects).toHaveLength(1);
  });

  it('of a listener does not keep a callback from being followed', async () => {
    world.onChanged = () => {
      throw new TypeError('undefined is not a function');
    };
    await world.order(number).catch(() => undefined);
    await world.pass(300_000);
    world.onChanged = () => undefined;
    await world.until('done');
    expect(world.requests).toBe(1);
  });
});
