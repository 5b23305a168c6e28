/** Rows beyond the visible edge that are kept drawn, so that a fast scroll shows no blanks. */
const overscan = 8;

/**
 * Which rows of a long list to draw: heights are known beforehand, so a binary search over their sums is all it takes.
 * Chromium ends an element at 33,554,428 px; lists of this window stay far below (50,000 rows of 52 px: 2.6 million).
 */
export class Windowed {
  scrollTop: number = $state(0);
  viewport: number = $state(0);
  #heights: readonly number[] = $state.raw([]);

  readonly #offsets = $derived.by(() => sums(this.#heights));
  readonly total = $derived(this.#offsets[this.#heights.length] ?? 0);
  readonly from = $derived(Math.max(0, this.#rowAt(this.scrollTop) - overscan));
  /** Exclusive. */
  readonly to = $derived(Math.min(this.#heights.length, this.#rowAt(this.scrollTop + this.viewport) + 1 + overscan));

  /**
   * `whereIs` tells for the number of a row where the same row stands now, -1: nowhere. With it, the first row in sight
   * stays where it is, unless the list stands at its very top: then what comes in above is seen.
   */
  setHeights(heights: readonly number[], whereIs: (index: number) => number = () => -1): void {
    const first = this.#rowAt(this.scrollTop);
    const hidden = this.scrollTop - this.top(first);
    const now = this.scrollTop > 0 ? whereIs(first) : -1;
    this.#heights = heights;
    if (now >= 0) this.scrollTop = this.top(now) + hidden;
  }

  top(index: number): number {
    return this.#offsets[index] ?? 0;
  }

  /** Where to scroll so that the row is wholly visible; the present place if it is. */
  reveal(index: number): number {
    const top = this.top(index);
    const bottom = this.top(index + 1);
    if (top < this.scrollTop) return top;
    return bottom > this.scrollTop + this.viewport ? bottom - this.viewport : this.scrollTop;
  }

  #rowAt(px: number): number {
    const offsets = this.#offsets;
    let low = 0;
    let high = this.#heights.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((offsets[middle] ?? 0) <= px) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function sums(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1);
  let sum = 0;
  heights.forEach((height, index) => {
    sum += height;
    offsets[index + 1] = sum;
  });
  return offsets;
}
