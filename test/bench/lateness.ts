import { monitorEventLoopDelay } from 'node:perf_hooks';
import { percentile } from './numbers.ts';

const resolutionMs = 2;

export interface Lateness {
  p99: number;
  max: number;
  /** The longest this thread itself was at work on end; on a busy machine the clock also tells how long others were. */
  held: number;
}

/** How long others of this thread had to wait while `during` went on, in milliseconds. */
export async function lateness(during: () => Promise<unknown>): Promise<Lateness & { tookMs: number }> {
  const monitor = monitorEventLoopDelay({ resolution: resolutionMs });
  let held = 0;
  let last = cpuMs();
  const timer = setInterval(() => {
    const now = cpuMs();
    held = Math.max(held, now - last);
    last = now;
  }, 1);
  monitor.enable();
  const begunMs = performance.now();
  await during();
  const tookMs = performance.now() - begunMs;
  monitor.disable();
  clearInterval(timer);
  const late = (ns: number) => Math.max(0, ns / 1e6 - resolutionMs);
  return { p99: late(monitor.percentile(99)), max: late(monitor.max), held, tookMs };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** What each of many questions took, in milliseconds. */
export interface Taken {
  p50: number;
  p99: number;
  max: number;
}

export const taken = (times: readonly number[]): Taken => ({
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
  max: Math.max(...times),
});

/** Asks again and again, with a pause in between, while `during` goes on. */
export async function meanwhile(ask: () => Promise<unknown>, during: () => Promise<unknown>): Promise<Taken> {
  const times: number[] = [];
  let over = false;
  const asking = (async () => {
    while (!over) {
      const begunMs = performance.now();
      await ask();
      times.push(performance.now() - begunMs);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  await during();
  over = true;
  await asking;
  return taken(times);
}
