import { midnight } from '../i18n/formats.ts';
import { dayAfter } from '../journal/days.ts';

export const spanNames = ['week', 'month', 'quarter', 'year', 'own'] as const;
export type SpanName = (typeof spanNames)[number];

/** First and last day, by any moment of theirs. */
export interface OwnDates {
  firstMs: number;
  lastMs: number;
}

export type Step = 'day' | 'week' | 'month';

/** What is counted: whole days on this PC's calendar, `toMs` not included. */
export interface Span {
  fromMs: number;
  toMs: number;
  step: Step;
  /** The moments at which the steps begin, and the end of the last. The first and the last step may be short. */
  boundariesMs: number[];
}

const dayMs = 86_400_000;
/** Of as many days, each still has a column wide enough to point at. */
const daysMax = 45;
const weeksMax = 30 * 7;

/** Each of the named ones ends with today. */
export function spanOf(name: SpanName, own: OwnDates, nowMs: number): Span {
  const today = midnight(nowMs);
  const now = new Date(nowMs);
  switch (name) {
    case 'week':
      return between(dayAfter(today, -6), dayAfter(today), 'day');
    case 'month':
      return between(dayAfter(today, -29), dayAfter(today), 'day');
    case 'quarter':
      return between(dayAfter(today, -90), dayAfter(today), 'week');
    case 'year':
      return between(new Date(now.getFullYear() - 1, now.getMonth(), now.getDate() + 1).getTime(), dayAfter(today));
    case 'own': {
      const [first, last] = [midnight(own.firstMs), midnight(own.lastMs)].sort((a, b) => a - b) as [number, number];
      return between(first, dayAfter(last));
    }
  }
}

function between(fromMs: number, toMs: number, step: Step = stepFor(fromMs, toMs)): Span {
  const boundariesMs: number[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs = stepAfter(atMs, step)) boundariesMs.push(atMs);
  return { fromMs, toMs, step, boundariesMs: [...boundariesMs, toMs] };
}

const daysIn = (fromMs: number, toMs: number) => Math.round((toMs - fromMs) / dayMs);

function stepFor(fromMs: number, toMs: number): Step {
  const days = daysIn(fromMs, toMs);
  if (days <= daysMax) return 'day';
  return days <= weeksMax ? 'week' : 'month';
}

/** The next midnight, Monday or first of a month. */
function stepAfter(atMs: number, step: Step): number {
  const at = new Date(atMs);
  if (step === 'month') return new Date(at.getFullYear(), at.getMonth() + 1, 1).getTime();
  return dayAfter(atMs, step === 'day' ? 1 : 7 - mondayFirst(at));
}

/** 0 is Monday. */
const mondayFirst = (at: Date) => (at.getDay() + 6) % 7;

/** As many days before, up to the same hour if the period still goes on: half a day is not held against a whole one. */
export function spanBefore({ fromMs, toMs }: Span, nowMs: number): { fromMs: number; toMs: number } {
  const days = daysIn(fromMs, toMs);
  const now = new Date(nowMs);
  const sameHourMs = now.setDate(now.getDate() - days);
  return { fromMs: dayAfter(fromMs, -days), toMs: nowMs < toMs && sameHourMs < fromMs ? sameHourMs : fromMs };
}
