import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Serve = (response: ServerResponse, request: IncomingMessage) => void;

/** A server on loopback that does as told with every request, over real HTTP. */
export class FileServer {
  readonly requests: { url: string; headers: IncomingMessage['headers'] }[] = [];
  serve: Serve = (response) => response.writeHead(404).end();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push({ url: request.url ?? '', headers: request.headers });
      response.on('error', () => undefined);
      this.serve(response, request);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
