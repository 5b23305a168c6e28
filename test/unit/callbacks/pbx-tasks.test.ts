import { afterEach, beforeEach, expect, it } from 'vitest';
import { PbxTasks } from '../../../src-main/callbacks/pbx-tasks.ts';
import { explainCause } from '../../../src-main/vats/causes.ts';
import type { CallbackTask, Decoded, TaskQuery } from '../../../src-main/vats/model.ts';
import { fromPbxNumber, sameClient } from '../../../src-main/vats/numbers.ts';
import { CallWorld } from '../../faults/world.ts';
import { task } from './sample-task.ts';

let world: CallWorld;

beforeEach(async () => {
  world = new CallWorld();
  await world.open();
});

afterEach(async () => {
  await world.close();
  expect(world.pbx.violations).toEqual([]);
});

type Ask = (query: TaskQuery) => Promise<Decoded<CallbackTask>>;

/** The list over a PBX; by default the demo's, as another client of it sees it. */
function list(ask: Ask = (query) => world.client.tasks(query)): PbxTasks {
  return new PbxTasks({
    api: { tasks: ask },
    clock: world.clock,
    extension: '101',
    words: {
      sameNumber: sameClient,
      display: (raw) => fromPbxNumber(raw).display,
      explainCause,
      fromPbx: fromPbxNumber,
    },
    whoAre: (numbers) =>
      Promise.resolve(new Map(numbers.includes('+79030005555') ? [['+79030005555', { name: 'Анна' }]] : [])),
    nameOf: (extension) => (extension === '102' ? 'Иван' : null),
    orderedHere: async (taskIds) =>
      (await world.rows())
        .filter(({ taskId }) => taskId !== null && taskIds.includes(taskId))
        .map(({ id, taskId, extension }) => ({ id, taskId: taskId ?? 0, extension })),
  });
}

it('tells every task with names, newest first, and which were ordered here', async () => {
  await world.order('+7 903 000-55-55');
  await world.until('done');
  world.pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005517', cdpn: '102' });
  await world.pass(60_000);
  const { tasks } = await list().list({ extension: null, count: 2 });
  expect(tasks).toMatchObject([
    {
      client: { display: '+7 903 000-55-17', name: '' },
      extension: '102',
      extensionName: 'Иван',
      mine: false,
      orderId: null,
    },
    {
      client: { number: '+79030005555', name: 'Анна' },
      extension: '101',
      mine: true,
      orderId: (await world.orders())[0]?.id,
      stage: 'done',
      open: false,
    },
  ]);
  expect(tasks[0]?.attempts[0]?.legs.length).toBeGreaterThan(0);
  expect(tasks[1]?.talkSeconds).toBeGreaterThan(5);
});

it('keeps to one extension, and tells whether there is more', async () => {
  for (const cdpn of ['102', '101', '102', '102'])
    world.pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005555', cdpn });
  const page = await list().list({ extension: '102', count: 2 });
  expect(page.tasks.map(({ extension }) => extension)).toEqual(['102', '102']);
  expect(page.more).toBe(true);
  const ids = page.tasks.map(({ taskId }) => taskId);
  expect(ids).toEqual([...ids].sort((one, other) => other - one));
});

it('finds the newest also of a PBX that does not sort as it is told', async () => {
  const all = Array.from({ length: 25 }, (_, index) => task({ taskId: index + 1 }));
  const upwards: Ask = ({ afterTaskId = 0, limit = 10 }) =>
    Promise.resolve({ records: all.filter(({ taskId }) => taskId > afterTaskId).slice(0, limit), rejected: 0 });
  const { tasks, more } = await list(upwards).list({ extension: null, count: 3 });
  expect(tasks.map(({ taskId }) => taskId)).toEqual([25, 24, 23]);
  expect(more).toBe(true);
});

it('does not show under one extension what a PBX tells of others', async () => {
  const careless: Ask = ({ afterTaskId = 0 }) =>
    Promise.resolve({ records: afterTaskId > 0 ? [] : [task({ taskId: 1, cdpn: '999' })], rejected: 0 });
  expect(await list(careless).list({ extension: '102', count: 5 })).toEqual({ tasks: [], more: false });
});

it('tells of a task that is still ahead when it will be rung', async () => {
  const startsAtMs = world.clock.nowMs() + 3600_000;
  world.pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005555', cdpn: '101', executeMs: startsAtMs });
  const { tasks } = await list().list({ extension: '101', count: 1 });
  expect(tasks[0]).toMatchObject({ stage: 'scheduled', open: true, attempt: 0, startsAtMs });
});

it('passes on what the PBX refused with', async () => {
  await world.pbx.down();
  await expect(list().list({ extension: null, count: 5 })).rejects.toMatchObject({ code: 'network' });
});
