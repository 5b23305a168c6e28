import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter, dayPortions, slicesOf } from '../../../src-renderer/journal/days.ts';
import { midnight } from '../../../src-renderer/i18n/formats.ts';
import { HugeView } from '../../../src-renderer/ui/huge-view.svelte.ts';
import { ScaledScroll } from '../../../src-renderer/ui/scaled-scroll.ts';
import { Sections, type Section } from '../../../src-renderer/ui/sections.ts';

const heights = { heading: 30, row: 44 };
const counts = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 60 });
const toList = (each: number[]): Section[] => each.map((count, index) => ({ key: 10_000 - index, count }));

describe('sections of rows', () => {
  it('item, place and pixel lead to one another', () => {
    fc.assert(
      fc.property(counts, fc.nat(), (each, seed) => {
        const sections = new Sections(toList(each), heights);
        const item = seed % sections.itemCount;
        const place = sections.placeOf(item);
        expect(sections.itemOf(place)).toBe(item);
        const top = sections.topOf(item);
        expect(sections.itemAt(top)).toBe(item);
        expect(sections.itemAt(top + sections.heightOf(place) - 1)).toBe(item);
        expect(sections.topOf(item + 1)).toBe(top + sections.heightOf(place));
      }),
    );
  });

  it('leave out nothing: the heights of all make up the whole', () => {
    fc.assert(
      fc.property(counts, (each) => {
        const sections = new Sections(toList(each), heights);
        const rows = each.reduce((sum, count) => sum + count, 0);
        expect(sections.rowCount).toBe(rows);
        expect(sections.height).toBe(rows * heights.row + each.length * heights.heading);
        expect(sections.topOf(sections.itemCount)).toBe(sections.height);
        expect(sections.itemAt(sections.height + 1000)).toBe(sections.itemCount - 1);
        expect(sections.itemAt(-5)).toBe(0);
      }),
    );
  });

  it('may be none at all', () => {
    const none = new Sections([], heights);
    expect([none.itemCount, none.height, none.itemAt(100)]).toEqual([0, 0, 0]);
  });
});

describe('a scaled scroll', () => {
  const scrollOf = (total: number, viewport: number) => {
    const scroll = new ScaledScroll();
    scroll.resize(total, viewport);
    return scroll;
  };
  const totals = fc.integer({ min: 1, max: 2_000_000_000 });
  const viewports = fc.integer({ min: 120, max: 2000 });

  it('never asks for more than Chromium has, even at 400 %', () => {
    fc.assert(
      fc.property(totals, viewports, (total, viewport) => {
        expect(scrollOf(total, viewport).length * 4).toBeLessThan(33_554_428);
      }),
    );
  });

  it('comes back to where it was: place → element → place', () => {
    fc.assert(
      fc.property(totals, viewports, fc.double({ min: 0, max: 1, noNaN: true }), (total, viewport, part) => {
        const scroll = scrollOf(total, viewport);
        scroll.goTo(Math.round(scroll.maxTop * part));
        const { top, physical } = scroll;
        const again = scrollOf(total, viewport);
        again.moved(physical);
        const scale = Math.max(1, total / scroll.length);
        expect(Math.abs(again.top - top)).toBeLessThanOrEqual(scale * 2);
        expect(physical).toBeGreaterThanOrEqual(0);
        expect(physical).toBeLessThanOrEqual(Math.max(0, scroll.length - viewport));
      }),
    );
  });

  it('grows with the place, and has its ends at the ends', () => {
    fc.assert(
      fc.property(totals, viewports, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (total, viewport, parts) => {
        const scroll = scrollOf(total, viewport);
        const at = (top: number) => (scroll.goTo(top), scroll.physical);
        const places = parts.toSorted((one, other) => one - other).map((part) => at(part * scroll.maxTop));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        expect(at(0)).toBe(0);
        expect(at(scroll.maxTop)).toBe(Math.max(0, scroll.length - viewport));
      }),
    );
  });

  it('the wheel moves by true pixels, from the start to the end, however often it rests', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8_000_001, max: 100_000_000 }),
        viewports,
        fc.array(fc.record({ by: fc.integer({ min: -900, max: 900 }), rests: fc.boolean() }), { maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, viewport, turns, part) => {
          const scroll = scrollOf(total, viewport);
          scroll.goTo(Math.round(scroll.maxTop * part));
          for (const { by, rests } of turns) {
            const before = scroll.top;
            // The element itself stops at its ends.
            const physical = Math.min(scroll.length - viewport, Math.max(0, scroll.physical + by));
            const went = physical - scroll.physical;
            scroll.moved(physical);
            expect(scroll.top).toBe(Math.min(scroll.maxTop, Math.max(0, before + went)));
            if (rests || scroll.stuck) scroll.settle();
            // There is always room to go on, as long as the list does.
            if (scroll.top > 0) expect(scroll.physical).toBeGreaterThan(0);
            if (scroll.top < scroll.maxTop) expect(scroll.physical).toBeLessThan(scroll.length - viewport);
          }
        },
      ),
    );
  });

  it('what is dragged goes to its proportional place', () => {
    const scroll = scrollOf(44_000_000, 600);
    scroll.moved(4_000_000);
    expect(scroll.top / scroll.maxTop).toBeCloseTo(0.5, 2);
    scroll.moved(scroll.length - 600);
    expect(scroll.top).toBe(scroll.maxTop);
    scroll.moved(0);
    expect(scroll.top).toBe(0);
  });

  it('a list that Chromium can take is not scaled', () => {
    const scroll = scrollOf(440_000, 600);
    for (const physical of [0, 100, 300_000, 439_400]) {
      scroll.moved(physical);
      expect(scroll.top).toBe(physical);
    }
  });
});

describe('the view of a huge list', () => {
  const view = (each: number[]) => {
    const made = new HugeView(heights);
    made.viewport = 520;
    made.setSections(toList(each));
    return made;
  };

  it('draws what is seen and little more, anywhere in a million rows', () => {
    const huge = view(Array.from({ length: 1100 }, () => 1000));
    for (const part of [0, 0.25, 0.5, 0.9999, 1]) {
      huge.goTo(huge.sections.height * part);
      expect(huge.drawn.length).toBeLessThan(30);
      expect(huge.drawn.some(({ item }) => item === huge.first)).toBe(true);
      expect(huge.drawn.some(({ item }) => item === huge.last)).toBe(true);
      for (const { item } of huge.drawn.filter(({ item }) => item >= huge.first && item <= huge.last))
        expect(Math.abs(huge.offsetOf(item))).toBeLessThan(101_000);
    }
    expect(huge.last).toBe(huge.sections.itemCount - 1);
  });

  it('keeps what is seen where it is, whatever comes in above', () => {
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (each, more, part) => {
          const huge = view(each);
          huge.goTo(Math.max(1, Math.floor(huge.sections.height * part)));
          if (huge.top === 0) return;
          const seen = huge.drawn.filter(({ item }) => item >= huge.first && item <= huge.last && item > 0);
          const places = new Map(seen.map(({ key, item }) => [key, huge.sections.topOf(item) - huge.top]));
          huge.setSections([
            { key: 20_000, count: more },
            ...toList(each).map((section, index) =>
              index === 0 ? { ...section, count: section.count + more } : section,
            ),
          ]);
          for (const { key, item } of huge.drawn) {
            const before = places.get(key);
            // The heading of the section that grew is pushed up by its new rows.
            if (before !== undefined && key !== '10000') expect(huge.sections.topOf(item) - huge.top).toBe(before);
          }
        },
      ),
    );
  });

  it('stays at the top when it is there: what is new is seen', () => {
    const huge = view([5, 5]);
    huge.setSections([{ key: 20_000, count: 1 }, ...toList([5, 5])]);
    expect(huge.top).toBe(0);
  });

  it('keeps the row with the focus drawn and known, also out of sight', () => {
    const huge = view([500, 500]);
    huge.focus(3);
    const { key } = huge.drawn.find(({ item }) => item === 3)!;
    huge.goTo(20_000);
    expect(huge.drawn.map((item) => item.key)).toContain(key);
    huge.setSections([
      { key: 10_000, count: 502 },
      { key: 9999, count: 500 },
    ]);
    expect(huge.active).toBe(5);
    expect(huge.drawn.map((item) => item.key)).toContain(key);
  });

  it('scrolls no further than it takes to show a row, below the heading that sticks', () => {
    const huge = view([500]);
    huge.goTo(1000);
    const top = huge.sections.topOf(40);
    huge.reveal(40);
    expect(top + heights.row - huge.top).toBe(520);
    huge.reveal(2);
    expect(huge.sections.topOf(2) - huge.top).toBe(heights.heading);
  });
});

describe('days', () => {
  const moment = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2030, 0) });

  it('portions cover the stretch without a gap or an overlap, newest first', () => {
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const stretch = { fromMs: Math.min(one, other), toMs: Math.max(one, other) };
        const portions = dayPortions(stretch);
        expect(portions[0]!.at(-1)).toBe(dayAfter(stretch.toMs));
        expect(portions.at(-1)![0]).toBe(midnight(stretch.fromMs));
        portions.forEach((portion, index) => {
          expect(portion).toEqual([...new Set(portion)].toSorted((a, b) => a - b));
          expect(portion.every((atMs) => midnight(atMs) === atMs)).toBe(true);
          expect(portion.length).toBeLessThanOrEqual(367);
          if (index > 0) expect(portion.at(-1)).toBe(portions[index - 1]![0]);
        });
      }),
    );
  });

  it('a stretch that is none has no days; slices make up their day', () => {
    expect(dayPortions({ fromMs: 5_000_000_000, toMs: 1_000_000_000 })).toEqual([]);
    const day = midnight(Date.UTC(2026, 2, 29));
    const slices = slicesOf(day);
    expect([slices[0], slices.at(-1)]).toEqual([day, dayAfter(day)]);
    expect(slices).toEqual([...new Set(slices)].toSorted((a, b) => a - b));
  });
});
