/** Rows under one heading. */
export interface Section {
  /** Ascending or descending, but never twice. */
  key: number;
  /** At least one. */
  count: number;
}

/** A row within its section, from 0; -1: the heading. */
export interface Place {
  section: number;
  row: number;
}

export interface Heights {
  heading: number;
  row: number;
}

/**
 * Where everything is in a list of a million rows under headings, by sums over the sections alone: item (a heading or a
 * row, from 0) ↔ section and row ↔ pixel.
 */
export class Sections {
  readonly list: readonly Section[];
  readonly rowCount: number;
  readonly height: number;
  readonly #heights: Heights;
  /** Rows before each section, and all of them. */
  readonly #before: Float64Array;
  readonly #byKey: ReadonlyMap<number, number>;

  constructor(list: readonly Section[], heights: Heights) {
    this.list = list;
    this.#heights = heights;
    this.#before = new Float64Array(list.length + 1);
    list.forEach(({ count }, index) => (this.#before[index + 1] = this.#rowsBefore(index) + count));
    this.#byKey = new Map(list.map(({ key }, index) => [key, index]));
    this.rowCount = this.#rowsBefore(list.length);
    this.height = this.#sectionTop(list.length);
  }

  get itemCount(): number {
    return this.rowCount + this.list.length;
  }

  indexOf(key: number): number | null {
    return this.#byKey.get(key) ?? null;
  }

  itemOf({ section, row }: Place): number {
    return this.#rowsBefore(section) + section + row + 1;
  }

  /** The item must exist. */
  placeOf(item: number): Place {
    const section = this.#lastSection((index) => this.#rowsBefore(index) + index <= item);
    return { section, row: item - this.#rowsBefore(section) - section - 1 };
  }

  /** In pixels from the start of the list; of the item after the last, too. */
  topOf(item: number): number {
    if (item >= this.itemCount) return this.height;
    const { section, row } = this.placeOf(item);
    return this.#sectionTop(section) + (row < 0 ? 0 : this.#heights.heading + row * this.#heights.row);
  }

  heightOf({ row }: Place): number {
    return row < 0 ? this.#heights.heading : this.#heights.row;
  }

  /** The item that covers this pixel; the first or last for one outside of the list. */
  itemAt(px: number): number {
    if (this.itemCount === 0) return 0;
    const section = this.#lastSection((index) => this.#sectionTop(index) <= px);
    const within = px - this.#sectionTop(section) - this.#heights.heading;
    const row = within < 0 ? -1 : Math.floor(within / this.#heights.row);
    return this.itemOf({ section, row: Math.min(row, (this.list[section]?.count ?? 0) - 1) });
  }

  /** Where the section ends, in pixels. */
  bottomOf(section: number): number {
    return this.#sectionTop(section + 1);
  }

  #rowsBefore(section: number): number {
    return this.#before[section] ?? 0;
  }

  #sectionTop(section: number): number {
    return this.#rowsBefore(section) * this.#heights.row + section * this.#heights.heading;
  }

  /** The last one for which it holds; what holds for one must hold for all before. */
  #lastSection(holds: (section: number) => boolean): number {
    let low = 0;
    let high = Math.max(0, this.list.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (holds(middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
