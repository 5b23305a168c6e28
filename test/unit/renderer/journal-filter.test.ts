import { describe, expect, it } from 'vitest';
import { periods, type FilterForm, type RecordFilter, type SavedFilter } from '../../../src-main/contract/model.ts';
import { I18n } from '../../../src-renderer/i18n/i18n.svelte.ts';
import { valueOf } from '../../../src-renderer/journal/chip-values.ts';
import {
  changed,
  chips,
  isSame,
  isSet,
  missed,
  onlyMissed,
  withDates,
  without,
} from '../../../src-renderer/journal/filter.ts';
import { Journal } from '../../../src-renderer/journal/journal.svelte.ts';
import { fakeBridge } from './fake-bridge.ts';

const at = (month: number, day: number, hour = 0) => new Date(2026, month - 1, day, hour).getTime();
const now = at(3, 31, 15);
const ru = new I18n('ru');
const told = (filter: RecordFilter) => chips.map((chip) => valueOf(filter, chip, ru, now)).filter(Boolean);

describe('the chips of a filter', () => {
  it('tell what they narrow to', () => {
    expect(told({ period: 'week', kinds: ['voicemail', 'fax'], noted: true })).toEqual([
      '7 дней',
      'Голосовые, Факсы',
      'С заметкой',
    ]);
    expect(told({ people: ['Анна', 'Борис', 'Вера'], extensions: ['101'] })).toEqual(['Анна и ещё 2', 'доб. 101']);
    expect(told({ fromMs: at(3, 1), toMs: at(3, 11) })).toEqual(['1 мар. – 10 мар.']);
    expect(told({ fromMs: at(3, 1), toMs: at(3, 2) })).toEqual(['1 мар.']);
    expect(told({ minSeconds: 60 })).toEqual(['от 1:00']);
    expect(told({ minSeconds: 5, maxSeconds: 90 })).toEqual(['0:05 – 1:30']);
    expect(told({})).toEqual([]);
  });

  it('«Пропущенные» is one chip, goes as one, and gives way to another choice', () => {
    const filter = onlyMissed({ groups: ['Продажи'], minSeconds: 60 });
    expect(filter).toEqual({ ...missed, groups: ['Продажи'] });
    expect(told(filter)).toEqual(['Пропущенные', 'Продажи']);
    expect(without(filter, 'directions')).toEqual({ groups: ['Продажи'] });
    expect(changed(filter, 'directions', { directions: ['out'] })).toEqual({
      groups: ['Продажи'],
      directions: ['out'],
    });
    expect(changed(filter, 'kinds', { kinds: ['fax'] })).toEqual({ groups: ['Продажи'], kinds: ['fax'] });
  });

  it('an empty choice narrows nothing, and one period replaces the other', () => {
    expect(changed({ kinds: ['fax'] }, 'kinds', { kinds: [] })).toEqual({});
    const dates = changed({ period: 'week' }, 'period', { fromMs: at(3, 1) });
    expect(dates).toEqual({ fromMs: at(3, 1) });
    expect(changed(dates, 'period', { period: 'today' })).toEqual({ period: 'today' });
    expect(isSet({ noted: false }, 'noted')).toBe(false);
  });

  it('periods mean days of this PC’s calendar, and main is asked by moments only', () => {
    expect(periods.map((period) => withDates({ period }, now))).toEqual([
      { fromMs: at(3, 31) },
      { fromMs: at(3, 30), toMs: at(3, 31) },
      { fromMs: at(3, 25) },
      { fromMs: at(3, 3) },
    ]);
    expect(withDates({ fromMs: 5, text: 'а' }, now)).toEqual({ fromMs: 5, text: 'а' });
  });

  it('are the same in whatever order they were set', () => {
    expect(isSame({ period: 'week', noted: true }, { noted: true, period: 'week' })).toBe(true);
    expect(isSame({ period: 'week' }, { period: 'month' })).toBe(false);
  });
});

describe('saved filters', () => {
  function journalWith(saved: SavedFilter[]) {
    let kept = saved;
    const main = fakeBridge({
      'journal.filters': () => kept,
      'journal.putFilter': ({ id, name, filter }: FilterForm) => {
        const put = { id: id ?? `new-${kept.length}`, name, filter };
        kept = [...kept.filter((other) => other.id !== put.id), put];
        return put;
      },
      'journal.removeFilter': ({ id }) => void (kept = kept.filter((other) => other.id !== id)),
      'journal.span': () => null,
    });
    return { journal: new Journal(main.ask, main.listen), main };
  }

  it('keep the chips with the text, and bring both back', async () => {
    const { journal } = journalWith([]);
    journal.put({ period: 'week', kinds: ['fax'] });
    journal.text = ' анна ';
    await journal.save('Факсы Анны');
    expect(journal.savedInForce?.name).toBe('Факсы Анны');
    journal.clear();
    expect([journal.narrowed, journal.savedInForce]).toEqual([false, null]);
    journal.choose(journal.saved[0]!);
    expect([journal.text, journal.filter]).toEqual(['анна', { period: 'week', kinds: ['fax'] }]);
  });

  it('a name that there is already gets the new filter; one that was removed comes back', async () => {
    const { journal } = journalWith([]);
    journal.put({ noted: true });
    await journal.save('Мои');
    journal.put({ kinds: ['fax'] });
    await journal.save('Мои');
    expect(journal.saved.map(({ name, filter }) => ({ name, filter }))).toEqual([
      { name: 'Мои', filter: { kinds: ['fax'] } },
    ]);
    const [mine] = journal.saved;
    await journal.rename(mine!, 'Факсы');
    expect(journal.saved[0]!.name).toBe('Факсы');
    await journal.remove(journal.saved[0]!);
    expect(journal.saved).toEqual([]);
    await journal.restore(mine!);
    expect(journal.saved[0]!.filter).toEqual({ kinds: ['fax'] });
  });
});
