import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionNames } from '../../../src-main/vats/actions.ts';
import type { VatsClient } from '../../../src-main/vats/client.ts';
import { checkOf } from '../../../src-main/vats/sign.ts';
import { hangsUp, says, secretKey, sends, staysSilent, StubPbx } from './stub-pbx.ts';
import { answered } from './vectors.ts';

const pbx: { current: StubPbx } = { current: new StubPbx() };
beforeEach(async () => {
  pbx.current = new StubPbx();
  await pbx.current.start();
});
afterEach(() => pbx.current.stop());

const order = { first: 'a', cgpn: '79031112233', cdpn: '101', tries: 3, pauseSeconds: 120, delaySeconds: 0 } as const;

/** One call of each action, the answer it gets, and the pairs that must be sent between `domain` and `check`. */
const calls: Record<
  (typeof actionNames)[number],
  [result: unknown, run: (client: VatsClient) => Promise<unknown>, sent: string]
> = {
  onlycheck: ['OK', (client) => client.check(), ''],
  callback_add: [
    '102',
    (client) => client.addCallback({ ...order, minTalkSeconds: 3, at: '2014-11-25T15:00:00' }),
    'calltypeid=2&cgpn=79031112233&cdpn=101&calldt=2014-11-25T15:00:00&trycount=3&trypause=120&durmin=3&calldelay=0',
  ],
  stat_callback: [
    [],
    (client) =>
      client.tasks({
        limit: 20,
        afterTaskId: 52,
        cdpn: '101',
        detail: true,
        taskId: 53,
        orderBy: 'task_id',
        order: 'desc',
      }),
    'cdpn=101&detail=1&task=53&last_task=52&data_count=20&order_field=task_id&order_type=desc',
  ],
  free_numbers: [[], (client) => client.freeNumbers(), ''],
  sip_accounts: [[], (client) => client.sipAccounts(), ''],
  call_records: [
    [],
    (client) => client.records('call', '2015-12-31', '2016-01-01'),
    'dtStart=31.12.2015&dtEnd=01.01.2016',
  ],
  fax_files: [[], (client) => client.records('fax', '2016-01-01', '2016-01-01'), 'dtStart=01.01.2016&dtEnd=01.01.2016'],
  voicemail_files: [
    [],
    (client) => client.records('voicemail', '2016-01-01', '2016-01-02'),
    'dtStart=01.01.2016&dtEnd=02.01.2016',
  ],
};

describe.each(['post', 'get'] as const)('by %s', (transport) => {
  it.each(actionNames)('%s is sent once, signed, in the order of the table', async (action) => {
    const [result, run, sent] = calls[action];
    pbx.current.reply = says(result);
    const client = pbx.current.client({ transport });
    // `check` begins with POST whatever the client was told.
    const method = action === 'onlycheck' ? 'POST' : transport.toUpperCase();
    await run(client);
    expect(pbx.current.requests).toHaveLength(1);
    const [request] = pbx.current.requests;
    const pairs = request?.pairs ?? [];
    const unsigned = pairs.slice(0, -1);
    expect(request?.method).toBe(method);
    expect(unsigned).toEqual([['action', action], ['domain', 'vats11.vats.cifra1.ru'], ...new URLSearchParams(sent)]);
    expect(pairs.at(-1)).toEqual(['check', checkOf(unsigned, secretKey)]);
    if (method === 'POST') {
      expect(request?.url).toBe('/api');
      expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    } else {
      expect(request?.headers['content-length']).toBeUndefined();
    }
  });

  it('the address keeps a path and a query of its own', async () => {
    const client = pbx.current.client({ transport, apiUrl: `${pbx.current.url}/v2?tenant=a%20b&x='` });
    pbx.current.reply = says([]);
    await client.sipAccounts();
    expect(pbx.current.requests[0]?.url).toMatch(/^\/api\/v2\?tenant=a%20b&x=(%27|')(&action=.*&check=[0-9a-f]{32})?$/);
    expect(pbx.current.requests[0]?.pairs.map(([name]) => name)).toEqual(['tenant', 'x', 'action', 'domain', 'check']);
  });
});

describe('checking an account', () => {
  it('finds POST and leaves it at that', async () => {
    const client = pbx.current.client({ transport: 'get' });
    expect(await client.check()).toBe('post');
    expect(client.transport).toBe('post');
    expect(pbx.current.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  for (const [what, refusal] of [
    ['an HTTP error', sends(405)],
    ['a redirect', sends(302, '', { location: '/elsewhere' })],
    ['a page', sends(200, '<html>Log in</html>')],
    ['nothing', sends(200)],
  ] as const) {
    it(`goes over to GET when POST gets ${what}, and stays with it`, async () => {
      pbx.current.reply = (response, request) => (request.method === 'POST' ? refusal : says('OK'))(response, request);
      const client = pbx.current.client();
      expect(await client.check()).toBe('get');
      pbx.current.reply = says([]);
      await client.sipAccounts();
      expect(pbx.current.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
    });
  }

  it('does not try GET when the API itself answered', async () => {
    pbx.current.reply = says('Request is Not Valid');
    await expect(pbx.current.client().check()).rejects.toMatchObject({ code: 'bad-signature', delivery: 'answered' });
    expect(pbx.current.requests).toHaveLength(1);
  });

  it('does not try GET when there was no connection', async () => {
    pbx.current.reply = hangsUp;
    await expect(pbx.current.client().check()).rejects.toMatchObject({ code: 'network' });
    expect(new Set(pbx.current.requests.map(({ method }) => method))).toEqual(new Set(['POST']));
  });

  it('tells what the API said by GET, when it was there', async () => {
    pbx.current.reply = (response, request) =>
      (request.method === 'POST' ? sends(403) : says('Domain Not Found'))(response, request);
    const client = pbx.current.client();
    await expect(client.check()).rejects.toMatchObject({ code: 'unknown-domain' });
    expect(client.transport).toBe('post');
  });

  it('tells what POST met when GET led nowhere either', async () => {
    pbx.current.reply = (response, request) => (request.method === 'POST' ? sends(404) : sends(410))(response, request);
    await expect(pbx.current.client().check()).rejects.toMatchObject({ code: 'http-status', params: { status: 404 } });
  });
});

describe('one task', () => {
  it('comes with its attempts', async () => {
    pbx.current.reply = sends(200, answered('stat_callback: detail'));
    const task = await pbx.current.client().task(66);
    expect(task.attempts).toHaveLength(3);
    expect(pbx.current.requests[0]?.pairs).toContainEqual(['detail', '1']);
  });

  it('that is not in the answer is unknown', async () => {
    pbx.current.reply = says([]);
    await expect(pbx.current.client().task(66)).rejects.toMatchObject({ code: 'unknown-task' });
    pbx.current.reply = says('Task is invalid');
    await expect(pbx.current.client().task(66)).rejects.toMatchObject({ code: 'unknown-task' });
  });

  it('that cannot be read is not said to be gone', async () => {
    pbx.current.reply = says({ 66: { task_id: 'x' } });
    await expect(pbx.current.client().task(66)).rejects.toMatchObject({ code: 'bad-answer' });
  });
});

describe('the state of the connection', () => {
  it('is told after each request, once, whatever the repetitions', async () => {
    const { client, outcomes } = pbx.current.listened();
    pbx.current.reply = (response, request) =>
      (pbx.current.requests.length < 3 ? sends(503) : says([]))(response, request);
    await client.sipAccounts();
    pbx.current.reply = says('Request is Not Valid');
    await client.freeNumbers().catch(() => undefined);
    await new Promise(setImmediate);
    expect(outcomes).toMatchObject([
      { action: 'sip_accounts', failure: null },
      { action: 'free_numbers', failure: { code: 'bad-signature', delivery: 'answered' } },
    ]);
  });

  it('is not judged by our own mistakes, nor by what was broken off', async () => {
    const stop = new AbortController();
    const { client, outcomes } = pbx.current.listened();
    await client.addCallback({ ...order, pauseSeconds: 5 }).catch(() => undefined);
    pbx.current.reply = () => stop.abort();
    await client.sipAccounts({ signal: stop.signal }).catch(() => undefined);
    await new Promise(setImmediate);
    expect(outcomes).toEqual([]);
  });
});

describe('the clock', () => {
  it('is corrected by the date of any answer', async () => {
    const client = pbx.current.client();
    const ahead = () => new Date(Date.now() + 5 * 3_600_000).toUTCString();
    pbx.current.reply = (response, request) => sends(404, '', { date: ahead() })(response, request);
    await client.sipAccounts().catch(() => undefined);
    expect(Math.abs(client.clock.nowMs() - Date.now() - 5 * 3_600_000)).toBeLessThan(2_000);
  });

  it('is not corrected by an answer out of a cache', async () => {
    const client = pbx.current.client();
    pbx.current.reply = says([], { date: new Date(Date.now() - 7_200_000).toUTCString(), age: '7200' });
    await client.sipAccounts();
    expect(client.clock.correctionMs).toBe(0);
  });
});

describe('connections', () => {
  it('are kept for what may be repeated, and new for an order', async () => {
    const client = pbx.current.client();
    pbx.current.reply = says([]);
    await client.sipAccounts();
    await client.sipAccounts();
    expect(pbx.current.connections).toBe(1);
    pbx.current.reply = says('102');
    await client.addCallback(order);
    await client.addCallback(order);
    expect(pbx.current.connections).toBe(3);
  });

  it('end with the client, and so do its requests', async () => {
    const client = pbx.current.client();
    pbx.current.reply = staysSilent;
    const pending = client.sipAccounts();
    setTimeout(() => client.close(), 50);
    await expect(pending).rejects.toMatchObject({ code: 'network', params: { reason: 'aborted' } });
    await expect(client.check()).rejects.toMatchObject({ params: { reason: 'aborted' }, delivery: 'not-sent' });
  });
});

it('several requests at once do not get in each other’s way', async () => {
  const client = pbx.current.client();
  pbx.current.reply = (response, request) => {
    const cdpn = request.pairs.find(([name]) => name === 'cdpn')?.[1];
    setTimeout(() => says({ 1: { task_id: cdpn } })(response, request), Math.random() * 20);
  };
  const asked = Array.from({ length: 30 }, (_, index) => 100 + index);
  const answers = await Promise.all(asked.map((cdpn) => client.tasks({ cdpn: String(cdpn) })));
  expect(answers.map(({ records }) => records[0]?.taskId)).toEqual(asked);
});
