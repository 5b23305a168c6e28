import { midnight } from '../i18n/formats.ts';

/** The start of the day so many days later, on the PC's calendar. */
export function dayAfter(atMs: number, days = 1): number {
  const at = new Date(atMs);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime();
}

/** First and last moment, both inclusive. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** The first is small, so that the newest days are there at once; the others are what main likes. */
const firstDays = 7;
const moreDays = 366;

/** A stretch as days, in portions: each the moments at which its days begin and the end of the last, newest first. */
export function dayPortions({ fromMs, toMs }: Stretch): number[][] {
  const portions: number[][] = [];
  let endMs = dayAfter(toMs);
  while (endMs > fromMs && fromMs <= toMs) {
    const days = portions.length === 0 ? firstDays : moreDays;
    const startMs = Math.max(dayAfter(endMs, -days), midnight(fromMs));
    const boundaries = [endMs];
    for (let atMs = endMs; atMs > startMs; boundaries.push(atMs)) atMs = dayAfter(atMs, -1);
    portions.push(boundaries.reverse());
    endMs = startMs;
  }
  return portions;
}

const sliceMs = 10 * 60_000;

/** A day in small pieces, for when it has many records. */
export function slicesOf(dayMs: number): number[] {
  const endMs = dayAfter(dayMs);
  const boundaries: number[] = [];
  for (let atMs = dayMs; atMs < endMs; atMs += sliceMs) boundaries.push(atMs);
  return [...boundaries, endMs];
}
