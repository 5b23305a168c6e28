import type { GoodHour } from '../../src-main/contract/model.ts';

/** Hours of some days of the week on end; `toHour` is not included. */
export interface Stretch {
  /** 0 is Monday; null: any day. */
  days: { first: number; last: number } | null;
  fromHour: number;
  toHour: number;
}

/** Hours that follow one another as one, and the same hours of days that do. */
export function stretches(best: readonly GoodHour[]): Stretch[] {
  const ofDays: Stretch[] = [];
  for (const { weekday, hour } of best.toSorted((a, b) => (a.weekday ?? 0) - (b.weekday ?? 0) || a.hour - b.hour)) {
    const last = ofDays.at(-1);
    if (last?.toHour === hour && (last.days?.first ?? null) === weekday) last.toHour += 1;
    else
      ofDays.push({
        days: weekday === null ? null : { first: weekday, last: weekday },
        fromHour: hour,
        toHour: hour + 1,
      });
  }
  const joined: Stretch[] = [];
  for (const stretch of ofDays) {
    const { days, fromHour, toHour } = stretch;
    const before = joined.find(
      (other) => days && other.days?.last === days.first - 1 && other.fromHour === fromHour && other.toHour === toHour,
    );
    if (before?.days && days) before.days.last = days.last;
    else joined.push(stretch);
  }
  return joined;
}
