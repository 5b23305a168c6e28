import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { settingsCalls } from '../../../src-main/ipc/handlers/settings.ts';
import { Proxy } from '../../../src-main/proxy/proxy.ts';
import { memoryFile } from '../../../src-main/settings/file.ts';
import { Settings } from '../../../src-main/settings/settings.ts';
import { VatsClient } from '../../../src-main/vats/client.ts';
import { selfSigned } from '../vats/self-signed.ts';

/** «Проверить связь» of an exchange that only the company's proxy reaches. */
const apiUrl = 'https://pbx.example/api';
const trusted = getCACertificates('default');
const pbx = createTlsServer(selfSigned, (request, response) => {
  request.resume().on('end', () => response.end('{"result":"OK"}'));
});
let seen: string[] = [];
const office = createServer((_, response) => response.writeHead(500).end()).on('connect', (request, socket) => {
  seen.push(String(request.url));
  // Whoever is refused may hang up at once.
  socket.on('error', () => undefined);
  const who = Buffer.from(String(request.headers['proxy-authorization']).slice(6), 'base64').toString();
  if (who !== 'anna:secret') return void socket.end('HTTP/1.1 407 Who are you\r\n\r\n');
  const onward = connect(portOf(pbx), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    onward.pipe(socket).pipe(onward);
  });
  for (const end of [onward, socket]) end.on('error', () => [onward, socket].forEach((each) => each.destroy()));
});

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  setDefaultCACertificates([...trusted, selfSigned.cert]);
  await Promise.all([listen(pbx as unknown as Server), listen(office)]);
});
afterAll(() => {
  setDefaultCACertificates(trusted);
  for (const server of [pbx, office]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => (seen = []));

function atSettings(url = apiUrl) {
  const settings = new Settings({ file: memoryFile(''), language: 'ru', nowMs: Date.now });
  let password: string | null = null;
  const proxy = new Proxy({
    preferences: () => settings.preferences,
    password: () => Promise.resolve(password),
    system: () => Promise.resolve('DIRECT'),
  });
  const client = new VatsClient({
    apiUrl: url,
    domain: 'd',
    timeZone: 'Europe/Moscow',
    transport: 'post',
    key: () => 'k',
    retries: { limit: 0, firstWaitMs: 1 },
    proxyFor: (to) => proxy.for(to),
  });
  onTestFinished(() => client.close());
  return settingsCalls({
    settings,
    keepProxyPassword: async (typed) => void (password = typed),
    tryConnection: () => proxy.tried(new URL(url), () => client.check()),
  });
}

const byHand = (address: string, password: string | null = 'secret') =>
  ({ proxy: 'manual', address, user: 'anna', password }) as const;
const officeAddress = () => `127.0.0.1:${portOf(office)}`;

it('the right address, name and password work, and it is told that it is by the proxy', async () => {
  const calls = atSettings();
  await calls['settings.setProxy'](byHand(officeAddress()));
  expect(await calls['settings.testProxy'](undefined)).toBe('proxy');
  expect(seen).toEqual(['pbx.example:443']);
});

it.each([
  ['where no proxy is', () => byHand('127.0.0.1:9'), 'proxy'],
  ['that wants another password', () => byHand(officeAddress(), 'wrong'), 'proxy-auth'],
] as const)('an address %s is told by its own sentence', async (_, form, reason) => {
  const calls = atSettings();
  await calls['settings.setProxy'](form());
  await expect(calls['settings.testProxy'](undefined)).rejects.toMatchObject({ code: 'network', params: { reason } });
});

it('of an exchange on this PC it is told that no proxy was asked', async () => {
  const calls = atSettings(`https://127.0.0.1:${portOf(pbx)}/api`);
  await calls['settings.setProxy'](byHand('127.0.0.1:9'));
  expect(await calls['settings.testProxy'](undefined)).toBe('this-pc');
  await calls['settings.setProxy']({ ...byHand(officeAddress()), proxy: 'none' });
  expect(seen).toEqual([]);
});
