import type { PbxDay } from '../vats/model.ts';
import { addDays } from '../vats/pbx-time.ts';

/** Days of the PBX, both included. */
export interface Days {
  from: PbxDay;
  to: PbxDay;
}

/** The most that is asked for at once. */
export const longestDays = 31;
/** Records come late: the first question of a day looks back so far, whatever was read before. */
export const lookBackDays = 7;

const dayMs = 24 * 3600_000;

/** How many days later `to` is than `from`. */
export function daysBetween(from: PbxDay, to: PbxDay): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** What the ordinary question asks for: yesterday and today, and on the first time in a day some days more. */
export function recentDays(today: PbxDay, readToday: boolean): Days {
  return { from: addDays(today, readToday ? -1 : 1 - lookBackDays), to: today };
}

/**
 * The next piece of what the PC has missed while it was off, newest first; null: nothing. `first`: the oldest day of the
 * first question ever, before which it is the first load's business. `complete`: days that were read after the look back.
 * `length`: the most days at once.
 */
export function gapDays(first: PbxDay, today: PbxDay, complete: ReadonlySet<PbxDay>, length: number): Days | null {
  const isMissing = (day: PbxDay) => day >= first && !complete.has(day);
  // The days of the look back are the ordinary question's.
  let to = addDays(today, -lookBackDays);
  while (to >= first && !isMissing(to)) to = addDays(to, -1);
  if (to < first) return null;
  let from = to;
  for (let day = to; day >= first && daysBetween(day, to) < length; day = addDays(day, -1)) {
    if (isMissing(day)) from = day;
  }
  return { from, to };
}

/** The next piece of the first load, newest first: at most `length` days before `reached`, none before `limit`. */
export function historyDays(reached: PbxDay, limit: PbxDay, length: number): Days | null {
  const to = addDays(reached, -1);
  if (to < limit) return null;
  const from = addDays(to, 1 - length);
  return { from: from < limit ? limit : from, to };
}

export function eachDay({ from, to }: Days): PbxDay[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}
