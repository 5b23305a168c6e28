import type { CallbackStatistics, DayCounts } from '../../src-main/contract/model.ts';

const none: DayCounts = { in: 0, out: 0, internal: 0, missed: 0, voicemail: 0, fax: 0, talkSeconds: 0 };

export function addUp(days: readonly DayCounts[]): DayCounts {
  const total = { ...none };
  for (const day of days) for (const field of Object.keys(none) as (keyof DayCounts)[]) total[field] += day[field];
  return total;
}

/** Of a day, an employee, a group. */
export const callsOf = (counts: { in: number; out: number; internal: number }): number =>
  counts.in + counts.out + counts.internal;

/** Of the callbacks that came to an end by themselves, those with a talk, 0 to 1; null: none came to an end. */
export function successOf({ succeeded, failed, refused, lost }: CallbackStatistics): number | null {
  const ended = succeeded + failed + refused + lost;
  return ended === 0 ? null : succeeded / ended;
}

/** How much more (or less, negative) than before, as a part of that; null: there was nothing before. */
export const growth = (now: number, before: number): number | null => (before === 0 ? null : (now - before) / before);
