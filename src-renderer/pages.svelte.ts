import type { Page } from '../src-main/contract/model.ts';
import { Latest } from './latest.ts';

type Fetch<T> = (after: string | null, limit: number) => Promise<Page<T>>;

/** A list that comes page by page, each asked for by where the one before ended. */
export class Pages<T> {
  items: T[] = $state.raw([]);
  /** Null before the first answer, too: see `loaded`. */
  next: string | null = $state(null);
  loaded: boolean = $state(false);
  error: unknown = $state.raw(null);

  readonly #fetch: Fetch<T>;
  readonly #size: number;
  readonly #mostAtOnce: number;
  readonly #latest = new Latest();
  #fetchingMore = false;

  /** `size`: of a page; `mostAtOnce`: what main gives in one answer, when more of them are wanted again. */
  constructor(fetch: Fetch<T>, size: number, mostAtOnce = size) {
    this.#fetch = fetch;
    this.#size = size;
    this.#mostAtOnce = mostAtOnce;
  }

  /** From the start, as for another search. */
  async first(): Promise<void> {
    await this.#load(1);
  }

  /** Again what is on the screen, after something in it changed: at least `count` items, if there are as many. */
  async again(count: number): Promise<void> {
    await this.#load(count);
  }

  async more(): Promise<void> {
    const after = this.next;
    if (after === null || this.#fetchingMore) return;
    this.#fetchingMore = true;
    try {
      await this.#latest.take(
        () => this.#fetch(after, this.#size),
        (page) => {
          this.items = [...this.items, ...page.items];
          this.next = page.next;
        },
      );
    } catch (error) {
      this.error = error;
    } finally {
      this.#fetchingMore = false;
    }
  }

  close(): void {
    this.#latest.drop();
  }

  async #load(atLeast: number): Promise<void> {
    try {
      await this.#latest.take(
        () => this.#gather(atLeast),
        ({ items, next }) => {
          this.items = items;
          this.next = next;
          this.loaded = true;
          this.error = null;
        },
      );
    } catch (error) {
      this.error = error;
    }
  }

  async #gather(atLeast: number): Promise<Page<T>> {
    const items: T[] = [];
    let next: string | null = null;
    do {
      const limit = Math.min(Math.max(atLeast - items.length, this.#size), this.#mostAtOnce);
      const page: Page<T> = await this.#fetch(next, limit);
      items.push(...page.items);
      ({ next } = page);
    } while (next !== null && items.length < atLeast);
    return { items, next };
  }
}
