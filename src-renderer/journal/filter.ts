import type { Period, RecordFilter } from '../../src-main/contract/model.ts';
import { midnight } from '../i18n/formats.ts';
import { dayAfter } from './days.ts';

type Part = Exclude<keyof RecordFilter, 'text'>;

/** What the chips stand for, in their order. */
export const chips = ['period', 'kinds', 'directions', 'people', 'groups', 'extensions', 'duration', 'noted'] as const;
export type Chip = (typeof chips)[number];

const parts: Record<Chip, readonly Part[]> = {
  period: ['period', 'fromMs', 'toMs'],
  kinds: ['kinds'],
  directions: ['directions'],
  people: ['people'],
  groups: ['groups'],
  extensions: ['extensions'],
  duration: ['minSeconds', 'maxSeconds'],
  noted: ['noted'],
};

/** A call in that nobody answered has no length. */
export const missed: RecordFilter = { kinds: ['call'], directions: ['in'], maxSeconds: 0 };
const missedParts: readonly Part[] = ['kinds', 'directions', 'minSeconds', 'maxSeconds'];

export function isMissed(filter: RecordFilter): boolean {
  return missedParts.every((part) => JSON.stringify(filter[part]) === JSON.stringify(missed[part]));
}

const withoutParts = (filter: RecordFilter, left: readonly (keyof RecordFilter)[]): RecordFilter =>
  Object.fromEntries(Object.entries(filter).filter(([part]) => !left.includes(part as keyof RecordFilter)));

/** «Пропущенные» is told by the chip of directions alone, and goes with it. */
export function without(filter: RecordFilter, chip: Chip): RecordFilter {
  return withoutParts(filter, chip === 'directions' && isMissed(filter) ? missedParts : parts[chip]);
}

export function isSet(filter: RecordFilter, chip: Chip): boolean {
  if (isMissed(filter) && (chip === 'kinds' || chip === 'duration')) return false;
  return parts[chip].some((part) => filter[part] !== undefined && filter[part] !== false);
}

/** With another value in the chip's place; what is empty narrows nothing. */
export function changed(filter: RecordFilter, chip: Chip, to: RecordFilter): RecordFilter {
  const kept = isMissed(filter) && chip in missed ? withoutParts(filter, missedParts) : without(filter, chip);
  const given = Object.entries(to).filter(([, value]) => value !== undefined && !isEmpty(value));
  return { ...kept, ...(Object.fromEntries(given) as RecordFilter) };
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

export const onlyMissed = (filter: RecordFilter): RecordFilter => ({ ...withoutParts(filter, missedParts), ...missed });

/** A period is kept by its name and means other dates each day. */
export function withDates(filter: RecordFilter, nowMs: number): RecordFilter {
  const { period, ...rest } = filter;
  return period === undefined ? rest : { ...rest, ...datesOf(period, nowMs) };
}

function datesOf(period: Period, nowMs: number): RecordFilter {
  const today = midnight(nowMs);
  const now = new Date(nowMs);
  switch (period) {
    case 'today':
      return { fromMs: today };
    case 'yesterday':
      return { fromMs: dayAfter(today, -1), toMs: today };
    case 'week':
      return { fromMs: dayAfter(today, -6) };
    case 'month':
      return { fromMs: new Date(now.getFullYear(), now.getMonth() - 1, now.getDate()).getTime() };
  }
}

const ordered = (filter: RecordFilter) =>
  JSON.stringify(Object.entries(filter).toSorted(([one], [other]) => (one < other ? -1 : 1)));

export const isSame = (one: RecordFilter, other: RecordFilter): boolean => ordered(one) === ordered(other);
