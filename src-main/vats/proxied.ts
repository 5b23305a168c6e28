import type { Agent as HttpsAgent, AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'hpagent';

/** Through which HTTP proxy an address is to be reached, credentials included; null: directly. */
export type ProxyFor = (url: URL) => Promise<URL | null>;

/** A proxy answers at once or not at all. */
const connectMs = 15_000;

/** `code` says which: the proxy was not reached, wants to know who asks, or does not let us through. */
export class ProxyError extends Error {
  readonly code: 'PROXY_UNREACHED' | 'PROXY_AUTH' | 'PROXY_DENIED';

  constructor(code: ProxyError['code']) {
    super(code);
    this.name = 'ProxyError';
    this.code = code;
  }
}

type Connected = (error: Error | null, socket: Duplex | null) => void;
interface Connects {
  createConnection(options: object, connected: Connected): void;
}

/**
 * An agent whose connections go through the proxy (`CONNECT`), the TLS inside being the server's own: the proxy sees the
 * host's name and nothing else. hpagent hands on whatever went wrong with the proxy as if it were the server's; here it
 * becomes a `ProxyError`. No request leaves before the way is open.
 */
export function proxiedAgent(proxy: URL, options: AgentOptions): HttpsAgent {
  const agent = new HttpsProxyAgent({ ...options, proxy });
  const plain = (agent as unknown as Connects).createConnection.bind(agent);
  (agent as unknown as Connects).createConnection = (given, connected) => {
    let over = false;
    const end = (error: Error | null, socket: Duplex | null) => {
      if (over) return void socket?.destroy();
      over = true;
      clearTimeout(timer);
      connected(error, socket);
    };
    const timer = setTimeout(() => end(new ProxyError('PROXY_UNREACHED'), null), connectMs);
    plain(given, (error, socket) => end(error && asProxyError(error), socket));
  };
  return agent;
}

function asProxyError({ message }: Error): ProxyError {
  const [, status] = /^Bad response: (\d+)$/.exec(message) ?? [];
  if (status === undefined) return new ProxyError('PROXY_UNREACHED');
  return new ProxyError(status === '407' ? 'PROXY_AUTH' : 'PROXY_DENIED');
}
