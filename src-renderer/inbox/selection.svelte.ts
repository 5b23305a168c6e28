import { keyOf, type ShelvedItem } from './item.ts';

/**
 * What is selected in a list that changes by itself. What left the list stays selected until another is taken: nobody
 * loses from sight what is being read.
 */
export class Selection {
  key: string | null = $state(null);
  /** Several, chosen together with the selected one; empty: only that. */
  chosen: readonly string[] = $state.raw([]);
  /** As it was when last seen. */
  #kept: ShelvedItem | null = $state.raw(null);
  /** Where it stood when last seen. */
  #place = 0;
  /** The other end of a range. */
  #anchor: string | null = null;

  readonly #rows: () => readonly ShelvedItem[];
  readonly item: ShelvedItem | null = $derived.by(() => this.#inRows() ?? (this.key === null ? null : this.#kept));
  /** What an action is for: all that are chosen, else the selected one. */
  readonly targets: ShelvedItem[] = $derived.by(() => {
    if (this.chosen.length > 0) return this.#rows().filter((item) => this.chosen.includes(keyOf(item)));
    return this.item ? [this.item] : [];
  });

  constructor(rows: () => readonly ShelvedItem[]) {
    this.#rows = rows;
  }

  take(item: ShelvedItem): void {
    this.key = keyOf(item);
    this.#anchor = this.key;
    this.chosen = [];
    this.keep(item);
  }

  /** What is newly known of the selected item. */
  keep(item: ShelvedItem): void {
    this.#kept = item;
    const index = this.#index();
    if (index >= 0) this.#place = index;
  }

  clear(): void {
    this.key = null;
    this.#kept = null;
    this.#place = 0;
    this.#anchor = null;
    this.chosen = [];
  }

  /** One further (1) or back (-1); null: there is nothing to select. */
  move(step: 1 | -1): ShelvedItem | null {
    const next = this.#beside(step);
    if (next) this.take(next);
    return next;
  }

  /** As `move`, and all in between are chosen. */
  extend(step: 1 | -1): ShelvedItem | null {
    const next = this.#beside(step);
    if (next) this.chooseTo(next);
    return next;
  }

  /** From where the selection began up to this one. */
  chooseTo(item: ShelvedItem): void {
    const rows = this.#rows();
    const to = rows.findIndex((other) => keyOf(other) === keyOf(item));
    const anchor = rows.findIndex((other) => keyOf(other) === this.#anchor);
    const from = anchor === -1 ? to : anchor;
    const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#choose(item, range.map(keyOf));
    this.#anchor = keyOf(rows[from] ?? item);
  }

  /** Adds this one to those chosen, or takes it out. */
  chooseAlso(item: ShelvedItem): void {
    const key = keyOf(item);
    const keys = this.chosen.length > 0 ? this.chosen : this.key === null ? [] : [this.key];
    const now = keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
    const last = this.#rows().find((other) => keyOf(other) === now.at(-1)) ?? item;
    this.#choose(last, now);
    this.#anchor = keyOf(last);
  }

  chooseAll(): void {
    const rows = this.#rows();
    const item = this.#inRows() ?? rows[0];
    if (item) this.#choose(item, rows.map(keyOf));
  }

  /** Back to the selected one alone. */
  dropOthers(): void {
    this.chosen = [];
  }

  /** These are about to leave the list: the selection goes on to the one after it, or to the one before the last. */
  passOver(keys: readonly string[]): void {
    const rows = this.#rows();
    this.chosen = [];
    if (this.key === null || !keys.includes(this.key)) return;
    const index = this.#index();
    if (index === -1) return;
    const stays = (item: ShelvedItem) => !keys.includes(keyOf(item));
    const next = rows.slice(index + 1).find(stays) ?? rows.slice(0, index).findLast(stays);
    if (next) this.take(next);
    else this.clear();
  }

  /** The list has changed. False: the selected item is no longer in it. */
  follow(): boolean {
    const item = this.#inRows();
    if (item) this.keep(item);
    const keys = this.#rows().map(keyOf);
    const still = this.chosen.filter((key) => keys.includes(key));
    if (still.length !== this.chosen.length) this.chosen = still.length > 1 ? still : [];
    return item !== null;
  }

  #choose(item: ShelvedItem, keys: readonly string[]): void {
    this.key = keyOf(item);
    this.keep(item);
    this.chosen = keys.length > 1 ? keys : [];
  }

  #beside(step: 1 | -1): ShelvedItem | null {
    const rows = this.#rows();
    const index = this.#index();
    // Of a selected item that is gone, the one that followed has taken the place.
    const target = this.key === null ? 0 : index === -1 ? this.#place + (step === 1 ? 0 : -1) : index + step;
    return rows[Math.max(0, Math.min(rows.length - 1, target))] ?? null;
  }

  #index(): number {
    return this.#rows().findIndex((item) => keyOf(item) === this.key);
  }

  #inRows(): ShelvedItem | null {
    return this.#rows()[this.#index()] ?? null;
  }
}
