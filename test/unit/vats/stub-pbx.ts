import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VatsClient, type VatsClientOptions } from '../../../src-main/vats/client.ts';
import type { Outcome } from '../../../src-main/vats/line.ts';

export const secretKey = 'top-secret-key-75yogi';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  /** The pairs in the order in which they came, from wherever they were. */
  pairs: [string, string][];
  /** Number of the connection it came on. */
  connection: number;
}

type Reply = (response: ServerResponse, request: SeenRequest) => void;

export const says =
  (result: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(JSON.stringify({ result }));

export const sends =
  (status: number, body = '', headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(status, headers).end(body);

/** Cuts the connection without an answer, once the request was read. */
export const hangsUp: Reply = (response) => response.destroy();
export const staysSilent: Reply = () => undefined;

/** A server on 127.0.0.1 that answers as told, and remembers what it was asked. Real HTTP, no PBX behind it. */
export class StubPbx {
  readonly requests: SeenRequest[] = [];
  connections = 0;
  reply: Reply = says('OK');
  private readonly server: Server;
  private readonly clients: VatsClient[] = [];

  constructor() {
    const numbers = new WeakMap<object, number>();
    this.server = createServer((request, response) => {
      void readPairs(request).then((pairs) => {
        const { method = '', url = '', headers, socket } = request;
        const seen = { method, url, headers, pairs, connection: numbers.get(socket) ?? 0 };
        this.requests.push(seen);
        this.reply(response, seen);
      });
    });
    this.server.on('connection', (socket) => numbers.set(socket, (this.connections += 1)));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api`;
  }

  /** A client of this server (or of another address), with short waits. It is closed with the server. */
  client(options: Partial<VatsClientOptions> = {}): VatsClient {
    const client = new VatsClient({
      apiUrl: this.url,
      domain: 'vats11.vats.cifra1.ru',
      timeZone: 'Europe/Moscow',
      transport: 'post',
      key: () => secretKey,
      retries: { limit: 2, firstWaitMs: 1 },
      ...options,
    });
    this.clients.push(client);
    return client;
  }

  /** A client and what it told of its requests. */
  listened(options: Partial<VatsClientOptions> = {}): { client: VatsClient; outcomes: Outcome[] } {
    const outcomes: Outcome[] = [];
    return { client: this.client({ ...options, onAnswer: (outcome) => outcomes.push(outcome) }), outcomes };
  }
}

async function readPairs(request: IncomingMessage): Promise<[string, string][]> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const query = new URL(request.url ?? '', 'http://stub').searchParams;
  return [...query, ...new URLSearchParams(body)];
}
