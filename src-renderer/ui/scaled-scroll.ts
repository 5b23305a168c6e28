/** Chromium ends an element at 33,554,428 px, after its zoom: this is within it at 400 %. */
const longest = 8_000_000;
/** So far from either end a pixel of the scrollbar's is a pixel of the list, so that the ends are reached evenly. */
const edge = 100_000;

/**
 * A scroll position in a list of any height, on an element that must not be taller than Chromium allows. Wheel and keys
 * move by true pixels; what is dragged on the scrollbar goes to its proportional place. `physical` is the element's own
 * `scrollTop`; it runs away from the place that belongs to `top` while the wheel turns, and `settle` brings it back.
 */
export class ScaledScroll {
  /** All in pixels. */
  total = 0;
  viewport = 0;
  top = 0;
  physical = 0;

  /** Height of the element that is scrolled. */
  get length(): number {
    return Math.min(this.total, longest);
  }

  get maxTop(): number {
    return Math.max(0, this.total - this.viewport);
  }

  get scaled(): boolean {
    return this.total > longest;
  }

  /** The list or the window changed: the place stays, as far as it still exists. */
  resize(total: number, viewport: number): void {
    this.total = total;
    this.viewport = viewport;
    this.goTo(this.top);
  }

  goTo(top: number): void {
    this.top = Math.min(this.maxTop, Math.max(0, top));
    this.settle();
  }

  /** The element was scrolled by the person. */
  moved(physical: number): void {
    const delta = physical - this.physical;
    this.physical = physical;
    if (!this.scaled) this.top = clamp(physical, this.maxTop);
    else if (Math.abs(delta) > this.#dragged) this.top = this.#topAt(physical);
    else this.top = clamp(this.top + delta, this.maxTop);
  }

  /** Puts the element where `top` belongs. To be done when the scrolling rests, or when the element has come to its end. */
  settle(): void {
    this.physical = this.#physicalAt(this.top);
  }

  /** The element is at its end and the list is not: without `settle` the wheel could not go on. */
  get stuck(): boolean {
    const atEnd = this.physical <= 0 || this.physical >= this.#maxPhysical;
    return this.scaled && atEnd && this.#physicalAt(this.top) !== this.physical;
  }

  get #maxPhysical(): number {
    return Math.max(0, this.length - this.viewport);
  }

  /** A third of what one pixel of the scrollbar's thumb makes; no wheel goes as far in one frame. */
  get #dragged(): number {
    return this.length / (3 * Math.max(1, this.viewport));
  }

  get #middle(): { physical: number; top: number } {
    return { physical: this.#maxPhysical - 2 * edge, top: this.maxTop - 2 * edge };
  }

  #physicalAt(top: number): number {
    if (!this.scaled || top <= edge) return top;
    if (top >= this.maxTop - edge) return this.#maxPhysical - (this.maxTop - top);
    const { physical, top: of } = this.#middle;
    return edge + Math.round(((top - edge) * physical) / of);
  }

  #topAt(physical: number): number {
    const at = clamp(physical, this.#maxPhysical);
    if (at <= edge) return at;
    if (at >= this.#maxPhysical - edge) return this.maxTop - (this.#maxPhysical - at);
    const { physical: of, top } = this.#middle;
    return edge + Math.round(((at - edge) * top) / of);
  }
}

const clamp = (value: number, max: number) => Math.min(max, Math.max(0, value));
