const secondMs = 1000;

const firstMs = 15 * secondMs;
const longestMs = 300 * secondMs;
const leastMs = secondMs;

/**
 * The pause after so many failures in a row (1: the first): exponential with full jitter, so that the PCs that lost the
 * same PBX do not come back in step. `random` in [0, 1).
 */
export function retryPauseMs(failures: number, random: number): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 10));
  return leastMs + random * (ceilingMs - leastMs);
}
