import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cache } from '../../../src-main/cache/cache.ts';
import { CallbackDesk } from '../../../src-main/callbacks/desk.ts';
import { orderJournal, type OrderJournal } from '../../../src-main/callbacks/journal.ts';
import type { Failure } from '../../../src-main/contract/errors.ts';
import {
  defaultPreferences,
  type Callback,
  type OrderCallback,
  type Preferences,
} from '../../../src-main/contract/model.ts';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { explainCause } from '../../../src-main/vats/causes.ts';
import { VatsClient } from '../../../src-main/vats/client.ts';
import { fromPbxNumber, readNumber, sameClient, toWireNumber } from '../../../src-main/vats/numbers.ts';
import { CallWorld } from '../../faults/world.ts';
import { inProcessCache } from '../../support/memory-cache.ts';

// A hundred seconds of the PBX's and the desk's common clock in one real second.
const speed = 100;
const number = '+7 903 000-55-55';

let pbx: DemoPbx;
let clock: DemoClock;
let cache: Cache;
let desk: CallbackDesk;
let preferences: Preferences;
let defects: unknown[];
let clients: VatsClient[];
/** The first run was killed: nothing that it still learns is written. */
let killed: boolean;

/** A desk over the same journal: the first one, or the one after a sudden end. */
function openDesk(timeoutMs = 1500): CallbackDesk {
  const client = new VatsClient({
    apiUrl: pbx.apiUrl,
    domain: pbx.domain,
    key: () => pbx.key,
    timeZone: pbx.timeZone,
    transport: 'post',
    clock,
    timeouts: { response: timeoutMs, read: timeoutMs, request: timeoutMs },
    retries: { limit: 0, firstWaitMs: 0 },
  });
  clients.push(client);
  return new CallbackDesk({
    api: client,
    journal: clients.length === 1 ? mortal(orderJournal(cache)) : orderJournal(cache),
    clock,
    words: {
      read: readNumber,
      toWireNumber,
      sameNumber: sameClient,
      display: (raw) => fromPbxNumber(raw).display,
      explainCause,
    },
    extension: '101',
    preferences: () => preferences,
    lookUp: () => Promise.resolve(null),
    newId: randomUUID,
    random: () => 0.5,
    onChanged: () => undefined,
    onDefect: (error) => defects.push(error),
  });
}

function mortal(journal: OrderJournal): OrderJournal {
  return { ...journal, update: (id, patch) => (killed ? new Promise(() => undefined) : journal.update(id, patch)) };
}

/** As `kill -9` would leave it, and the next start. */
async function killAndStart(): Promise<void> {
  killed = true;
  void desk.stop();
  desk = openDesk();
  await desk.start();
}

const to = (written: string, repeat = false): OrderCallback => ({
  target: { kind: 'client', written },
  name: null,
  repeat,
});
const ordersSeen = () => pbx.validRequests('callback_add').length;
const clientRings = () => pbx.rings.filter((ring) => ring.leg === 'client').length;
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: Failure) => error.code,
  );

async function stage(wanted: Callback['stage'], realSeconds = 20): Promise<Callback> {
  const endMs = Date.now() + realSeconds * 1000;
  for (;;) {
    const [card] = (await desk.history({ after: null, limit: 1 })).items;
    if (card?.stage === wanted) return card;
    if (Date.now() > endMs) throw new Error(`still ${card?.stage} instead of ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

beforeEach(async () => {
  clock = new DemoClock({ speed });
  pbx = new DemoPbx({ clock, strict: true });
  await pbx.start();
  cache = inProcessCache();
  await cache.open();
  preferences = { ...defaultPreferences('ru'), pauseSeconds: 120 };
  defects = [];
  clients = [];
  killed = false;
  desk = openDesk();
  await desk.start();
});

afterEach(async () => {
  clients.forEach((client) => client.close());
  await desk.stop();
  await cache.close();
  await pbx.stop();
  clock.stop();
  expect(defects).toEqual([]);
  expect(pbx.violations).toEqual([]);
});

describe('one click', () => {
  it('rings the client once, and is followed to the end of the talk', async () => {
    const ordered = await desk.order(to(number));
    expect(ordered).toMatchObject({ stage: 'sending', open: true, target: { display: '+7 903 000-55-55' } });
    const done = await stage('done');
    expect(done.talkSeconds).toBeGreaterThan(5);
    expect(done).toMatchObject({ open: false, attempt: 1, attemptsMax: 3, error: null });
    expect(ordersSeen()).toBe(1);
    expect(clientRings()).toBe(1);
  });

  it('shows each stage as far as the PBX tells it', async () => {
    // On a clock that waits for everybody: a slow machine must not miss a stage.
    const world = new CallWorld();
    await world.open();
    await world.order(number);
    const seen = new Set<string>();
    for (let step = 0; step < 120; step += 1) {
      await world.pass(500);
      seen.add((await world.orders())[0]!.stage);
    }
    await world.close();
    expect([...seen]).toEqual(['accepted', 'ringing-me', 'ringing-other', 'talking', 'done']);
  });

  it('sends who is rung first, tries and pause as set', async () => {
    preferences = { ...preferences, ringFirst: 'client', tries: 2, pauseSeconds: 180 };
    await desk.order(to('8 (903) 000-55-55'));
    await stage('done');
    const [request] = pbx.validRequests('callback_add');
    expect(Object.fromEntries(request?.pairs ?? [])).toMatchObject({
      calltypeid: '2',
      cgpn: '79030005555',
      cdpn: '101',
      trycount: '2',
      trypause: '180',
    });
  });

  it('on a busy number shows the tries, the cause and the failure', async () => {
    await desk.order(to('+7 903 000-55-17'));
    const waiting = await stage('waiting');
    expect(waiting).toMatchObject({ attempt: 1, attemptsMax: 3 });
    expect(waiting.attempts[0]?.failedLeg).toMatchObject({
      role: 'other',
      cause: { code: 17, text: { ru: 'Занято' } },
    });
    expect((waiting.nextAttemptAtMs ?? 0) - waiting.orderedAtMs).toBeGreaterThan(119_000);
    const failed = await stage('failed');
    expect(failed.attempts).toHaveLength(3);
    expect(ordersSeen()).toBe(1);
  });
});

describe('the same client again', () => {
  it('is one call when it was a double-click', async () => {
    clock.speed = 1;
    const [first, second] = await Promise.all([desk.order(to(number)), desk.order(to('89030005555'))]);
    expect(second.id).toBe(first.id);
    clock.speed = speed;
    await stage('done');
    expect(ordersSeen()).toBe(1);
  });

  it('is asked about while a call goes on and for ten seconds, and done when wanted', async () => {
    clock.speed = 5;
    await desk.order(to(number));
    await stage('ringing-other');
    expect(await codeOf(desk.order(to('8 903 000 55 55')))).toBe('order-repeated');
    expect(ordersSeen()).toBe(1);
    clock.speed = speed;
    await desk.order(to(number, true));
    await stage('done');
    expect(ordersSeen()).toBe(2);
  });

  it('is free again after the call', async () => {
    await desk.order(to(number));
    await stage('done');
    expect(await codeOf(desk.order(to(number)))).toBe('none');
  });

  it('is free at once after a refusal', async () => {
    await pbx.down();
    await desk.order(to(number));
    expect((await stage('refused')).error).toMatchObject({ code: 'network', params: { reason: 'refused' } });
    await pbx.up();
    expect(await codeOf(desk.order(to(number)))).toBe('none');
  });
});

describe('a lost answer never rings the client twice', () => {
  it('adopts the task that was created', async () => {
    pbx.fail({ kind: 'lost' }, { action: 'callback_add', times: 1 });
    await desk.order(to(number));
    const done = await stage('done');
    expect(done.taskId).toBe(pbx.tasks[0]?.id);
    expect(pbx.tasks).toHaveLength(1);
    expect(clientRings()).toBe(1);
  });

  it('waits for the task of a PBX that is slow to write it down, however its answer fails', async () => {
    pbx.fail({ kind: 'html', status: 502 }, { action: 'callback_add', times: 1, carriesOut: true });
    await desk.order(to(number));
    await stage('done');
    expect(pbx.tasks).toHaveLength(1);
  });

  it('says after a while that nothing was created, and sends nothing by itself', async () => {
    pbx.fail({ kind: 'reset' }, { action: 'callback_add', times: 1 });
    await desk.order(to(number));
    const lost = await stage('not-created');
    expect(lost.open).toBe(false);
    expect(ordersSeen()).toBe(1);
    expect(pbx.tasks).toHaveLength(0);
  });

  it('does not conclude from a PBX that cannot be asked', async () => {
    pbx.fail({ kind: 'lost' }, { action: 'callback_add', times: 1 });
    const broken = pbx.fail({ kind: 'result', result: false }, { action: 'stat_callback' });
    await desk.order(to(number));
    await stage('checking');
    clock.advance(180_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stage('checking');
    broken();
    await stage('done', 30);
    expect(pbx.tasks).toHaveLength(1);
  });

  it('never takes a colleague’s task, or an earlier one to the same client, for its own', async () => {
    pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005555', cdpn: '101' });
    pbx.fail({ kind: 'reset' }, { action: 'callback_add', times: 1 });
    await desk.order(to(number));
    pbx.addForeignTask({ callTypeId: 1, cgpn: '79030005555', cdpn: '102' });
    await stage('not-created');
  });
});

describe('after a sudden end', () => {
  it('between order and answer, the next start settles it by asking', async () => {
    clock.speed = 1;
    pbx.fail({ kind: 'hang' }, { action: 'callback_add', times: 1, carriesOut: true });
    await desk.order(to(number));
    while (ordersSeen() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    clock.speed = speed;
    await killAndStart();
    await stage('done');
    expect(pbx.tasks).toHaveLength(1);
    expect(clientRings()).toBe(1);
  });

  it('in the moment of grace, nothing is sent later', async () => {
    preferences = { ...preferences, cancelSeconds: 5 };
    clock.speed = 0;
    await desk.order(to(number));
    await killAndStart();
    clock.speed = speed;
    await stage('cancelled');
    clock.advance(60_000);
    expect(ordersSeen()).toBe(0);
  });

  it('follows what the PBX still works on', async () => {
    clock.speed = 1;
    await desk.order(to(number));
    await stage('accepted');
    clock.speed = speed;
    await killAndStart();
    await stage('done');
    expect(ordersSeen()).toBe(1);
  });
});

describe('the moment of grace', () => {
  it('lets a click be taken back before anything is sent', async () => {
    preferences = { ...preferences, cancelSeconds: 5 };
    clock.speed = 0;
    const held = await desk.order(to(number));
    expect(held.stage).toBe('holding');
    expect(await desk.cancel(held.id)).toMatchObject({ stage: 'cancelled', open: false });
    clock.speed = speed;
    clock.advance(60_000);
    expect(pbx.requests.filter((request) => request.action === 'callback_add')).toEqual([]);
  });

  it('ends by itself, and then there is nothing to take back', async () => {
    preferences = { ...preferences, cancelSeconds: 5 };
    const held = await desk.order(to(number));
    await stage('done');
    expect(await codeOf(desk.cancel(held.id))).toBe('order-not-cancellable');
    expect(await codeOf(desk.cancel(randomUUID()))).toBe('not-found');
  });
});

describe('a colleague', () => {
  const colleague = (extension: string): OrderCallback => ({
    target: { kind: 'colleague', extension },
    name: null,
    repeat: false,
  });

  it('is called from the own outside number, which is asked for first', async () => {
    expect(await codeOf(desk.order(colleague('102')))).toBe('own-number-missing');
    preferences = { ...preferences, ownNumber: '+79160000505' };
    await desk.order(colleague('102'));
    const done = await stage('done');
    expect(done).toMatchObject({ target: { kind: 'colleague', display: '102' }, myDisplay: '+7 916 000-05-05' });
    const [request] = pbx.validRequests('callback_add');
    expect(Object.fromEntries(request?.pairs ?? [])).toMatchObject({
      calltypeid: '2',
      cgpn: '79160000505',
      cdpn: '102',
    });
  });

  it('is also who is meant by a short number in the dial field, and is never oneself', async () => {
    preferences = { ...preferences, ownNumber: '+79160000505' };
    expect((await desk.order(to('102'))).target).toMatchObject({ kind: 'colleague', extension: '102' });
    expect(await codeOf(desk.order(to('101')))).toBe('number-extension');
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'number-empty'],
    ['12', 'number-impossible'],
    ['112', 'number-emergency'],
    ['+7 903 000-55-55,,1', 'number-impossible'],
  ])('%j is refused before anything is written or sent: %s', async (written, code) => {
    expect(await codeOf(desk.order(to(written)))).toBe(code);
    expect((await desk.history({ after: null, limit: 10 })).items).toEqual([]);
    expect(pbx.requests).toEqual([]);
  });

  it('a task that the PBX no longer knows is told to be gone', async () => {
    clock.speed = 1;
    await desk.order(to(number));
    await stage('accepted');
    pbx.fail({ kind: 'result', result: 'Task is invalid' }, { action: 'stat_callback' });
    clock.speed = speed;
    expect((await stage('vanished')).open).toBe(false);
  });
});

describe('the cards', () => {
  it('make room for a new order: what succeeded or was cancelled leaves, what failed stays', async () => {
    const spoke = await desk.order(to('+7 903 000-55-55'));
    await stage('done');
    const shown = async () => (await desk.cards()).map(({ id }) => id);
    expect(await shown()).toEqual([spoke.id]);

    preferences = { ...preferences, tries: 1 };
    const busy = await desk.order(to('+7 903 000-55-17'));
    expect(await stage('failed')).toMatchObject({ id: busy.id });
    await vi.waitFor(async () => expect(await shown()).toEqual([busy.id]));

    preferences = { ...preferences, cancelSeconds: 10 };
    const regretted = await desk.order(to('+7 903 000-55-56'));
    await desk.cancel(regretted.id);
    expect(await shown()).toEqual([regretted.id, busy.id]);

    const last = await desk.order(to('+7 903 000-55-57'));
    await vi.waitFor(async () => expect(await shown()).toEqual([last.id, busy.id]));
    expect((await desk.history({ after: null, limit: 9 })).items).toHaveLength(4);
  });
});
