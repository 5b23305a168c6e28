import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Loopback, whatever the machine's name resolves to: nobody else on the network can reach the demo. */
export const HOST = '127.0.0.1';
const LONGEST_BODY = 64 * 1024;

/** A listener that can go down and come up again on the same port. */
export class Web {
  #listener: RequestListener;
  #server: Server | null = null;
  #port: number;

  constructor(listener: RequestListener, port: number) {
    this.#listener = listener;
    this.#port = port;
  }

  /** The port; 0 before the first start, if none was asked for. */
  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    if (this.#server) return;
    const server = createServer(this.#listener);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, HOST, () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Stops listening and cuts every connection, also those with a request under way. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }
}

/** Null when it is longer than any request of the API. */
export async function readBody(req: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
