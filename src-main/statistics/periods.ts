import type { Period, ZonedPeriod } from '../cache/queries/statistics.ts';
import { wallTimeMs } from '../local-time.ts';

const dayMs = 86_400_000;
/** The cache answers one question at a time: of a big company's month it thinks some hundredths of a second. */
const stepMs = 31 * dayMs;
/** No zone changes its clock twice within a week (Morocco does within thirty days). */
const zoneStepMs = 7 * dayMs;

/** The period in pieces of a month. */
export function pieces({ fromMs, toMs }: Period): Period[] {
  const count = Math.max(0, Math.ceil((toMs - fromMs) / stepMs));
  return Array.from({ length: count }, (_, n) => ({
    fromMs: fromMs + n * stepMs,
    toMs: Math.min(toMs, fromMs + (n + 1) * stepMs),
  }));
}

/** How far local time is ahead of UTC at that moment. */
export type OffsetAt = (atMs: number) => number;

export const offsetHere: OffsetAt = (atMs) => wallTimeMs(atMs) - atMs;

/** The period cut where the clock is changed, in pieces of a month at most. */
export function zonedPieces(period: Period, offsetAt: OffsetAt): ZonedPeriod[] {
  const changes: number[] = [];
  for (let atMs = period.fromMs; atMs < period.toMs; atMs += zoneStepMs) {
    const endMs = Math.min(period.toMs, atMs + zoneStepMs);
    if (offsetAt(atMs) !== offsetAt(endMs)) changes.push(changeBetween(atMs, endMs, offsetAt));
  }
  const bounds = [period.fromMs, ...changes, period.toMs];
  return bounds
    .slice(1)
    .flatMap((toMs, index) => pieces({ fromMs: bounds[index] ?? toMs, toMs }))
    .map((piece) => ({ ...piece, offsetMs: offsetAt(piece.fromMs) }));
}

/** The first moment of the new time. */
function changeBetween(oldMs: number, newMs: number, offsetAt: OffsetAt): number {
  let [low, high] = [oldMs, newMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === offsetAt(oldMs)) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Boundaries in runs of a month at most, each with the last one's end as its beginning; long buckets are cut, too, and
 * what is outside `known` is left out.
 */
export function boundaryRuns(
  boundariesMs: readonly number[],
  known: Period,
): { boundariesMs: number[]; buckets: number[] }[] {
  const cut = boundariesMs.slice(1).flatMap((end, bucket) => {
    const fromMs = Math.max(boundariesMs[bucket] ?? end, known.fromMs);
    return pieces({ fromMs, toMs: Math.min(end, known.toMs) }).map((piece) => ({ ...piece, bucket }));
  });
  const runs: { boundariesMs: number[]; buckets: number[] }[] = [];
  for (const { fromMs, toMs, bucket } of cut) {
    const run = runs.at(-1);
    if (run && toMs - (run.boundariesMs[0] ?? 0) <= stepMs) {
      run.boundariesMs.push(toMs);
      run.buckets.push(bucket);
    } else runs.push({ boundariesMs: [fromMs, toMs], buckets: [bucket] });
  }
  return runs;
}
