import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecordView } from '../../../src-main/contract/model.ts';
import { dayAfter } from '../../../src-renderer/journal/days.ts';
import { Journal } from '../../../src-renderer/journal/journal.svelte.ts';
import { fakeBridge } from './fake-bridge.ts';
import { aRecord, journalMain } from './journal-main.ts';

const noon = new Date(2026, 10, 23, 12).getTime();
const minute = 60_000;

/** So many days back from today, each with so many calls, a minute apart, the last at noon. */
function history(days: number, perDay: number): RecordView[] {
  return Array.from({ length: days * perDay }, (_, index) => {
    const day = Math.floor(index / perDay);
    const startedAtMs = new Date(2026, 10, 23 - day, 12).getTime() - (index % perDay) * minute;
    return aRecord({ id: 1_000_000 - index, startedAtMs, name: `Запись ${index}` });
  });
}

afterEach(() => vi.useRealTimers());

const waiting = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
};

async function opened(records: RecordView[], before?: Parameters<typeof journalMain>[1]) {
  vi.useFakeTimers({ now: noon + minute });
  const main = journalMain(records, before);
  const journal = new Journal(main.ask, main.listen);
  journal.list.view.viewport = 440;
  const close = journal.open(() => undefined);
  await waiting(0);
  const { list } = journal;
  const { view } = list;
  const shown = () =>
    view.drawn
      .filter(({ item, row }) => row >= 0 && item >= view.first && item <= view.last)
      .map((place) => list.at(place)?.name ?? null);
  const scrollTo = async (top: number) => {
    view.goTo(top);
    void list.fill();
    await waiting(0);
  };
  return { main, journal, list, view, shown, scrollTo, close };
}

const names = (from: number, count: number) => Array.from({ length: count }, (_, index) => `Запись ${from + index}`);

describe('the journal', () => {
  it('counts all days and reads only what is seen', async () => {
    const { list, shown, main } = await opened(history(800, 20));
    expect(list.total).toBe(16_000);
    expect(list.counted).toBe(true);
    expect(shown().slice(0, 9)).toEqual(names(0, 9));
    expect(main.inputsOf('journal.page').length).toBeLessThanOrEqual(2);
  });

  it('a jump into the middle asks for that place, not for what lies between', async () => {
    const { view, scrollTo, shown, main } = await opened(history(800, 20));
    const before = main.inputsOf('journal.page').length;
    const item = view.sections.itemOf({ section: 400, row: 3 });
    await scrollTo(view.sections.topOf(item));
    expect(shown()[0]).toBe('Запись 8003');
    expect(shown()).not.toContain(null);
    expect(main.inputsOf('journal.page').length - before).toBeLessThanOrEqual(3);
    const [asked] = main.inputsOf('journal.page').slice(before) as { filter: { toMs: number } }[];
    expect(asked?.filter.toMs).toBe(dayAfter(view.sections.list[400]!.key));
  });

  it('in a day with thousands it finds the place by slices, not page by page', async () => {
    const day = Array.from({ length: 5000 }, (_, index) =>
      aRecord({ id: 9000 - index, startedAtMs: noon - index * 8000, name: `Запись ${index}` }),
    );
    const { view, scrollTo, shown, main } = await opened(day);
    const before = main.inputsOf('journal.page').length;
    await scrollTo(view.sections.topOf(4500));
    expect(shown().slice(0, 5)).toEqual(names(4499, 5));
    expect(main.inputsOf('journal.page').length - before).toBeLessThanOrEqual(4);
  });

  it('everything that is shown is what is there, wherever it is scrolled to', async () => {
    const records = history(40, 3).concat(
      history(3, 700).map((record) => ({
        ...record,
        id: record.id - 50_000,
        startedAtMs: record.startedAtMs - 1,
        name: `Другая ${record.id}`,
      })),
    );
    const { view, list, scrollTo, shown } = await opened(records);
    const right = records.toSorted((a, b) => b.startedAtMs - a.startedAtMs || b.id - a.id).map(({ name }) => name);
    expect(list.total).toBe(right.length);
    for (const part of [0.97, 0.1, 0.5, 0.51, 0.3, 1, 0]) {
      await scrollTo(Math.floor(view.sections.height * part));
      const seen = shown();
      expect(seen.length).toBeGreaterThan(7);
      const at = right.indexOf(seen[0]!);
      expect(seen).toEqual(right.slice(at, at + seen.length));
    }
  });

  it('what was scrolled past while main was busy is never asked', async () => {
    let release = () => undefined as void;
    let held = false;
    const { view, list, main, shown } = await opened(history(800, 20), (name) => {
      if (!held || name !== 'journal.page') return;
      return new Promise((resolve) => (release = resolve));
    });
    held = true;
    const before = main.inputsOf('journal.page').length;
    for (let section = 50; section <= 750; section += 5) {
      view.goTo(view.sections.topOf(view.sections.itemOf({ section, row: 0 })));
      void list.fill();
    }
    await waiting(0);
    held = false;
    release();
    await waiting(0);
    expect(main.inputsOf('journal.page').length - before).toBeLessThanOrEqual(4);
    expect(shown()).not.toContain(null);
    expect(shown()[0]).toBe('Запись 15000');
  });

  it('never keeps more than some thousand rows', async () => {
    const { view, list, scrollTo } = await opened(history(400, 50));
    for (let at = 0; at < 20_000; at += 90) await scrollTo(view.sections.topOf(at));
    expect(list.idsWhere(() => true).length).toBeLessThanOrEqual(3100);
  });
});

describe('another filter', () => {
  it('starts from the top, and the answers to the old one no longer count', async () => {
    const held: (() => void)[] = [];
    let hold = false;
    const { journal, list, shown, scrollTo, view } = await opened(history(30, 20), (name, input) => {
      const { filter } = input as { filter: { text?: string } };
      if (hold && name === 'journal.days' && filter.text === 'Запись 5')
        return new Promise((resolve) => held.push(resolve));
    });
    await scrollTo(view.sections.topOf(300));
    hold = true;
    journal.write('Запись 5');
    await waiting(200);
    journal.write('Запись 59');
    await waiting(200);
    held.forEach((release) => release());
    await waiting(0);
    expect(view.top).toBe(0);
    expect(list.total).toBe(11);
    expect(shown()[0]).toBe('Запись 59');
  });

  it('shows what was there until something is told of it', async () => {
    let release = () => undefined as void;
    let hold = false;
    const { journal, list, shown } = await opened(history(3, 20), (name) => {
      if (hold && name === 'journal.days') return new Promise((resolve) => (release = resolve));
    });
    hold = true;
    journal.change('kinds', { kinds: ['fax'] });
    await waiting(0);
    expect(shown()[0]).toBe('Запись 0');
    hold = false;
    release();
    await waiting(0);
    expect([list.total, list.counted]).toEqual([0, true]);
  });

  it('a word is looked for once it is written, not letter by letter', async () => {
    const { journal, main } = await opened(history(3, 20));
    const before = main.inputsOf('journal.days').length;
    for (const text of ['п', 'пе', 'пет', 'петр']) {
      journal.write(text);
      await waiting(40);
    }
    await waiting(300);
    const texts = main.inputsOf('journal.days').slice(before) as { filter: { text?: string } }[];
    expect(new Set(texts.map(({ filter }) => filter.text))).toEqual(new Set(['петр']));
  });
});

describe('what comes in meanwhile', () => {
  const fresh = (id: number) => aRecord({ id: 2_000_000 + id, startedAtMs: noon + id * 1000, name: `Новая ${id}` });

  it('is seen at the top', async () => {
    const { main, shown } = await opened(history(30, 20));
    main.add(fresh(1));
    main.changed('records');
    await waiting(1100);
    expect(shown().slice(0, 2)).toEqual(['Новая 1', 'Запись 0']);
  });

  it('moves nothing where somebody reads, and is counted', async () => {
    const { main, list, view, shown, scrollTo } = await opened(history(30, 20));
    await scrollTo(view.sections.topOf(300));
    const before = shown();
    for (const id of [1, 2, 3]) main.add(fresh(id));
    main.changed('records');
    await waiting(1100);
    expect(shown()).toEqual(before);
    expect(list.fresh).toBe(3);
    list.toTop();
    void list.fill();
    await waiting(0);
    expect(list.fresh).toBe(0);
    expect(shown()[0]).toBe('Новая 3');
  });

  it('in a burst is asked for about once a second', async () => {
    const { main } = await opened(history(800, 20));
    await waiting(2000);
    const before = main.asked.length;
    for (let burst = 0; burst < 100; burst++) {
      main.changed('records');
      await waiting(50);
    }
    expect(main.asked.length - before).toBeLessThan(5 * 15);
    const spans = main.asked.slice(before).filter(({ name }) => name === 'journal.span').length;
    expect(spans).toBeLessThanOrEqual(7);
    expect(spans).toBeGreaterThanOrEqual(3);
  });

  it('older history lengthens the list downwards', async () => {
    const all = history(600, 20);
    const { main, list, view, shown, scrollTo } = await opened(all.slice(0, 1000));
    await scrollTo(view.sections.topOf(300));
    const before = shown();
    main.put(all);
    main.changed('records');
    await waiting(3000);
    expect(list.total).toBe(12_000);
    expect(shown()).toEqual(before);
    expect(list.fresh).toBe(0);
  });

  it('is not asked for while nobody looks, but as soon as somebody does', async () => {
    const { main, journal, shown, close } = await opened(history(30, 20));
    await waiting(2000);
    close();
    const before = main.asked.length;
    main.add(fresh(1));
    main.changed('records');
    await waiting(5000);
    expect(main.asked.length).toBe(before);
    journal.open(() => undefined);
    await waiting(10);
    expect(shown()[0]).toBe('Новая 1');
  });

  it('a file that has come is told by its row, without counting again', async () => {
    const records = history(2, 20).map((record) => ({ ...record, mediaId: `media-${record.id}` }));
    const { main, list, view } = await opened(records);
    await waiting(2000);
    const [first] = records;
    main.put(records.map((record) => (record.id === first!.id ? { ...record, mediaHere: true } : record)));
    const before = main.inputsOf('journal.days').length;
    main.emit({ type: 'changed', topic: 'media', ids: [first!.mediaId] });
    await waiting(400);
    expect(list.at({ section: 0, row: 0 })?.mediaHere).toBe(true);
    expect(view.top).toBe(0);
    expect(main.inputsOf('journal.days').length).toBe(before);
  });
});

it('a list that could not be read says so, and is read when asked again', async () => {
  let broken = true;
  const { list, shown } = await opened(history(3, 20), () => {
    if (broken) throw new Error('the cache is gone');
  });
  expect(list.error).not.toBeNull();
  broken = false;
  await list.again();
  await waiting(0);
  expect(list.error).toBeNull();
  expect(shown()[0]).toBe('Запись 0');
});

it('the note of a record is written where it is, and is in the record that is open', async () => {
  const notes: unknown[] = [];
  const main = fakeBridge({ 'journal.setNote': (input) => void notes.push(input) });
  const journal = new Journal(main.ask, main.listen);
  journal.select(aRecord());
  await journal.noteKeeper(aRecord().id)('перезвонить в среду');
  expect(notes).toEqual([{ id: 1, text: 'перезвонить в среду' }]);
  expect(journal.selected?.note).toBe('перезвонить в среду');
});
