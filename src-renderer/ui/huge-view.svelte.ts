import { ScaledScroll } from './scaled-scroll.ts';
import { Sections, type Heights, type Place, type Section } from './sections.ts';

/** Items beyond the visible edge that are kept drawn, so that a frame has little to make. */
const overscan = 3;
/** Rows are placed relative to the last multiple of this, as CSS pixels lose their fractions far out. */
const ground = 100_000;

export interface DrawnItem extends Place {
  item: number;
  /** Of the section. */
  sectionKey: number;
  /** Stays the same when rows come in above, so that nothing drawn is made anew. */
  key: string;
}

/** A row by what lies below it in its section: new rows come in above. */
interface Kept {
  sectionKey: number;
  fromEnd: number;
}

/** What of a list of up to millions of rows is seen, and how it is scrolled. */
export class HugeView {
  sections: Sections = $state.raw(new Sections([], { heading: 1, row: 1 }));
  top: number = $state(0);
  /** Counts up whenever the element has to be put to `physical` from here. */
  puts: number = $state(0);
  #viewport: number = $state(0);
  #active: Kept | null = $state.raw(null);
  readonly #heights: Heights;
  readonly #scroll = new ScaledScroll();

  /** First and last item that are visible. */
  readonly first = $derived(this.sections.itemAt(this.top));
  readonly last = $derived(this.sections.itemAt(this.top + Math.max(0, this.#viewport - 1)));
  readonly base = $derived(Math.floor(this.top / ground) * ground);
  /** The item that has the focus, or gets it first; -1: there is none. */
  readonly active = $derived.by(() => this.#activeItem());
  readonly drawn: DrawnItem[] = $derived.by(() => this.#draw());
  /** The heading under which the first visible row stands, kept at the top; null: nothing to show. */
  readonly stuck = $derived.by(() => this.#stuck());

  constructor(heights: Heights) {
    this.#heights = heights;
    this.sections = new Sections([], heights);
  }

  get viewport(): number {
    return this.#viewport;
  }

  set viewport(px: number) {
    this.#viewport = px;
    this.#scroll.resize(this.sections.height, px);
    this.#put();
  }

  /** Of the element that is scrolled, and where it has to be scrolled to. */
  get length(): number {
    return this.#scroll.length;
  }

  get physical(): number {
    return this.#scroll.physical;
  }

  /** Takes in other counts. What is seen stays where it is, unless the list is at its very top. */
  setSections(list: readonly Section[]): void {
    const seen = this.top > 0 ? this.#keep() : null;
    this.sections = new Sections(list, this.#heights);
    this.#scroll.resize(this.sections.height, this.#viewport);
    if (seen) this.#scroll.goTo(this.#topOf(seen));
    this.#put();
  }

  goTo(top: number): void {
    this.#scroll.goTo(top);
    this.#put();
  }

  /** The element was scrolled. */
  scrolled(physical: number): void {
    this.#scroll.moved(physical);
    this.top = this.#scroll.top;
    if (this.#scroll.stuck) this.settle();
  }

  /** The scrolling rests. */
  settle(): void {
    this.#scroll.settle();
    this.#put();
  }

  focus(item: number): void {
    const { section, row } = this.sections.placeOf(item);
    const at = this.sections.list[section];
    this.#active = at && row >= 0 ? { sectionKey: at.key, fromEnd: at.count - row } : null;
  }

  /** Somebody has been on the active row; otherwise it is just the first that is seen. */
  get taken(): boolean {
    return this.#active !== null;
  }

  forget(): void {
    this.#active = null;
  }

  /** Scrolls no further than it takes to see the item wholly, below the heading that sticks. */
  reveal(item: number): void {
    const top = this.sections.topOf(item) - this.#heights.heading;
    const bottom = this.sections.topOf(item + 1);
    if (top < this.top) this.goTo(top);
    else if (bottom > this.top + this.#viewport) this.goTo(bottom - this.#viewport);
  }

  /** Pixels from the ground that is moved. */
  offsetOf(item: number): number {
    return this.sections.topOf(item) - this.base;
  }

  #put(): void {
    this.top = this.#scroll.top;
    this.puts += 1;
  }

  #keep(): { sectionKey: number; fromBottom: number } | null {
    const { section } = this.sections.placeOf(this.first);
    const at = this.sections.list[section];
    return at ? { sectionKey: at.key, fromBottom: this.sections.bottomOf(section) - this.top } : null;
  }

  /** Where what was kept is now; where it would be, if its section is gone. */
  #topOf({ sectionKey, fromBottom }: { sectionKey: number; fromBottom: number }): number {
    const index = this.sections.indexOf(sectionKey);
    if (index !== null) return this.sections.bottomOf(index) - fromBottom;
    const newer = this.sections.list.filter(({ key }) => key > sectionKey).length;
    return newer === 0 ? 0 : this.sections.bottomOf(newer - 1);
  }

  #activeItem(): number {
    const { sections } = this;
    const kept = this.#active;
    const index = kept && sections.indexOf(kept.sectionKey);
    if (kept && index !== null) {
      const row = (sections.list[index]?.count ?? 0) - kept.fromEnd;
      if (row >= 0) return sections.itemOf({ section: index, row });
    }
    if (sections.rowCount === 0) return -1;
    return sections.placeOf(this.first).row < 0 ? this.first + 1 : this.first;
  }

  #draw(): DrawnItem[] {
    const { sections, active } = this;
    if (sections.itemCount === 0) return [];
    const from = Math.max(0, this.first - overscan);
    const to = Math.min(sections.itemCount - 1, this.last + overscan);
    const items = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
    // What has the focus stays drawn wherever the list is scrolled to, or the focus would be lost.
    if (active >= 0 && (active < from || active > to)) items.push(active);
    return items.map((item) => {
      const place = sections.placeOf(item);
      const { key = 0, count = 0 } = sections.list[place.section] ?? {};
      return { ...place, item, sectionKey: key, key: place.row < 0 ? `${key}` : `${key} ${count - place.row}` };
    });
  }

  #stuck(): { sectionKey: number; shift: number } | null {
    const { section } = this.sections.placeOf(this.first);
    const at = this.sections.list[section];
    if (!at) return null;
    const room = this.sections.bottomOf(section) - this.top;
    return { sectionKey: at.key, shift: Math.min(0, room - this.#heights.heading) };
  }
}
