import type { Stage } from '../contract/model.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

interface Paced {
  stage: Stage;
  /** When the PBX is to start, or the next try is due; null: not known. */
  dueAtMs: number | null;
  /** When the order was placed or was to start, whichever is later. */
  sinceMs: number;
  /** Questions in a row that got no answer. */
  failures: number;
}

/**
 * How long to wait before the PBX is asked about an open task again: often only while something happens that a person
 * watches, then ever more rarely, so that a forgotten task costs nothing. `random` in [0, 1) spreads the PCs of an office.
 */
export function pollDelayMs(order: Paced, nowMs: number, random: number): number {
  if (order.failures > 0) {
    const ceiling = Math.min(minuteMs, 2 * secondMs * 2 ** Math.min(order.failures - 1, 6));
    return secondMs + random * ceiling;
  }
  return plainDelayMs(order, nowMs) * (0.9 + 0.2 * random);
}

function plainDelayMs({ stage, dueAtMs, sinceMs }: Paced, nowMs: number): number {
  const untilDueMs = dueAtMs === null ? 0 : dueAtMs - nowMs;
  if (stage === 'scheduled') return clamp(untilDueMs, 2 * secondMs, 5 * minuteMs);
  // Told once, and taken for the end only when it is told again: whoever wants to repeat the call is waiting for that.
  if (stage === 'failed') return 2 * secondMs;
  const ageMs = nowMs - sinceMs;
  if (ageMs > 24 * 60 * minuteMs) return 30 * minuteMs;
  if (stage === 'waiting') return clamp(untilDueMs, 2 * secondMs, 15 * secondMs);
  if (ageMs > 60 * minuteMs) return minuteMs;
  if (stage === 'talking') return 3 * secondMs;
  return ageMs > 10 * minuteMs ? 10 * secondMs : 2 * secondMs;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
