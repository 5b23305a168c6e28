import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Callback, PbxTask } from '../../../src-main/contract/model.ts';
import { Cards } from '../../../src-renderer/callbacks/cards.svelte.ts';
import { Orders } from '../../../src-renderer/callbacks/orders.svelte.ts';
import { PbxList } from '../../../src-renderer/callbacks/pbx-list.svelte.ts';
import { PlannedCalls } from '../../../src-renderer/callbacks/planned.svelte.ts';
import { Planning } from '../../../src-renderer/callbacks/planning.svelte.ts';
import { sidesOf, taskSentence, wantedBy } from '../../../src-renderer/callbacks/task-words.ts';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { fakeBridge, refuse } from './fake-bridge.ts';
import { aCallback } from './samples.ts';

const aTask = (parts: Partial<PbxTask> = {}): PbxTask => ({
  taskId: 1,
  client: { display: '+7 495 123-45-67', number: '+74951234567', name: '' },
  extension: '102',
  extensionName: 'Иван Сидоров',
  mine: false,
  orderId: null,
  createdAtMs: 0,
  startsAtMs: 5000,
  stage: 'scheduled',
  open: true,
  attempt: 0,
  attemptsMax: 3,
  talkSeconds: null,
  attempts: [],
  pbxState: '',
  ...parts,
});

async function plannedOf(cards: Callback[], tasks: PbxTask[]) {
  const main = fakeBridge({ 'callbacks.cards': () => cards, 'callbacks.pbxPlanned': () => tasks });
  const orders = new Orders(main.ask, () => Promise.resolve());
  const planning = new Planning(main.ask, orders, () => ({ ringFirst: 'me', tries: 3, pauseSeconds: 300 }));
  const list = new Cards(main.ask, main.listen, orders, planning, vi.fn());
  const planned = new PlannedCalls(main.ask, list);
  await list.read();
  await planned.read();
  return { main, planned };
}

describe('what is planned', () => {
  it('is what is ahead of this PC, and of this extension from elsewhere, the next first', async () => {
    const { planned } = await plannedOf(
      [
        aCallback({ id: 'held', taskId: null, stage: 'holding', startsAtMs: 9000 }),
        aCallback({ id: 'sent', taskId: 7, stage: 'scheduled', startsAtMs: 2000 }),
        aCallback({ id: 'now', startsAtMs: null }),
        aCallback({ id: 'over', stage: 'failed', open: false, startsAtMs: 1000 }),
      ],
      [aTask({ taskId: 8 }), aTask({ taskId: 7 })],
    );
    expect(planned.rows.map(({ key }) => key)).toEqual(['sent', 'task-8', 'held']);
  });

  it('is shown as far as this PC knows when the PBX does not answer', async () => {
    const { main, planned } = await plannedOf([aCallback({ id: 'held', stage: 'holding', startsAtMs: 9000 })], []);
    void main;
    const offline = new PlannedCalls(
      fakeBridge({ 'callbacks.pbxPlanned': refuse('network', { reason: 'offline' }) }).ask,
      { list: [aCallback({ id: 'held', stage: 'holding', startsAtMs: 9000 })] } as Cards,
    );
    await offline.read();
    expect(offline.error).toMatchObject({ code: 'network' });
    expect(offline.rows.map(({ key }) => key)).toEqual(planned.rows.map(({ key }) => key));
  });

  it('is asked for again while somebody looks: calmly, and at once when a call has begun', async () => {
    vi.useFakeTimers({ now: 0 });
    onTestFinished(() => void vi.useRealTimers());
    let tasks = [aTask({ taskId: 8, startsAtMs: 20_000 })];
    const main = fakeBridge({ 'callbacks.pbxPlanned': () => tasks });
    const planned = new PlannedCalls(main.ask, { list: [] as Callback[] } as Cards);
    const asked = () => main.asked.length;
    const passTo = async (nowMs: number) => {
      vi.setSystemTime(nowMs);
      planned.tick(nowMs);
      await vi.advanceTimersByTimeAsync(0);
    };
    await passTo(0);
    expect(asked()).toBe(1);
    await passTo(20_000);
    expect(asked()).toBe(1);
    tasks = [];
    await passTo(23_000);
    expect(planned.rows).toEqual([]);
    await passTo(82_000);
    expect(asked()).toBe(2);
    await passTo(83_000);
    expect(asked()).toBe(3);
    expect(planned).toMatchObject({ readAtMs: 83_000, busy: false });
  });
});

describe('the PBX’s own list', () => {
  /** A PBX with this many tasks. */
  const pbxOf = (most: () => number) =>
    fakeBridge({
      'callbacks.pbxTasks': ({ count, before }) => {
        const from = Math.min(most(), (before ?? Infinity) - 1);
        const tasks = Array.from({ length: Math.min(count, from) }, (_, index) => aTask({ taskId: from - index }));
        return { tasks, more: from > count };
      },
    });

  it('goes on with what is older, to the last one, and asks for nothing twice', async () => {
    const main = pbxOf(() => 1230);
    const list = new PbxList(main.ask);
    await list.read();
    expect(list).toMatchObject({ more: true, loaded: true, busy: false });
    while (list.more) await list.showMore();
    expect(list.tasks.map(({ taskId }) => taskId)).toEqual(Array.from({ length: 1230 }, (_, index) => 1230 - index));
    expect(main.inputsOf('callbacks.pbxTasks').slice(0, 3)).toEqual(
      [null, 1181, 1131].map((before) => ({ extension: null, count: 50, before })),
    );
    expect(main.inputsOf('callbacks.pbxTasks')).toHaveLength(25);
  });

  it('is read again as far as it is shown, and keeps what is beyond one answer', async () => {
    const main = pbxOf(() => 1230);
    const list = new PbxList(main.ask);
    await list.read();
    await list.showMore();
    await list.read();
    expect(main.inputsOf('callbacks.pbxTasks').at(-1)).toEqual({ extension: null, count: 100, before: null });
    expect(list).toMatchObject({ more: true, tasks: { length: 100 } });
    while (list.more) await list.showMore();
    await list.read();
    expect(list).toMatchObject({ more: false, tasks: { length: 1230 } });
  });

  it('leaves out nothing when many came in between', async () => {
    let most = 60;
    const list = new PbxList(pbxOf(() => most).ask);
    await list.read();
    await list.showMore();
    most = 300;
    await list.read();
    while (list.more) await list.showMore();
    expect(list.tasks.map(({ taskId }) => taskId)).toEqual(Array.from({ length: 300 }, (_, index) => 300 - index));
  });

  it('begins anew for another colleague, and never shows one’s calls under another’s name', async () => {
    const answers: ((tasks: PbxTask[]) => void)[] = [];
    const main = fakeBridge({
      'callbacks.pbxTasks': () => new Promise((resolve) => answers.push((tasks) => resolve({ tasks, more: false }))),
    });
    const list = new PbxList(main.ask);
    const first = list.filter('102');
    const second = list.filter('103');
    answers[1]?.([aTask({ taskId: 3, extension: '103' })]);
    answers[0]?.([aTask({ taskId: 2, extension: '102' })]);
    await Promise.all([first, second]);
    expect(list.tasks.map(({ extension }) => extension)).toEqual(['103']);
    expect(list.busy).toBe(false);
  });

  it('keeps what it has, and says why, when the PBX does not answer', async () => {
    let up = true;
    const main = fakeBridge({
      'callbacks.pbxTasks': () => (up ? { tasks: [aTask()], more: false } : refuse('network')()),
    });
    const list = new PbxList(main.ask);
    await list.read();
    up = false;
    await list.read();
    expect(list.error).toMatchObject({ code: 'network' });
    expect(list.tasks).toHaveLength(1);
    up = true;
    await list.read();
    expect(list.error).toBeNull();
  });
});

describe('a task of the PBX', () => {
  const i18n = new I18n('ru');

  it('tells of a colleague’s phone as of a colleague’s', () => {
    expect(taskSentence(aTask({ stage: 'ringing-me' }), i18n, 0)).toBe('Звоним сотруднику');
    expect(taskSentence(aTask({ stage: 'ringing-me', mine: true }), i18n, 0)).toBe('Звоним вам');
    expect(sidesOf(aTask(), i18n)).toEqual({ me: 'Сотрудник', other: 'Клиент' });
    expect(sidesOf(aTask({ mine: true }), i18n).me).toBe('Вы');
  });

  it('whose client has no number cannot be called from it', () => {
    expect(wantedBy(aTask())).toMatchObject({ target: { kind: 'client', written: '+74951234567' } });
    expect(wantedBy(aTask({ client: { display: 'anonymous', number: null, name: '' } }))).toBeNull();
  });
});
