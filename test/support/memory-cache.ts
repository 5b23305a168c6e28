import { EventEmitter } from 'node:events';
import { Cache } from '../../src-main/cache/cache.ts';
import type { CacheRequest } from '../../src-main/cache/protocol.ts';
import { CacheService } from '../../src-main/cache/service.ts';
import type { CacheProcess } from '../../src-main/cache/session.ts';
import { systemClock } from '../../src-main/clock.ts';

const anyKey = 'ab'.repeat(32);

/** The real cache and its real queries, without a process of its own. `file` may be `:memory:`. */
export function inProcessCache(file = ':memory:'): Cache {
  return new Cache({ spawn: spawnInProcess, file, keyHex: anyKey, clock: systemClock });
}

export function spawnInProcess(): CacheProcess {
  const service = new CacheService();
  const events = new EventEmitter();
  return {
    postMessage: (request) => {
      const reply = service.answer(structuredClone(request) as CacheRequest);
      setImmediate(() => events.emit('message', structuredClone(reply)));
    },
    on: (event: string, listener: (...args: never[]) => void) => events.on(event, listener as () => void),
    kill: () => setImmediate(() => events.emit('exit')),
  };
}
