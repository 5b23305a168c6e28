import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { VatsClient } from '../../../src-main/vats/client.ts';
import { selfSigned } from './self-signed.ts';

const order = { first: 'b', cgpn: '79031112233', cdpn: '101' } as const;
const trusted = getCACertificates('default');
const pbx = createTlsServer(selfSigned, (request, response) => {
  heard += 1;
  heardHeaders = request.rawHeaders.join(' ');
  request.resume().on('end', () => response.end('{"result":"102"}'));
});
let heard = 0;
let heardHeaders = '';

/** A proxy as companies have it: it lets through who gives the right name and password. */
let answer: 'through' | 'denied' | 'cut' | 'silent' = 'through';
let open = 0;
let seen: string[] = [];
let proxy: Server;
let client: VatsClient;

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  setDefaultCACertificates([...trusted, selfSigned.cert]);
  await listen(pbx as unknown as Server);
});
afterAll(() => {
  pbx.close();
  setDefaultCACertificates(trusted);
});

beforeEach(async () => {
  [heard, seen, answer, open] = [0, [], 'through', 0];
  proxy = createServer((_, response) => response.writeHead(500).end());
  proxy.on('connect', (request, socket) => {
    seen.push(String(request.url));
    open += 1;
    socket.on('close', () => (open -= 1)).on('error', () => undefined);
    if (answer === 'silent') return;
    const from = Buffer.from(String(request.headers['proxy-authorization']).slice(6), 'base64').toString();
    if (answer === 'cut') return void socket.destroy();
    if (from !== 'anna@office:s p') return void socket.end('HTTP/1.1 407 Who are you\r\n\r\n');
    if (answer === 'denied') return void socket.end('HTTP/1.1 403 No\r\n\r\n');
    const [host, port] = String(request.url).split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await listen(proxy);
});
afterEach(() => {
  client.close();
  proxy.close();
});

function clientThrough(proxyUrl: string | null): VatsClient {
  client = new VatsClient({
    apiUrl: `https://127.0.0.1:${portOf(pbx)}/api`,
    domain: 'd',
    timeZone: 'Europe/Moscow',
    transport: 'post',
    key: () => 'k',
    retries: { limit: 0, firstWaitMs: 1 },
    proxyFor: () => Promise.resolve(proxyUrl === null ? null : new URL(proxyUrl)),
  });
  return client;
}

const through = () => `http://anna%40office:s%20p@127.0.0.1:${portOf(proxy)}`;

describe('through a proxy', () => {
  it('an order reaches the PBX once, and the proxy sees its host only', async () => {
    expect(await clientThrough(through()).addCallback(order)).toBe(102);
    expect(heard).toBe(1);
    expect(seen).toEqual([`127.0.0.1:${portOf(pbx)}`]);
    expect(heardHeaders).not.toMatch(/proxy|basic|anna/i);
  });

  it('the PBX has to show its own certificate all the same', async () => {
    setDefaultCACertificates(trusted);
    try {
      await expect(clientThrough(through()).addCallback(order)).rejects.toMatchObject({ params: { reason: 'tls' } });
    } finally {
      setDefaultCACertificates([...trusted, selfSigned.cert]);
    }
    expect([seen.length, heard]).toEqual([1, 0]);
  });

  it('that says nothing is left after a while, with its connection', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      answer = 'silent';
      const failed = expect(clientThrough(through()).addCallback(order)).rejects.toMatchObject({
        delivery: 'not-sent',
        params: { reason: 'proxy' },
      });
      await vi.waitUntil(() => seen.length === 1);
      await vi.advanceTimersByTimeAsync(15_000);
      await failed;
    } finally {
      vi.useRealTimers();
    }
    await vi.waitUntil(() => open === 0);
  });

  it('without one it goes directly', async () => {
    expect(await clientThrough(null).addCallback(order)).toBe(102);
    expect(seen).toEqual([]);
  });

  it.each([
    ['that wants a name and password', 'proxy-auth', () => `http://127.0.0.1:${portOf(proxy)}`],
    ['that is not there', 'proxy', () => 'http://127.0.0.1:9'],
    [
      'that lets nobody through',
      'proxy-denied',
      () => {
        answer = 'denied';
        return through();
      },
    ],
    [
      'that hangs up',
      'proxy',
      () => {
        answer = 'cut';
        return through();
      },
    ],
  ])('an order by a proxy %s was certainly not sent', async (_, reason, address) => {
    await expect(clientThrough(address()).addCallback(order)).rejects.toMatchObject({
      code: 'network',
      delivery: 'not-sent',
      params: { reason },
    });
    expect(heard).toBe(0);
  });

  it('another proxy counts from the next request on', async () => {
    let now: string | null = 'http://127.0.0.1:9';
    client = new VatsClient({
      apiUrl: `https://127.0.0.1:${portOf(pbx)}/api`,
      domain: 'd',
      timeZone: 'Europe/Moscow',
      transport: 'post',
      key: () => 'k',
      proxyFor: () => Promise.resolve(now === null ? null : new URL(now)),
    });
    await expect(client.addCallback(order)).rejects.toMatchObject({ params: { reason: 'proxy' } });
    now = through();
    expect(await client.addCallback(order)).toBe(102);
    expect(seen).toHaveLength(1);
  });
});
