import type { Section } from '../ui/sections.ts';

/** How many records each day has, as far as it was told. */
export class DayCounts {
  #counts = new Map<number, number>();

  /** Newest day first, without empty ones. */
  get sections(): Section[] {
    return [...this.#counts].sort(([one], [other]) => other - one).map(([key, count]) => ({ key, count }));
  }

  get total(): number {
    return this.totalSince(-Infinity);
  }

  totalSince(dayMs: number): number {
    return [...this.#counts].reduce((sum, [key, count]) => (key >= dayMs ? sum + count : sum), 0);
  }

  /** `boundariesMs`: one more than counts, ascending. */
  take(boundariesMs: readonly number[], counts: readonly number[]): void {
    counts.forEach((count, index) => {
      const dayMs = boundariesMs[index] ?? 0;
      if (count > 0) this.#counts.set(dayMs, count);
      else this.#counts.delete(dayMs);
    });
  }

  /** After all portions were counted: a day in none of them has nothing any more. */
  forgetOutside(portions: readonly number[][]): void {
    const known = new Set(portions.flat());
    for (const key of this.#counts.keys()) if (!known.has(key)) this.#counts.delete(key);
  }
}
