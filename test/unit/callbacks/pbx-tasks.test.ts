import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PbxTasks } from '../../../src-main/callbacks/pbx-tasks.ts';
import { explainCause } from '../../../src-main/vats/causes.ts';
import { VatsFailure } from '../../../src-main/vats/failure.ts';
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
  const { tasks } = await list().list({ extension: null, count: 2, before: null });
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
  const page = await list().list({ extension: '102', count: 2, before: null });
  expect(page.tasks.map(({ extension }) => extension)).toEqual(['102', '102']);
  expect(page.more).toBe(true);
  const ids = page.tasks.map(({ taskId }) => taskId);
  expect(ids).toEqual([...ids].sort((one, other) => other - one));
});

it('finds the newest also of a PBX that does not sort as it is told', async () => {
  const all = Array.from({ length: 25 }, (_, index) => task({ taskId: index + 1 }));
  const upwards: Ask = ({ afterTaskId = 0, limit = 10 }) =>
    Promise.resolve({ records: all.filter(({ taskId }) => taskId > afterTaskId).slice(0, limit), rejected: 0 });
  const { tasks, more } = await list(upwards).list({ extension: null, count: 3, before: null });
  expect(tasks.map(({ taskId }) => taskId)).toEqual([25, 24, 23]);
  expect(more).toBe(true);
});

it('does not show under one extension what a PBX tells of others', async () => {
  const careless: Ask = ({ afterTaskId = 0 }) =>
    Promise.resolve({ records: afterTaskId > 0 ? [] : [task({ taskId: 1, cdpn: '999' })], rejected: 0 });
  expect(await list(careless).list({ extension: '102', count: 5, before: null })).toEqual({ tasks: [], more: false });
});

it('tells of a task that is still ahead when it will be rung', async () => {
  const startsAtMs = world.clock.nowMs() + 3600_000;
  world.pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005555', cdpn: '101', executeMs: startsAtMs });
  const { tasks } = await list().list({ extension: '101', count: 1, before: null });
  expect(tasks[0]).toMatchObject({ stage: 'scheduled', open: true, attempt: 0, startsAtMs });
});

it('passes on what the PBX refused with', async () => {
  await world.pbx.down();
  await expect(list().list({ extension: null, count: 5, before: null })).rejects.toMatchObject({ code: 'network' });
});

describe('older tasks', () => {
  /** Page after page until the end, with the questions that it took. */
  async function walk(ask: Ask, extension: string | null, count: number) {
    let asked = 0;
    const pbx = list((query) => ((asked += 1), ask(query)));
    const ids: number[] = [];
    for (let before: number | null = null, more = true; more; before = ids.at(-1) ?? null) {
      const page = await pbx.list({ extension, count, before });
      expect(page.tasks.every((each) => extension === null || each.extension === extension)).toBe(true);
      ids.push(...page.tasks.map(({ taskId }) => taskId));
      ({ more } = page);
    }
    return { ids, asked };
  }
  const demo: Ask = (query) => world.client.tasks(query);
  const downwards = (ids: number[]) => [...ids].sort((one, other) => other - one);

  it('come page by page, each once, down to the first, of all and of one extension', async () => {
    for (let n = 0; n < 70; n += 1)
      world.pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005555', cdpn: n % 10 === 0 ? '102' : '103' });
    const { records } = await demo({});
    const idsOf = (cdpn: string | null) =>
      downwards(records.filter((each) => cdpn === null || each.cdpn === cdpn).map(({ taskId }) => taskId));
    const all = await walk(demo, null, 20);
    expect(all.ids).toEqual(idsOf(null));
    expect((await walk(demo, '102', 3)).ids).toEqual(idsOf('102'));
  });

  it('are one question a page where numbers follow each other', async () => {
    const ids: number[] = Array.from({ length: 1000 }, (_, index) => index + 1);
    const { ids: found, asked } = await walk(tellerOf(ids), null, 50);
    expect(found).toEqual(downwards(ids));
    expect(asked).toBeLessThanOrEqual(22);
  });

  it('are found also where most numbers are another exchange’s, or all at once lie close', async () => {
    const ids = [
      ...Array.from({ length: 900 }, (_, n) => n + 1),
      ...Array.from({ length: 100 }, (_, n) => 5e6 + n * 997),
    ];
    const { ids: found, asked } = await walk(tellerOf(ids), null, 50);
    expect(found).toEqual(downwards(ids));
    expect(asked).toBeLessThan(150);
  });
});

/** A PBX with these tasks, which does as it is told. */
const tellerOf =
  (ids: number[], taskOf = (taskId: number) => task({ taskId })): Ask =>
  ({ afterTaskId = 0, limit = Infinity, order = 'asc', orderBy = 'task_id' }) => {
    const by = (each: CallbackTask) => (orderBy === 'exec_dt' ? (each.executeAtMs ?? 0) : each.taskId);
    const sorted = ids.filter((id) => id > afterTaskId).map(taskOf);
    sorted.sort((one, other) => (by(one) - by(other)) * (order === 'desc' ? -1 : 1));
    return Promise.resolve({ records: sorted.slice(0, limit), rejected: 0 });
  };

describe('what is planned elsewhere', () => {
  it('is found however many tasks came after it, and only what is still ahead of this extension', async () => {
    const startsAtMs = world.clock.nowMs() + 7 * 24 * 3600_000;
    const add = (cdpn: string, executeMs?: number) =>
      world.pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005555', cdpn, executeMs });
    const { id } = add('101', startsAtMs);
    add('102', startsAtMs);
    for (let n = 0; n < 230; n += 1) add('101');
    await world.pass(3600_000);
    expect(await list().planned()).toMatchObject([{ taskId: id, stage: 'scheduled', startsAtMs }]);
  });

  it('is found among the newest of a PBX that refuses to sort by the time of execution', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => index + 1);
    const executeAtMs = world.clock.nowMs() + 3600_000;
    const tell = tellerOf(ids, (taskId) => task({ taskId, ...(taskId === 150 && { executeAtMs }) }));
    const refusing: Ask = (query) =>
      /exec_dt/.test(query.orderBy ?? '')
        ? Promise.reject(new VatsFailure('bad-parameter', { delivery: 'answered' }))
        : tell(query);
    expect((await list(refusing).planned()).map(({ taskId }) => taskId)).toEqual([150]);
  });
});
