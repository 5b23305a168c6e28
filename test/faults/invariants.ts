import { expect } from 'vitest';
import type { Order } from '../../src-main/cache/queries/orders.ts';
import type { DemoTask } from '../../src-main/demo/tasks.ts';
import type { CallWorld } from './world.ts';

/** What has been done in one life, for the accounts at its end. */
export interface Story {
  world: CallWorld;
  /** Clicks of one act come within a second of one another. */
  orders: number;
  clicks: { act: number; number: string; repeat: boolean; id: string | null; code: string | null }[];
  /** Tasks of ours that the PBX wrote down much later. */
  late: number[];
  /** Clients about whom the PBX was silent for too long, or told that it refused and did not: no order can know better. */
  liedAbout: Set<string>;
  faults: { writes: number; ends: number };
  /** The next order is written down so much later. */
  lateAfterMs?: number | null;
  lying?: boolean;
  /** Called when an order was taken for this client without a question. */
  unasked?: (number: string) => void;
  /** What was found wrong on the way. */
  broken: string[];
}

/** The codes with which a click may be refused here; whoever clicks sees the sentence for it. */
const tellingCodes = ['order-repeated', 'cache-closed', 'no-account', 'time-past', 'time-too-far'];

const numberOf = (task: DemoTask) => task.order.cgpn.slice(-10);

/** Every task that an order of ours has led to. */
const ownTasks = ({ world, late }: Story) =>
  world.pbx.tasks.filter((task) => task.source === 'api' || late.includes(task.id));

/** An order without a confirmed repeat never adds a task while an earlier one for the same client could still ring. */
export function watchUnasked(story: Story): void {
  story.unasked = (number) => {
    if (story.liedAbout.has(number)) return;
    const ringing = ownTasks(story).filter((task) => numberOf(task) === number && story.world.mayRing(task));
    for (const { id } of ringing) story.broken.push(`${number} is ordered unasked while task ${id} may ring it`);
  };
}

export async function check(story: Story): Promise<void> {
  const { world, clicks } = story;
  const rows = await world.rows();
  expect(world.defects).toEqual([]);
  expect(world.pbx.violations).toEqual([]);
  expect(story.broken).toEqual([]);
  checkClicks(story, rows);
  checkSending(story, rows);
  checkTasks(story, rows);
  for (const row of rows) checkEnd(story, row);
  for (const { id, code } of clicks) {
    // A click that was under way when the program was killed has told nothing, and may have left nothing.
    if (id !== null) expect(rows.map((row) => row.id)).toContain(id);
    if (code !== null) expect(tellingCodes).toContain(code);
  }
}

/** A double-click is one order, unless nothing came of the first. */
function checkClicks({ clicks, orders }: Story, rows: Order[]): void {
  for (let act = 1; act <= orders; act += 1) {
    const ids = new Set(clicks.filter((click) => click.act === act).map(({ id }) => id));
    const alive = rows.filter(({ id, phase, sentAtMs }) => ids.has(id) && sentAtMs !== null && phase !== 'refused');
    expect(alive.length, 'a double-click').toBeLessThanOrEqual(1);
  }
}

/** No order has led to more than one request. */
function checkSending({ world, late }: Story, rows: Order[]): void {
  for (const [id, times] of world.sent) expect(times, `order ${id} was marked as sent`).toBe(1);
  expect(world.requests + late.length).toBeLessThanOrEqual(world.added);
  expect(world.added).toBeLessThanOrEqual(world.sent.size);
  expect(rows.filter(({ sentAtMs }) => sentAtMs !== null).length).toBeLessThanOrEqual(world.sent.size);
}

/** Every task of ours belongs to exactly one order of the journal, and none to an order that has it not. */
function checkTasks(story: Story, rows: Order[]): void {
  const { world } = story;
  const own = ownTasks(story);
  const held = rows.filter(({ taskId }) => taskId !== null);
  expect(new Set(held.map(({ taskId }) => taskId)).size, 'one task, one order').toBe(held.length);
  for (const { taskId, number, extension } of held) {
    const task = world.pbx.tasks.find(({ id }) => id === taskId);
    expect(task && { number: `+7${numberOf(task)}`, extension: task.order.cdpn }).toEqual({ number, extension });
  }
  for (const number of new Set(own.map(numberOf))) {
    const ids = own.filter((task) => numberOf(task) === number).map(({ id }) => id);
    const heldIds = held.filter((row) => row.number === `+7${number}`).map(({ taskId }) => taskId);
    const alike = world.pbx.tasks.some(
      (task) => numberOf(task) === number && task.order.cdpn === '101' && !own.includes(task),
    );
    // Somebody else's task for the same two sides cannot be told from ours; but there are no fewer orders than tasks.
    if (alike) expect(heldIds.length).toBeGreaterThanOrEqual(ids.length);
    else expect(heldIds.sort()).toEqual(ids.sort());
  }
}

/** Nothing is stuck: settled, or followed because the PBX is still at it. */
function checkEnd({ world }: Story, row: Order): void {
  const settled = ['refused', 'not-created', 'cancelled', 'ended'];
  const task = world.pbx.tasks.find(({ id }) => id === row.taskId);
  if (row.phase === 'accepted' && task && world.mayRing(task)) return;
  expect(settled, JSON.stringify({ ...row, snapshot: null })).toContain(row.phase);
  if (row.phase === 'ended') expect(row.snapshot?.taskId).toBe(row.taskId);
  else expect(row.taskId).toBeNull();
}
