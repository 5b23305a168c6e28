import { describe, expect, it } from 'vitest';
import type { VatsClient } from '../../src-main/vats/client.ts';
import type { ErrorCode, Params } from '../../src-main/contract/errors.ts';
import type { Delivery } from '../../src-main/vats/failure.ts';
import { badRecords, type Fault } from '../../src-main/demo/faults.ts';
import { failureOf, setUp, TODAY } from './company.ts';

/** Short enough for a test, long enough for two busy cores. */
const impatient = { timeouts: { response: 400, read: 400, request: 800 } };

interface Expected {
  code: ErrorCode;
  delivery: Delivery;
  params: Params;
}

const network = (reason: string): Expected => ({ code: 'network', delivery: 'unknown', params: { reason } });
const badAnswer = (reason: string): Expected => ({ code: 'bad-answer', delivery: 'unknown', params: { reason } });
const status = (number: number): Expected => ({ code: 'http-status', delivery: 'unknown', params: { status: number } });
const says = (code: ErrorCode, params: Params = {}): Expected => ({ code, delivery: 'answered', params });

/** Each fault, what the client makes of it, and how many requests a reading action sends until it gives up. */
const table: [name: string, fault: Fault, expected: Expected, sent: number][] = [
  ['no answer at all', { kind: 'hang' }, network('timeout'), 1],
  ['the connection is cut', { kind: 'reset' }, network('reset'), 3],
  ['the answer is lost', { kind: 'lost' }, network('reset'), 3],
  ['the answer is later than anybody waits', { kind: 'late', delayMs: 60_000 }, network('timeout'), 1],
  ['the answer drips in too slowly', { kind: 'slow', everyMs: 150 }, network('timeout'), 1],
  ['an HTML page', { kind: 'html' }, badAnswer('html'), 1],
  ["a proxy's error page", { kind: 'html', status: 502 }, status(502), 3],
  ['HTTP 503', { kind: 'status', status: 503 }, status(503), 3],
  ['HTTP 403', { kind: 'status', status: 403 }, status(403), 1],
  ['a redirect', { kind: 'redirect' }, status(302), 1],
  ['half of the JSON', { kind: 'cut' }, badAnswer('not-json'), 1],
  ['half of the JSON and a cut connection', { kind: 'broken' }, network('reset'), 3],
  ["PHP's notice before the JSON", { kind: 'notice' }, badAnswer('html'), 1],
  ['an empty answer', { kind: 'empty' }, badAnswer('empty'), 1],
  ['false instead of data', { kind: 'result', result: false }, badAnswer('wrong-shape'), 1],
  ['null instead of data', { kind: 'result', result: null }, badAnswer('wrong-shape'), 1],
  [
    'a sentence',
    { kind: 'result', result: 'Database is gone' },
    says('server-message', { text: 'Database is gone' }),
    1,
  ],
];

const readings: [name: string, ask: (client: VatsClient) => Promise<unknown>][] = [
  ['stat_callback', (client) => client.tasks({ detail: true })],
  ['sip_accounts', (client) => client.sipAccounts()],
  ['free_numbers', (client) => client.freeNumbers()],
  ['call_records', (client) => client.records('call', TODAY, TODAY)],
  ['fax_files', (client) => client.records('fax', TODAY, TODAY)],
  ['voicemail_files', (client) => client.records('voicemail', TODAY, TODAY)],
];

const order = { first: 'b', cgpn: '79750120143', cdpn: '101' } as const;

describe.each(table)('%s', (_name, fault, expected, sent) => {
  it('is the same clear failure for every reading action, never an empty list; repeated only where it may pass', async () => {
    const { pbx, client } = await setUp({ client: impatient });
    pbx.fail(fault);
    const failures = await Promise.all(readings.map(async ([, ask]) => failureOf(ask(client))));
    for (const [index, [name]] of readings.entries()) {
      expect(failures[index], name).toMatchObject(expected);
      expect(pbx.validRequests(name), name).toHaveLength(sent);
    }
    pbx.heal();
    for (const [name, ask] of readings) await expect(ask(client), name).resolves.toBeDefined();
  });

  it('never sends a callback twice, and never says «not sent» of one that may exist', async () => {
    const { pbx, clock, client } = await setUp({ client: impatient });
    pbx.fail(fault);
    const failure = await failureOf(client.addCallback(order));
    expect(failure).toMatchObject(expected);
    clock.advance(600_000);
    expect(pbx.validRequests('callback_add')).toHaveLength(1);
    if (pbx.tasks.length > 0) expect(failure.delivery).toBe('unknown');
    // At most one task: each side was rung no more than once.
    expect(pbx.rings.filter(({ leg }) => leg === 'employee').length).toBe(pbx.tasks.length);
    expect(pbx.rings.filter(({ leg }) => leg === 'client').length).toBe(pbx.tasks.length);
  });
});

describe('nobody listens', () => {
  it('is a refused connection: certainly not sent, so a callback may be ordered again', async () => {
    const { pbx, client } = await setUp({ client: impatient });
    await pbx.down();
    const refused = { code: 'network', delivery: 'not-sent', params: { reason: 'refused' } };
    expect(await failureOf(client.sipAccounts())).toMatchObject(refused);
    expect(await failureOf(client.addCallback(order))).toMatchObject(refused);
    await pbx.up();
    await client.addCallback(order);
    expect(pbx.tasks).toHaveLength(1);
  });

  it('for a moment only: a reading action goes on by itself, on a new connection', async () => {
    const { pbx, client } = await setUp({ client: { retries: { limit: 5, firstWaitMs: 100 } } });
    await client.sipAccounts();
    await pbx.down();
    const asked = client.sipAccounts();
    await pbx.up();
    await expect(asked).resolves.toHaveProperty('rejected', 0);
  });
});

describe('a fault that passes', () => {
  it('is not noticed by who reads', async () => {
    const { pbx, client } = await setUp();
    pbx.fail({ kind: 'html', status: 502 }, { times: 1 });
    pbx.fail({ kind: 'reset' }, { times: 1 });
    expect((await client.sipAccounts()).records).toHaveLength(17);
    expect(pbx.validRequests('sip_accounts').map(({ fault }) => fault)).toEqual(['reset', 'html', null]);
  });

  it('a slow answer is waited for', async () => {
    const { pbx, client } = await setUp();
    pbx.fail({ kind: 'slow', everyMs: 1 }, { action: 'onlycheck' });
    expect(await client.check()).toBe('post');
  });
});

describe('bad records among good ones', () => {
  it.each(readings.filter(([name]) => name !== 'free_numbers'))(
    '%s: the good ones are kept, the bad ones counted',
    async (_name, ask) => {
      const { pbx, client } = await setUp();
      for (const kind of ['call', 'fax', 'voicemail'] as const) pbx.addRecord(kind);
      await client.addCallback(order);
      const good = (await ask(client)) as { records: unknown[]; rejected: number };
      pbx.fail({ kind: 'bad-records' });
      const mixed = (await ask(client)) as { records: unknown[]; rejected: number };
      expect(good.rejected).toBe(0);
      expect(good.records.length).toBeGreaterThan(0);
      expect(mixed.records).toEqual(good.records);
      expect(mixed.rejected).toBe(badRecords.length);
    },
  );

  it('free_numbers: every good region is kept', async () => {
    const { pbx, client } = await setUp();
    const good = await client.freeNumbers();
    pbx.fail({ kind: 'bad-records' });
    const mixed = await client.freeNumbers();
    for (const region of good.records) expect(mixed.records).toContainEqual(region);
    expect(mixed.rejected).toBeGreaterThan(0);
  });
});

describe('an answer lost after the task was created', () => {
  it('can be settled by asking: one task with this client and this extension, newer than the last one known', async () => {
    const { pbx, clock, client } = await setUp();
    const before = (await client.tasks({ cdpn: '101' })).records.at(-1)?.taskId ?? 0;
    pbx.fail({ kind: 'lost' }, { action: 'callback_add' });
    expect(await failureOf(client.addCallback(order))).toMatchObject({ delivery: 'unknown', retry: false });
    const { records } = await client.tasks({ cdpn: '101', afterTaskId: before });
    expect(records).toHaveLength(1);
    expect(records[0]?.cgpn.slice(-10)).toBe(order.cgpn.slice(-10));
    clock.advance(600_000);
    expect(pbx.rings.filter(({ leg }) => leg === 'client')).toHaveLength(1);
  });
});

describe('which way works', () => {
  it('a web server that refuses POST: GET is found, and used from then on', async () => {
    const { pbx, client } = await setUp();
    pbx.fail({ kind: 'status', status: 403 }, { action: 'onlycheck', times: 1 });
    expect(await client.check()).toBe('get');
    await client.sipAccounts();
    expect(pbx.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
  });

  it('a wrong key is no reason to try GET', async () => {
    const { pbx, clientWith } = await setUp();
    expect(await failureOf(clientWith({ key: () => 'no' }).check())).toMatchObject({ code: 'bad-signature' });
    expect(pbx.requests).toHaveLength(1);
  });
});
