import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import got, { TimeoutError, type Options } from 'got';
import { proxiedAgent, type ProxyFor } from './proxied.ts';
import { badAnswer, httpStatus, networkFailure, reasonOf, VatsFailure, type Delivery } from './failure.ts';

export type Transport = 'post' | 'get';

/** How long each phase may take, in milliseconds; `request` is all of them together. */
export interface Timeouts {
  lookup: number;
  connect: number;
  secureConnect: number;
  send: number;
  /** From the last byte sent to the first byte of the answer. */
  response: number;
  /** From the first byte of the answer to its last. */
  read: number;
  request: number;
}

export const defaultTimeouts: Timeouts = {
  lookup: 5_000,
  connect: 10_000,
  secureConnect: 10_000,
  send: 10_000,
  response: 30_000,
  read: 120_000,
  request: 180_000,
};

/** Somebody sits and waits for an order to be taken, and a lost answer is settled by asking: no use in patience. */
export const orderTimeouts: Partial<Timeouts> = { response: 15_000, read: 10_000, request: 30_000 };

/** 64 MB: some hundred thousand records. What is longer is not read to its end. */
export const defaultMaxBytes = 64 * 1024 * 1024;

export interface Agents {
  http: HttpAgent;
  https: HttpsAgent;
}

export interface ExchangeRequest {
  url: URL;
  transport: Transport;
  /** Already signed and escaped. */
  form: string;
  /** Never on a connection that was used before: see `Connections`. */
  fresh: boolean;
  signal: AbortSignal;
}

export interface ExchangeLimits {
  timeouts: Timeouts;
  maxBytes: number;
}

/**
 * Connections to the PBX, kept open between requests. What must not be repeated gets a connection of its own: a kept
 * one may just have been closed by the server, and then nobody can tell whether the request was still read.
 */
export class Connections {
  private readonly proxyFor: ProxyFor | null;
  /** By the proxy's address, and whether connections are kept. */
  private readonly made = new Map<string, Agents>();

  constructor(proxyFor: ProxyFor | null) {
    this.proxyFor = proxyFor;
  }

  /** By the proxy that is to be used now. Throws what `ProxyFor` throws. */
  async agents(url: URL, fresh: boolean): Promise<Agents> {
    const proxy = (await this.proxyFor?.(url)) ?? null;
    const name = `${fresh ? 'fresh' : 'kept'} ${proxy?.href ?? ''}`;
    const agents = this.made.get(name) ?? newAgents(proxy, { keepAlive: !fresh });
    this.made.set(name, agents);
    return agents;
  }

  close(): void {
    for (const { http, https } of this.made.values()) {
      http.destroy();
      https.destroy();
    }
  }
}

/** Plain HTTP goes to this PC only, hence through no proxy. */
const newAgents = (proxy: URL | null, options: { keepAlive: boolean }): Agents => ({
  http: new HttpAgent(options),
  https: proxy ? proxiedAgent(proxy, options) : new HttpsAgent(options),
});

/**
 * Sends one request, once, and returns the body of a 2xx answer. No redirects, no retries, no cookies.
 *
 * Throws `network`, `http-status` or `bad-answer` (too large). `onHead` gets the `Date` header of any HTTP answer, unless
 * it came out of a cache (`Age`).
 */
export async function exchange(
  request: ExchangeRequest,
  agents: Agents,
  limits: ExchangeLimits,
  onHead: (date: string | undefined) => void,
): Promise<string> {
  const stream = got.stream(addressOf(request), optionsFor(request, agents, limits));
  // Errors are met below, where the body is read; one that comes later must not end the program.
  stream.on('error', () => undefined);
  const sending = { started: false };
  let status = 0;
  stream.on('request', (sent: ClientRequest) => watch(sent, sending));
  stream.on(
    'response',
    ({ statusCode, headers }: { statusCode: number; headers: Record<string, string | undefined> }) => {
      status = statusCode;
      onHead(headers['age'] === undefined ? headers['date'] : undefined);
      // An error page is not worth reading.
      if (!isOk(status)) stream.destroy();
    },
  );
  try {
    const body = await readAll(stream, limits.maxBytes);
    if (isOk(status)) return body;
  } catch (error) {
    if (error instanceof VatsFailure) throw error;
    if (status === 0 || isOk(status)) throw asNetworkFailure(error, request.signal, sending.started);
  } finally {
    stream.destroy();
  }
  throw httpStatus(status);
}

const isOk = (status: number) => status >= 200 && status < 300;

/** The API's address may hold a query of its own; a GET request's pairs go behind it. */
function addressOf({ url, transport, form }: ExchangeRequest): URL {
  const address = new URL(url);
  if (transport === 'get') address.search = address.search === '' ? form : `${address.search}&${form}`;
  return address;
}

function optionsFor({ transport, form, signal }: ExchangeRequest, agent: Agents, { timeouts }: ExchangeLimits) {
  return {
    agent,
    signal,
    method: transport === 'post' ? 'POST' : 'GET',
    ...(transport === 'post' && { body: form }),
    headers: {
      'user-agent': 'vats-sputnik',
      accept: 'application/json',
      ...(transport === 'post' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    timeout: { ...timeouts },
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
  } satisfies Partial<Options>;
}

/**
 * Notes when bytes of the request can have left for the server. Over TLS that is after the handshake: whatever is
 * written before it, Node keeps back.
 */
function watch(sent: ClientRequest, sending: { started: boolean }): void {
  const onSocket = (socket: Socket) => {
    const start = () => (sending.started = true);
    if (!socket.connecting) start();
    else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', start);
  };
  if (sent.socket) onSocket(sent.socket);
  else sent.once('socket', onSocket);
}

async function readAll(stream: AsyncIterable<unknown>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw badAnswer('too-large');
    chunks.push(chunk);
  }
  // Bytes that are no UTF-8 become «�»: one bad name must not cost the whole answer.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** What the HTTP library threw, without the library's error: its options hold the signature. */
function asNetworkFailure(error: unknown, signal: AbortSignal, started: boolean): VatsFailure {
  const delivery: Delivery = started ? 'unknown' : 'not-sent';
  if (signal.aborted) return networkFailure('aborted', delivery);
  if (error instanceof TimeoutError) return networkFailure('timeout', delivery, `TIMEOUT_${error.event.toUpperCase()}`);
  const code = (error as { code?: unknown } | null)?.code;
  const detail = typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
  return networkFailure(reasonOf(detail), delivery, detail);
}
