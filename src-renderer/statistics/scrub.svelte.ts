/**
 * The place in a chart whose value is told: the one that the pointer is over, else the one that the arrow keys came to. The
 * chart is a slider to a screen reader; each place says its own value.
 */
export class Scrub {
  #over: number | null = $state(null);
  #at: number | null = $state(null);

  readonly #count: () => number;
  /** Places in a row; ↑ and ↓ go as many on. */
  readonly #perRow: () => number;

  constructor(count: () => number, perRow: () => number = count) {
    this.#count = count;
    this.#perRow = perRow;
  }

  /** Null: none is told. */
  get index(): number | null {
    const index = this.#over ?? this.#at;
    return index !== null && index < this.#count() ? index : null;
  }

  /** For those who have not yet gone anywhere: the last, as it is the newest. */
  get value(): number {
    return this.index ?? Math.max(0, this.#count() - 1);
  }

  /** What the pointer is on; places carry `data-index`. */
  over(target: EventTarget | null): void {
    const place = target instanceof Element ? target.closest('[data-index]') : null;
    this.#over = place === null ? null : Number(place.getAttribute('data-index'));
  }

  focus(): void {
    this.#at ??= this.value;
  }

  blur(): void {
    this.#at = null;
  }

  onKey(event: KeyboardEvent): void {
    const to = this.#target(event.code);
    if (to === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#over = null;
    this.#at = Math.min(this.#count() - 1, Math.max(0, to));
  }

  #target(code: string): number | null {
    const [row, last] = [this.#perRow(), this.#count() - 1];
    const inRows = row < this.#count();
    const at = this.value;
    switch (code) {
      case 'ArrowLeft':
        return at - 1;
      case 'ArrowRight':
        return at + 1;
      case 'ArrowUp':
        return inRows ? (at >= row ? at - row : at) : at + 1;
      case 'ArrowDown':
        return inRows ? (at + row <= last ? at + row : at) : at - 1;
      case 'Home':
        return 0;
      case 'End':
        return last;
      default:
        return null;
    }
  }
}
