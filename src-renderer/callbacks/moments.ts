import { writtenDay } from '../ui/date-field.ts';

const minuteMs = 60_000;

export type QuickTime = 'in15' | 'in60' | 'today18' | 'tomorrow9' | 'monday9';

export interface Moment {
  name: QuickTime;
  atMs: number;
}

/** The usual times for a later call, on the PC's calendar; what is over, or comes twice, is left out. */
export function momentsFrom(nowMs: number): Moment[] {
  const at = (days: number, hour: number) => {
    const date = new Date(nowMs);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
  };
  const toMonday = (8 - new Date(nowMs).getDay()) % 7 || 7;
  const all: Moment[] = [
    { name: 'in15', atMs: wholeMinute(nowMs + 15 * minuteMs) },
    { name: 'in60', atMs: wholeMinute(nowMs + 60 * minuteMs) },
    { name: 'today18', atMs: at(0, 18) },
    { name: 'tomorrow9', atMs: at(1, 9) },
    ...(toMonday > 1 ? [{ name: 'monday9' as const, atMs: at(toMonday, 9) }] : []),
  ];
  return all.filter(({ name, atMs }) => name !== 'today18' || atMs > nowMs + 5 * minuteMs);
}

export function momentOf(name: QuickTime, nowMs: number): number {
  return momentsFrom(nowMs).find((moment) => moment.name === name)?.atMs ?? Number.NaN;
}

/** A usual time as an order has it: what is told from now on is counted from now, whatever the PC's clock shows. */
export function startOf(name: QuickTime, nowMs: number): { startsAtMs: number; inMs?: number } {
  const startsAtMs = momentOf(name, nowMs);
  return isFromNow(name) ? { startsAtMs, inMs: startsAtMs - nowMs } : { startsAtMs };
}

export const isFromNow = (name: QuickTime): boolean => name === 'in15' || name === 'in60';

/** What is promised is shown by the minute, and should be kept by it. */
const wholeMinute = (atMs: number) => Math.round(atMs / minuteMs) * minuteMs;

/** A moment as the fields for day and time hold it, on the PC's calendar. */
export interface Written {
  day: string;
  time: string;
}

export function writtenOf(atMs: number): Written {
  const date = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return { day: writtenDay(atMs), time: `${two(date.getHours())}:${two(date.getMinutes())}` };
}

/** NaN: not complete, or no such day. */
export const readWritten = ({ day, time }: Written): number => new Date(`${day}T${time}`).getTime();
