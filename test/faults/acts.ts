import fc from 'fast-check';
import type { CallbackApi } from '../../src-main/callbacks/journal.ts';
import type { Failure } from '../../src-main/contract/errors.ts';
import type { CallbackPlan } from '../../src-main/contract/model.ts';
import type { ActionName } from '../../src-main/vats/actions.ts';
import type { Fault } from '../../src-main/demo/faults.ts';
import { networkFailure } from '../../src-main/vats/failure.ts';
import type { Story } from './invariants.ts';

/** Who is called: one answers, one is busy, one does not exist, one rejects. */
export const clients = ['9030005555', '9030005517', '9030005501', '9030005521'] as const;
const spellings = [
  (number: string) => `+7${number}`,
  (number: string) => `8${number}`,
  (number: string) => `7${number}`,
  (number: string) => `8 (${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6, 8)}-${number.slice(8)}`,
  (number: string) => number,
];

export type Act =
  | { act: 'order'; client: number; spellings: number[]; repeat: boolean; gapMs: number; aheadMs: number | null }
  | { act: 'cancel' | 'dismiss' | 'holdOn'; which: number }
  | { act: 'change'; which: number; aheadMs: number | null }
  | { act: 'set'; cancelSeconds: number; tries: number }
  | { act: 'spoil'; fault: Fault; action: ActionName; times: number; carriesOut: boolean }
  | { act: 'lateTask'; afterMs: number }
  | { act: 'lie'; times: number }
  | { act: 'deny'; forMs: number }
  | { act: 'foreign'; client: number; extension: string }
  | { act: 'write'; phase: string; kind: 'fails' | 'reply-lost'; times: number }
  | { act: 'kill'; turns: number; offMs: number }
  | { act: 'quit'; offMs: number }
  | { act: 'skew'; skewMs: number }
  | { act: 'pass'; ms: number }
  | { act: 'down' | 'up' | 'hurry' | 'heal' };

const faults: fc.Arbitrary<Fault> = fc.constantFrom<Fault[]>(
  { kind: 'lost' },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'late', delayMs: 30 },
  { kind: 'late', delayMs: 400 },
  { kind: 'html' },
  { kind: 'html', status: 502 },
  { kind: 'cut' },
  { kind: 'broken' },
  { kind: 'empty' },
  { kind: 'notice' },
  { kind: 'result', result: false },
  { kind: 'bad-records' },
);

const times = fc.integer({ min: 1, max: 4 });
const client = fc.nat(clients.length - 1);
/** How far ahead a call is planned; null: it is for now. */
const aheadMs = fc.constantFrom(null, null, 15_000, 240_000);
const offMs = fc.constantFrom(0, 1000, 45_000, 1800_000);

const order = fc.record({
  act: fc.constant('order' as const),
  client,
  spellings: fc.array(fc.nat(spellings.length - 1), { minLength: 1, maxLength: 3 }),
  repeat: fc.boolean(),
  gapMs: fc.constantFrom(0, 120, 900),
  aheadMs,
});
const spoil = fc.record({
  act: fc.constant('spoil' as const),
  fault: faults,
  action: fc.constantFrom<ActionName[]>('callback_add', 'callback_add', 'stat_callback'),
  times,
  carriesOut: fc.boolean(),
});
const pass = fc.record({
  act: fc.constant('pass' as const),
  ms: fc.constantFrom(100, 700, 1500, 5000, 20_000, 62_000, 200_000),
});

export const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<Act> }[]>(
    { weight: 8, arbitrary: order },
    { weight: 7, arbitrary: spoil },
    { weight: 7, arbitrary: pass },
    { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('cancel', 'dismiss', 'holdOn'), which: fc.nat(5) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('change'), which: fc.nat(5), aheadMs }) },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant('set'),
        cancelSeconds: fc.constantFrom(0, 0, 3),
        tries: fc.integer({ min: 1, max: 2 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constant('lateTask'), afterMs: fc.integer({ min: 1000, max: 480_000 }) }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('lie'), times: fc.constant(1) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('deny'), forMs: fc.constantFrom(5000, 40_000) }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('foreign'), client, extension: fc.constantFrom('101', '102', '102') }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('write'),
        phase: fc.constantFrom('any', 'insert', 'sent', 'accepted', 'unknown', 'ordered', 'cancelled', 'ended'),
        kind: fc.constantFrom('fails', 'reply-lost'),
        times,
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('kill'), turns: fc.nat(12), offMs }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('quit'), offMs }) },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant('skew'),
        skewMs: fc.constantFrom(0, 70_000, -70_000, 86_400_000, -86_400_000),
      }),
    },
    { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('down', 'up', 'hurry', 'heal') }) },
  ),
  { minLength: 3, maxLength: 30, size: 'max' },
);

/** Does one of them. */
export async function act(story: Story, each: Act): Promise<void> {
  const { world } = story;
  switch (each.act) {
    case 'order':
      return order_(story, each);
    case 'cancel':
    case 'dismiss':
    case 'holdOn': {
      const id = await recent(story, each.which);
      if (id !== null) await world.desk[each.act](id).catch(() => undefined);
      return;
    }
    case 'change': {
      const id = await recent(story, each.which);
      if (id === null) return;
      // What comes next may come while this is under way.
      world.desk.change(id, planned(story, each.aheadMs)).catch(() => undefined);
      return;
    }
    case 'set':
      world.preferences = { ...world.preferences, cancelSeconds: each.cancelSeconds, tries: each.tries };
      return;
    case 'spoil':
      world.pbx.fail(each.fault, { action: each.action, times: each.times, carriesOut: each.carriesOut });
      return;
    case 'lie':
      world.pbx.fail({ kind: 'result', result: 'Timeout' }, { action: 'callback_add', times: 1, carriesOut: true });
      story.lying = true;
      return;
    case 'deny': {
      const denying = world.pbx.fail({ kind: 'result', result: 'Task is invalid' }, { action: 'stat_callback' });
      world.clock.after(each.forMs, denying);
      return;
    }
    case 'lateTask':
      story.lateAfterMs = each.afterMs;
      return;
    case 'foreign':
      world.pbx.addForeignTask({ callTypeId: 1, cgpn: `7${clients[each.client]}`, cdpn: each.extension, tries: 1 });
      return;
    case 'write':
      return spoilWrites(story, each);
    case 'kill':
      // In the midst of whatever is under way.
      for (let turn = 0; turn < each.turns; turn += 1) await new Promise((done) => setImmediate(done));
      world.kill();
      return startAgain(story, each.offMs);
    case 'quit':
      await world.quit();
      return startAgain(story, each.offMs);
    case 'skew':
      world.skewMs = each.skewMs;
      return;
    case 'pass':
      return world.pass(each.ms, 1000);
    case 'down':
      return world.pbx.down();
    case 'up':
      return world.pbx.up();
    case 'hurry':
      return world.desk.hurry().catch(() => undefined);
    case 'heal':
      world.pbx.heal();
      await world.pbx.up();
      world.writeFault = () => null;
      story.lateAfterMs = null;
      story.lying = false;
  }
}

async function recent({ world }: Story, which: number): Promise<string | null> {
  const orders = (await world.rows()).slice(0, 6);
  return orders[which % Math.max(1, orders.length)]?.id ?? null;
}

function planned({ world }: Story, aheadMs: number | null): CallbackPlan {
  const { ringFirst, tries, pauseSeconds } = world.preferences;
  return { startsAtMs: aheadMs === null ? null : world.clock.nowMs() + aheadMs, ringFirst, tries, pauseSeconds };
}

async function order_(
  story: Story,
  { client, spellings: spelt, repeat, gapMs, aheadMs }: Act & { act: 'order' },
): Promise<void> {
  const { world } = story;
  const number = clients[client]!;
  story.orders += 1;
  for (const [index, spelling] of spelt.entries()) {
    if (index > 0) world.clock.advance(gapMs);
    const click = { act: story.orders, number, repeat, id: null as string | null, code: null as string | null };
    story.clicks.push(click);
    world.order(spellings[spelling]!(number), repeat, aheadMs === null ? undefined : planned(story, aheadMs)).then(
      ({ id }) => {
        const isNew = !story.clicks.some((other) => other.id === id);
        click.id = id;
        if (isNew && !repeat) story.unasked?.(number);
      },
      (error: Failure) => (click.code = error.code),
    );
  }
  // As often as not the next thing happens while this is still under way.
  if (gapMs > 0) await world.quiet();
}

async function startAgain(story: Story, offMs: number): Promise<void> {
  const { world } = story;
  story.faults.ends += 1;
  world.writeFault = () => null;
  world.clock.advance(offMs);
  await world.start();
}

function spoilWrites({ world, faults: spoilt }: Story, { phase, kind, times: most }: Act & { act: 'write' }): void {
  let left = most;
  world.writeFault = (method, patch) => {
    const hit =
      phase === 'any' ||
      ((phase === 'insert' ? method === 'insert' : method === 'update') &&
        (phase === 'sent' ? typeof patch.sentAtMs === 'number' : phase === 'insert' || patch.phase === phase));
    if (!hit || left === 0) return null;
    left -= 1;
    spoilt.writes += 1;
    return kind;
  };
}

/** A PBX that gives no answer and writes the task down much later. */
export function writesLate(story: Story, api: CallbackApi): CallbackApi {
  return {
    ...api,
    addCallback: async (callback) => {
      const { lateAfterMs, world } = story;
      const number = callback.cgpn.slice(1);
      if (story.lying) story.liedAbout.add(number);
      if (lateAfterMs === null || lateAfterMs === undefined) return api.addCallback(callback);
      story.lateAfterMs = null;
      story.liedAbout.add(number);
      world.added += 1;
      world.clock.after(lateAfterMs, () => {
        const { cgpn, cdpn, tries, first } = callback;
        const task = world.pbx.addForeignTask({ callTypeId: first === 'b' ? 1 : 2, cgpn, cdpn, tries });
        story.late.push(task.id);
      });
      throw networkFailure('timeout', 'unknown');
    },
  };
}
