import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CacheRequest } from '../../../../src-main/cache/protocol.ts';
import { CacheService } from '../../../../src-main/cache/service.ts';
import type { CacheProcess } from '../../../../src-main/cache/session.ts';

/** The cache without a process of its own, but with messages that are cloned and answered later, as if it had one. */
export function inProcess(): CacheProcess {
  const events = new EventEmitter();
  const service = new CacheService();
  let alive = true;
  return {
    on: (event: string, listener: (...args: unknown[]) => void) => events.on(event, listener),
    postMessage: (message) => {
      const request = structuredClone(message) as CacheRequest;
      setImmediate(() => {
        if (alive) events.emit('message', structuredClone(service.answer(request)));
      });
    },
    kill: () => {
      if (!alive) return;
      alive = false;
      service.answer({ id: 0, method: 'close', args: [] });
      setImmediate(() => events.emit('exit', 0));
    },
  };
}

/** The real entry, `worker.ts`, in a thread. */
export function inThread(): CacheProcess {
  const worker = new Worker(new URL('../../../../src-main/cache/worker.ts', import.meta.url));
  return {
    on: (event: 'message' | 'exit', listener: (reply: unknown) => void) => worker.on(event, listener),
    postMessage: (message) => worker.postMessage(message),
    kill: () => void worker.terminate(),
  };
}
