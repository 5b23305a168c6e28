import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VatsClient, VatsClientOptions } from '../../../src-main/vats/client.ts';
import { failureOf as failureAt } from './failures.ts';
import { Failure } from '../../../src-main/contract/errors.ts';
import { selfSigned } from './self-signed.ts';
import { StubPbx } from './stub-pbx.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();

const pbx: { current: StubPbx } = { current: new StubPbx() };
beforeEach(async () => {
  pbx.current = new StubPbx();
  await pbx.current.start();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  await pbx.current.stop();
});

const failureOf = (promise: Promise<unknown>) => failureAt(pbx.current, promise);
const client = (options: Partial<VatsClientOptions> = {}) => pbx.current.client(options);
const ring = (client: VatsClient) => client.addCallback({ first: 'b', cgpn: '79031112233', cdpn: '101' });
const at = (port: number, options: Partial<VatsClientOptions> = {}) =>
  client({ apiUrl: `http://127.0.0.1:${port}/api`, ...options });

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
