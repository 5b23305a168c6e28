import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import { systemClock, type Clock } from '../../../src-main/clock.ts';
import { VatsFailure } from '../../../src-main/vats/failure.ts';
import type { VatsClient, VatsClientOptions } from '../../../src-main/vats/client.ts';
import { selfSigned } from './self-signed.ts';
import { hangsUp, says, secretKey, sends, staysSilent, StubPbx } from './stub-pbx.ts';

const pbx: { current: StubPbx } = { current: new StubPbx() };
const servers: Server[] = [];
const sockets = new Set<Socket>();
beforeEach(async () => {
  pbx.current = new StubPbx();
  await pbx.current.start();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  await pbx.current.stop();
});

const order = { first: 'b', cgpn: '79031112233', cdpn: '101' } as const;
const ask = (client: VatsClient) => client.sipAccounts();
const ring = (client: VatsClient) => client.addCallback(order);

async function failureOf(promise: Promise<unknown>): Promise<VatsFailure> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(VatsFailure);
  expectNoSecrets(error);
  return error as VatsFailure;
}

/** Whatever can be reached from the error by any property: no key, no signature, no address, no number. */
function expectNoSecrets(error: unknown): void {
  const checks = pbx.current.requests.flatMap(({ pairs }) =>
    pairs.filter(([name]) => name === 'check').map(([, value]) => value),
  );
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const secret of [secretKey, '79031112233', 'check=', '/api', ...checks]) expect(value).not.toContain(secret);
    }
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) walk((value as Record<PropertyKey, unknown>)[key]);
  };
  const own = error as Error & { cause?: unknown };
  walk({ ...own, name: own.name, message: own.message, cause: own.cause, view: (error as VatsFailure).view() });
  expect(own.cause).toBeUndefined();
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secretKey);
}

/** A server that speaks no HTTP; gives its port. */
async function raw(
  onSocket: (socket: Socket) => void,
  make = createServer as (on: (socket: Socket) => void) => Server,
): Promise<number> {
  const server = make((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const client = (options: Partial<VatsClientOptions> = {}) => pbx.current.client(options);
const at = (port: number, options: Partial<VatsClientOptions> = {}) =>
  client({ apiUrl: `http://127.0.0.1:${port}/api`, ...options });

describe('nobody was reached, which is certain', () => {
  it('when the connection is refused', async () => {
    const port = await raw(() => undefined);
    servers.pop()?.close();
    const failure = await failureOf(ring(at(port)));
    expect(failure).toMatchObject({ code: 'network', delivery: 'not-sent', retry: true });
    expect(failure.params).toEqual({ reason: 'refused', detail: 'ECONNREFUSED' });
  });

  it('when the name does not exist', async () => {
    const failure = await failureOf(ring(client({ apiUrl: 'https://nobody.invalid/api' })));
    expect(failure).toMatchObject({ code: 'network', delivery: 'not-sent', params: { reason: 'dns' } });
  });

  it('when the other side speaks no TLS', async () => {
    const port = await raw((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const failure = await failureOf(ring(client({ apiUrl: `https://127.0.0.1:${port}/api` })));
    expect(failure).toMatchObject({ code: 'network', delivery: 'not-sent', retry: false, params: { reason: 'tls' } });
  });

  it('when the other side hangs up in the handshake', async () => {
    const port = await raw((socket) => socket.on('data', () => socket.destroy()));
    const failure = await failureOf(ring(client({ apiUrl: `https://127.0.0.1:${port}/api` })));
    expect(failure).toMatchObject({ code: 'network', delivery: 'not-sent', params: { reason: 'reset' } });
  });

  it('when the handshake takes too long', async () => {
    const port = await raw(() => undefined);
    const failure = await failureOf(
      ring(client({ apiUrl: `https://127.0.0.1:${port}/api`, timeouts: { secureConnect: 80 } })),
    );
    expect(failure).toMatchObject({
      code: 'network',
      delivery: 'not-sent',
      params: { reason: 'timeout', detail: 'TIMEOUT_SECURECONNECT' },
    });
  });

  it('when the certificate is not trusted: the request is not even shown to who holds it', async () => {
    let heard = '';
    const port = await raw(
      (socket) => socket.on('data', (chunk) => (heard += chunk.toString())),
      (on) => createTlsServer(selfSigned, on),
    );
    const failure = await failureOf(ring(client({ apiUrl: `https://127.0.0.1:${port}/api` })));
    expect(failure).toMatchObject({ code: 'network', delivery: 'not-sent', retry: false, params: { reason: 'tls' } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toBe('');
  });

  it('when there is no key', async () => {
    const withoutKey = client({
      key: () => {
        throw new Failure('key-missing');
      },
    });
    expect(await failureOf(ring(withoutKey))).toMatchObject({ code: 'key-missing', delivery: 'not-sent' });
    expect(pbx.current.requests).toEqual([]);
  });

  it('when the day is none', async () => {
    for (const day of ['2016-1-1', '', '31.12.2015', 'today']) {
      expect(await failureOf(client().records('call', day, '2016-01-01'))).toMatchObject({
        code: 'bad-parameter',
        delivery: 'not-sent',
      });
    }
  });

  it('when it was broken off before it began', async () => {
    const failure = await failureOf(client().sipAccounts({ signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ code: 'network', delivery: 'not-sent', params: { reason: 'aborted' } });
    expect(pbx.current.requests).toEqual([]);
  });
});

describe('an order whose fate is unknown', () => {
  const unknown: [string, StubPbx['reply'], object][] = [
    [
      'the connection is cut before the answer',
      hangsUp,
      { code: 'network', params: { reason: 'reset', detail: 'ECONNRESET' } },
    ],
    [
      'the connection is cut in the answer',
      (response) => {
        response.writeHead(200, { 'content-length': '400' }).write('{"result":"10');
        setTimeout(() => response.destroy(), 20);
      },
      { code: 'network', params: { reason: 'reset' } },
    ],
    [
      'the connection is cut in an answer of unknown length',
      (response) => {
        response.write('{"result":"10');
        setTimeout(() => response.destroy(), 20);
      },
      { code: 'network', params: { reason: 'reset' } },
    ],
    [
      'the answer does not come in time',
      staysSilent,
      { code: 'network', params: { reason: 'timeout', detail: 'TIMEOUT_RESPONSE' } },
    ],
    [
      'the answer drips',
      (response) => {
        const drip = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(drip));
      },
      { code: 'network', params: { reason: 'timeout', detail: 'TIMEOUT_READ' } },
    ],
    ['a gateway answers', sends(502, '<html>Bad Gateway</html>'), { code: 'http-status', params: { status: 502 } }],
    ['a page comes', sends(200, '<html>Log in</html>'), { code: 'bad-answer', params: { reason: 'html' } }],
    [
      'a PHP notice comes first',
      sends(200, '<b>Notice</b>\n{"result":"7"}'),
      { code: 'bad-answer', params: { reason: 'html' } },
    ],
    ['the JSON is cut off', sends(200, '{"result":"10'), { code: 'bad-answer', params: { reason: 'not-json' } }],
    ['nothing comes', sends(200), { code: 'bad-answer', params: { reason: 'empty' } }],
    ['the answer is no id', says(false), { code: 'bad-answer', params: { reason: 'wrong-shape' } }],
    ['it is sent elsewhere', sends(307, '', { location: '/other' }), { code: 'http-status', params: { status: 307 } }],
    [
      'the answer is no HTTP',
      (response) => response.socket?.end('SIP/2.0 200 OK\r\n\r\n'),
      { code: 'network', params: { reason: 'other' } },
    ],
    ['the packing of the answer is broken', sends(200, 'no gzip', { 'content-encoding': 'gzip' }), { code: 'network' }],
  ];
  for (const [what, reply, expected] of unknown) {
    it(`because ${what}, is sent once and does not invite to try again`, async () => {
      pbx.current.reply = reply;
      const failure = await failureOf(ring(client({ timeouts: { response: 200, read: 200 } })));
      expect(failure).toMatchObject({ delivery: 'unknown', retry: false, ...expected });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(pbx.current.requests).toHaveLength(1);
    });
  }

  it('because the client was closed under way', async () => {
    const closing = client();
    pbx.current.reply = () => closing.close();
    expect(await failureOf(ring(closing))).toMatchObject({ delivery: 'unknown', params: { reason: 'aborted' } });
  });
});

describe('an order that was refused', () => {
  for (const [text, code] of [
    ['Request is Not Valid', 'bad-signature'],
    ['Parameter cgpn – Incorrect', 'bad-parameter'],
    ['Нет денег', 'server-message'],
  ] as const) {
    it(`with «${text}» was answered, once`, async () => {
      pbx.current.reply = says(text);
      expect(await failureOf(ring(client()))).toMatchObject({ code, delivery: 'answered', retry: false });
      expect(pbx.current.requests).toHaveLength(1);
    });
  }
});

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

describe('the client is not made', () => {
  for (const [options, code] of [
    [{ apiUrl: 'http://pbx.example/api' }, 'address-insecure'],
    [{ apiUrl: 'pbx' }, 'address-invalid'],
    [{ timeZone: 'Europe/Mosccow' }, 'zone-invalid'],
  ] as const) {
    it(`with ${JSON.stringify(options)}`, () => {
      expect(() => client(options)).toThrow(expect.objectContaining({ code }) as Error);
    });
  }
});
