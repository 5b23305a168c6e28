import { Failure } from '../contract/errors.ts';
import type { CacheReply } from './protocol.ts';

/** The process as main sees it; Electron's `UtilityProcess` is one. */
export interface CacheProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (reply: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  /** Ends it at once; `exit` follows. */
  kill(): unknown;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(failure: Failure): void;
}

/** One life of the cache's process: the questions on their way, and what becomes of them when it ends. */
export class Session {
  readonly #process: CacheProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #over = false;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;

  constructor(process: CacheProcess) {
    this.#process = process;
    process.on('message', (reply) => this.#settle(reply as CacheReply));
    this.gone = new Promise((resolve) => {
      process.on('exit', () => {
        this.#end();
        resolve();
      });
    });
  }

  /** True from the moment on at which it answers no more. */
  get over(): boolean {
    return this.#over;
  }

  ask(method: string, args: unknown[]): Promise<unknown> {
    if (this.#over) return Promise.reject(new Failure('cache-closed', { retry: true }));
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#process.postMessage({ id, method, args });
    });
  }

  kill(): void {
    this.#end();
    this.#process.kill();
  }

  #end(): void {
    this.#over = true;
    const unanswered = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of unanswered) reject(new Failure('cache-closed', { retry: true }));
  }

  #settle(reply: CacheReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    this.#waiting.delete(reply.id);
    if (reply.ok) waiting.resolve(reply.value);
    else waiting.reject(toFailure(reply));
  }
}

function toFailure({ error, trace }: CacheReply & { ok: false }): Failure {
  const cause = new Error('in the cache process');
  cause.stack = trace;
  return new Failure(error.code, { retry: error.retry, ...(error.params && { params: error.params }), cause });
}
