import { setImmediate } from 'node:timers/promises';

/** So long main may be at work without looking up: windows and callbacks feel twice that at most. */
const atOnceMs = 8;

/** Lets everything else have its turn whenever it has been at work for a while; called between small pieces of work. */
export function breathing(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < atOnceMs) return;
    await setImmediate();
    since = performance.now();
  };
}
