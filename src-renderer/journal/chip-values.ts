import type { RecordFilter } from '../../src-main/contract/model.ts';
import type { I18n } from '../i18n/i18n.svelte.ts';
import { isMissed, isSet, type Chip } from './filter.ts';

/** What a chip narrows to, in a few words; empty: nothing. */
export function valueOf(filter: RecordFilter, chip: Chip, i18n: I18n, nowMs: number): string {
  if (!isSet(filter, chip)) return '';
  const t = i18n.t.filters;
  switch (chip) {
    case 'period':
      return periodOf(filter, i18n, nowMs);
    case 'kinds':
      return some(
        filter.kinds?.map((kind) => t.kinds[kind]),
        i18n,
      );
    case 'directions':
      return isMissed(filter)
        ? t.missed
        : some(
            filter.directions?.map((direction) => t.directions[direction]),
            i18n,
          );
    case 'people':
    case 'groups':
      return some(filter[chip], i18n);
    case 'extensions':
      return some(filter.extensions?.map(i18n.t.words.extension), i18n);
    case 'duration':
      return lengthOf(filter, i18n);
    case 'noted':
      return t.chips.noted;
  }
}

const shownMax = 2;

function some(names: readonly string[] = [], i18n: I18n): string {
  if (names.length <= shownMax) return names.join(', ');
  return i18n.t.filters.more(names[0] ?? '', names.length - 1);
}

function periodOf({ period, fromMs, toMs }: RecordFilter, { t, formats }: I18n, nowMs: number): string {
  if (period) return t.filters.periods[period];
  const from = fromMs === undefined ? '' : formats.shortDay(fromMs, nowMs);
  const last = toMs === undefined ? '' : formats.shortDay(toMs - 1, nowMs);
  if (from && last) return from === last ? from : t.filters.between(from, last);
  return from ? t.filters.fromOnly(from) : t.filters.toOnly(last);
}

function lengthOf({ minSeconds, maxSeconds }: RecordFilter, { t, formats }: I18n): string {
  const least = minSeconds === undefined ? '' : formats.duration(minSeconds);
  const most = maxSeconds === undefined ? '' : formats.duration(maxSeconds);
  if (least && most) return t.filters.between(least, most);
  return least ? t.filters.atLeast(least) : t.filters.atMost(most);
}
