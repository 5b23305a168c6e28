import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VatsClient } from '../../../src-main/vats/client.ts';
import { selfSigned } from './self-signed.ts';

const order = { first: 'b', cgpn: '79031112233', cdpn: '101' } as const;
const trusted = getCACertificates('default');
let heard = 0;
let hangUp = false;
let server: Server;
let client: VatsClient;

beforeAll(async () => {
  setDefaultCACertificates([...trusted, selfSigned.cert]);
  server = createServer(selfSigned, (request, response) => {
    heard += 1;
    if (hangUp) response.destroy();
    else request.resume().on('end', () => response.end('{"result":"102"}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new VatsClient({
    apiUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    domain: 'd',
    timeZone: 'Europe/Moscow',
    transport: 'post',
    key: () => 'k',
  });
});
afterAll(() => {
  client.close();
  server.close();
  setDefaultCACertificates(trusted);
});

describe('over TLS with a trusted certificate', () => {
  it('an order is accepted', async () => {
    expect(await client.addCallback(order)).toBe(102);
  });

  it('an order whose answer is lost is unknown, not «not sent»', async () => {
    hangUp = true;
    const before = heard;
    await expect(client.addCallback(order)).rejects.toMatchObject({
      code: 'network',
      delivery: 'unknown',
      retry: false,
      params: { reason: 'reset' },
    });
    expect(heard - before).toBe(1);
  });
});
