export type SnoozeName = 'soon' | 'hour' | 'evening' | 'tomorrow' | 'monday';

export interface SnoozeChoice {
  name: SnoozeName;
  untilMs: number;
}

const minuteMs = 60_000;
const eveningHour = 18;
const morningHour = 9;
/** «Вечером» is no choice when it is all but here. */
const leastAheadMs = 15 * minuteMs;

/** Until when something can be put off with one key, soonest first, on the PC's clock. */
export function snoozeChoices(nowMs: number): SnoozeChoice[] {
  const evening = at(nowMs, 0, eveningHour);
  const today = new Date(nowMs).getDay();
  const toMonday = (8 - today) % 7 || 7;
  return [
    { name: 'soon', untilMs: nowMs + 15 * minuteMs },
    { name: 'hour', untilMs: nowMs + 60 * minuteMs },
    ...(evening - nowMs > leastAheadMs ? [{ name: 'evening' as const, untilMs: evening }] : []),
    { name: 'tomorrow', untilMs: at(nowMs, 1, morningHour) },
    // On a Sunday that is tomorrow.
    ...(toMonday > 1 ? [{ name: 'monday' as const, untilMs: at(nowMs, toMonday, morningHour) }] : []),
  ];
}

/** That many calendar days later at the full hour: 24 hours a day would be wrong where clocks are changed. */
function at(nowMs: number, days: number, hour: number): number {
  const date = new Date(nowMs);
  date.setDate(date.getDate() + days);
  return date.setHours(hour, 0, 0, 0);
}
