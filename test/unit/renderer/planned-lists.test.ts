import { describe, expect, it, vi } from 'vitest';
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
  const main = fakeBridge({ 'callbacks.cards': () => cards, 'callbacks.pbxTasks': () => ({ tasks, more: false }) });
  const orders = new Orders(main.ask, () => Promise.resolve());
  const planning = new Planning(main.ask, orders, () => ({ ringFirst: 'me', tries: 3, pauseSeconds: 300 }));
  const list = new Cards(main.ask, main.listen, orders, planning, vi.fn());
  const planned = new PlannedCalls(main.ask, list, '101');
  await list.read();
  await planned.read();
  return { main, planned };
}

describe('what is planned', () => {
  it('is what is ahead of this PC, and of this extension from elsewhere, the next first', async () => {
    const { main, planned } = await plannedOf(
      [
        aCallback({ id: 'held', taskId: null, stage: 'holding', startsAtMs: 9000 }),
        aCallback({ id: 'sent', taskId: 7, stage: 'scheduled', startsAtMs: 2000 }),
        aCallback({ id: 'now', startsAtMs: null }),
        aCallback({ id: 'over', stage: 'failed', open: false, startsAtMs: 1000 }),
      ],
      [
        aTask({ taskId: 8 }),
        aTask({ taskId: 6, stage: 'done', open: false }),
        aTask({ taskId: 5, orderId: 'sent' }),
        aTask({ taskId: 7 }),
      ],
    );
    expect(planned.rows.map(({ key }) => key)).toEqual(['sent', 'task-8', 'held']);
    expect(main.inputsOf('callbacks.pbxTasks')).toEqual([{ extension: '101', count: 200 }]);
  });

  it('is shown as far as this PC knows when the PBX does not answer', async () => {
    const { main, planned } = await plannedOf([aCallback({ id: 'held', stage: 'holding', startsAtMs: 9000 })], []);
    void main;
    const offline = new PlannedCalls(
      fakeBridge({ 'callbacks.pbxTasks': refuse('network', { reason: 'offline' }) }).ask,
      { list: [aCallback({ id: 'held', stage: 'holding', startsAtMs: 9000 })] } as Cards,
      '101',
    );
    await offline.read();
    expect(offline.error).toMatchObject({ code: 'network' });
    expect(offline.rows.map(({ key }) => key)).toEqual(planned.rows.map(({ key }) => key));
  });
});

describe('the PBX’s own list', () => {
  const manyOf = (count: number) => Array.from({ length: count }, (_, index) => aTask({ taskId: 1000 - index }));

  it('shows more when asked, and as many when read again', async () => {
    const main = fakeBridge({ 'callbacks.pbxTasks': ({ count }) => ({ tasks: manyOf(count), more: count < 100 }) });
    const list = new PbxList(main.ask);
    await list.read();
    expect(list).toMatchObject({ more: true, loaded: true, busy: false });
    await list.showMore();
    expect(list.tasks).toHaveLength(100);
    expect(list.more).toBe(false);
    await list.read();
    expect(main.inputsOf('callbacks.pbxTasks')).toEqual([50, 100, 100].map((count) => ({ extension: null, count })));
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
