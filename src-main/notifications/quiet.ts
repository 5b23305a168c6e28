import type { Preferences, QuietChoice } from '../contract/model.ts';

export type QuietTimes = Pick<Preferences, 'quietHours' | 'quietFrom' | 'quietTo' | 'quietUntilMs'>;

const hourMs = 3_600_000;
const morningHour = 9;

/** When «Не беспокоить» ends that is chosen now; tomorrow at nine on this PC's clock, whatever the length of the night. */
export function chosenEndMs(choice: QuietChoice, nowMs: number): number | null {
  if (choice === 'off') return null;
  return choice === 'hour' ? nowMs + hourMs : new Date(nowMs).setHours(24 + morningHour, 0, 0, 0);
}

/** When the quiet of this moment ends; null: nothing keeps quiet now. */
export function quietEndMs(times: QuietTimes, nowMs: number): number | null {
  let endMs = nowMs;
  // «Не беспокоить» may end within the quiet hours, and they within it.
  for (;;) {
    const laterMs = Math.max(times.quietUntilMs ?? 0, hoursEndMs(times, endMs));
    if (laterMs <= endMs) return endMs > nowMs ? endMs : null;
    endMs = laterMs;
  }
}

/** When quiet ends, or begins by itself; null: it stays as it is. */
export function quietChangeMs(times: QuietTimes, nowMs: number): number | null {
  const endMs = quietEndMs(times, nowMs);
  if (endMs !== null || !hasHours(times)) return endMs;
  return nextMs(times.quietFrom, nowMs);
}

/** The next time that a clock on the wall shows so many minutes after midnight, today or tomorrow. */
export function nextMs(minute: number, nowMs: number): number {
  const today = new Date(nowMs).setHours(0, minute, 0, 0);
  return today > nowMs ? today : new Date(nowMs).setHours(24, minute, 0, 0);
}

/** 0: `atMs` lies outside of the quiet hours. */
function hoursEndMs(times: QuietTimes, atMs: number): number {
  const { quietFrom: from, quietTo: to } = times;
  const at = new Date(atMs);
  const minute = at.getHours() * 60 + at.getMinutes();
  const within = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return hasHours(times) && within ? nextMs(to, atMs) : 0;
}

/** From a time to the same time is no time. */
const hasHours = ({ quietHours, quietFrom, quietTo }: QuietTimes) => quietHours && quietFrom !== quietTo;
