import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VatsClient, VatsClientOptions } from '../../../src-main/vats/client.ts';
import { failureOf as failureAt } from './failures.ts';
import { systemClock, type Clock } from '../../../src-main/clock.ts';
import { hangsUp, says, sends, staysSilent, StubPbx } from './stub-pbx.ts';

const pbx: { current: StubPbx } = { current: new StubPbx() };
beforeEach(async () => {
  pbx.current = new StubPbx();
  await pbx.current.start();
});
afterEach(() => pbx.current.stop());

const failureOf = (promise: Promise<unknown>) => failureAt(pbx.current, promise);
const client = (options: Partial<VatsClientOptions> = {}) => pbx.current.client(options);
const ring = (client: VatsClient) => client.addCallback({ first: 'b', cgpn: '79031112233', cdpn: '101' });
const ask = (client: VatsClient) => client.sipAccounts();

describe('what may be repeated', () => {
  const refusals: [string, StubPbx['reply'], number][] = [
    ['a server error', sends(500), 3],
    ['a gateway’s error', sends(503, 'x'.repeat(100_000)), 3],
    ['a cut connection', hangsUp, 3],
    ['a client error', sends(404), 1],
    ['a redirect', sends(301, '', { location: '/api' }), 1],
    ['a page', sends(200, '<html>'), 1],
    ['an error of the API', says('Request is Not Valid'), 1],
    ['silence', staysSilent, 1],
  ];
  for (const [what, reply, times] of refusals) {
    it(`is asked ${times === 1 ? 'once' : 'three times'} when it meets ${what}`, async () => {
      pbx.current.reply = reply;
      await failureOf(ask(client({ timeouts: { response: 150 } })));
      expect(pbx.current.requests).toHaveLength(times);
    });
  }

  it('succeeds when the server comes back', async () => {
    pbx.current.reply = (response, request) =>
      (pbx.current.requests.length === 1 ? sends(502) : pbx.current.requests.length === 2 ? hangsUp : says([]))(
        response,
        request,
      );
    expect(await ask(client())).toEqual({ records: [], rejected: 0 });
  });

  it('waits a random, growing time in between', async () => {
    const waits: number[] = [];
    const clock: Clock = {
      ...systemClock,
      after: (delayMs, run) => {
        waits.push(delayMs);
        return systemClock.after(0, run);
      },
    };
    pbx.current.reply = sends(500);
    for (let round = 0; round < 30; round += 1) {
      await failureOf(ask(client({ clock, retries: { limit: 2, firstWaitMs: 100 } })));
    }
    const [first, second] = [0, 1].map((parity) => waits.filter((_, index) => index % 2 === parity));
    expect(first).toHaveLength(30);
    expect(Math.max(...(first ?? []))).toBeLessThanOrEqual(100);
    expect(Math.max(...(second ?? []))).toBeLessThanOrEqual(300);
    expect(Math.max(...(second ?? []))).toBeGreaterThan(100);
    expect(new Set(waits).size).toBeGreaterThan(50);
  });

  it('can be broken off while it waits', async () => {
    const stop = new AbortController();
    pbx.current.reply = sends(500);
    const failure = failureOf(client({ retries: { limit: 2, firstWaitMs: 1e9 } }).sipAccounts({ signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect(await failure).toMatchObject({ params: { reason: 'aborted' } });
    expect(pbx.current.requests).toHaveLength(1);
  });
});

describe('a redirect', () => {
  it('is not followed: the signed request goes to no other address', async () => {
    pbx.current.reply = (response, request) =>
      (request.url === '/api' ? sends(307, '', { location: '/stolen' }) : says([]))(response, request);
    expect(await failureOf(ask(client()))).toMatchObject({ code: 'http-status', params: { status: 307 } });
    expect(pbx.current.requests.map(({ url }) => url)).toEqual(['/api']);
  });
});

describe('an answer that is too long', () => {
  it('is not read to its end', async () => {
    let sent = 0;
    pbx.current.reply = (response) => {
      const chunk = Buffer.alloc(64 * 1024, ' ');
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', pour);
      pour();
    };
    const failure = await failureOf(ask(client({ maxBytes: 1024 * 1024 })));
    expect(failure).toMatchObject({ code: 'bad-answer', params: { reason: 'too-large' } });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('is measured unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    pbx.current.reply = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    expect(await failureOf(ask(client({ maxBytes: 1024 * 1024 })))).toMatchObject({ params: { reason: 'too-large' } });
  });

  it('is fine up to the limit, packed or not', async () => {
    const body = JSON.stringify({ result: [] }).padEnd(1024 * 1024);
    for (const reply of [
      sends(200, body),
      ((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body))) as StubPbx['reply'],
    ]) {
      pbx.current.reply = reply;
      expect(await ask(client({ maxBytes: 1024 * 1024 }))).toEqual({ records: [], rejected: 0 });
    }
  });
});

it('bytes that are no UTF-8 cost a letter, not the answer', async () => {
  const body = Buffer.concat([
    Buffer.from('{"result":[{"sip_user_name":"101","vats_user_name":"'),
    Buffer.from([0xc8, 0xe2]),
    Buffer.from('"}]}'),
  ]);
  pbx.current.reply = (response) => response.end(body);
  expect((await ask(client())).records[0]?.userName).toBe('\uFFFD\uFFFD');
});

it('by GET, no error shows the address with the signature', async () => {
  for (const reply of [hangsUp, sends(500), sends(200, '<html>'), says('Request is Not Valid')]) {
    pbx.current.reply = reply;
    await failureOf(ask(client({ transport: 'get' })));
    await failureOf(ring(client({ transport: 'get' })));
  }
});

it('on a kept connection that the server just closed, nothing is said to be «not sent»', async () => {
  const asking = client({ retries: { limit: 0, firstWaitMs: 1 } });
  pbx.current.reply = says([]);
  await ask(asking);
  pbx.current.reply = hangsUp;
  expect(await failureOf(ask(asking))).toMatchObject({ delivery: 'unknown', params: { reason: 'reset' } });
  expect(pbx.current.requests.map(({ connection }) => connection)).toEqual([1, 1]);
});
