import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { callNames } from '../../src-main/contract/calls.ts';
import { cards, openSection } from './person.ts';
import { dial, expect, test, type Sputnik } from './sputnik.ts';

/** A server of somebody else's. What it must see is nothing: neither a request nor as much as a connection. */
class Outside implements AsyncDisposable {
  connections = 0;
  readonly #server: Server = createServer((_, response) => response.end('reached'));

  static async start(): Promise<Outside> {
    const outside = new Outside();
    outside.#server.on('connection', () => (outside.connections += 1)).listen(0, '127.0.0.1');
    await once(outside.#server, 'listening');
    return outside;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Runs each in the page, as a script does that somebody got into it: what comes of it, or how it was refused. */
function attempt(page: Page, code: Record<string, string>): Promise<Record<string, string>> {
  return page.evaluate(async (attempts) => {
    const outcome = async (script: string) => {
      const run = new Function(`return (async () => { ${script} })()`) as () => Promise<unknown>;
      return run().then(String, (error: unknown) => `refused: ${error instanceof Error ? error.name : String(error)}`);
    };
    const told = Object.entries(attempts).map(async ([what, script]) => [what, await outcome(script)] as const);
    return Object.fromEntries(await Promise.all(told));
  }, code);
}

test.describe('a hostile page', () => {
  test('debug', async ({ connected, pbx }) => {
    await using outside = await Outside.start();
    const url = `http://127.0.0.1:${outside.port}/`;
    console.log(await attempt(connected.page, {
      a: `return (await fetch('${url}')).status`,
      b: `return document.title`,
    }).catch(String), outside.connections, pbx.requests.length, callNames.length);
    void cards; void openSection; void dial; void ({} as Sputnik);
  });
});
