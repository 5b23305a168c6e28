import type { PhoneNumber } from '../../contract/model.ts';
import { rankOf, searchable, type Searchable } from './rank.ts';
import type { Terms } from './terms.ts';

export interface IndexedContact {
  /** Of the row. */
  key: number;
  name: string;
  company: string;
  favourite: boolean;
  /** Decides between equals: by name. */
  sortKey: string;
  numbers: PhoneNumber[];
}

/** Lower `rank` is better; among equals favourites, then who was there last, then by name. */
export interface Placed {
  rank: number;
  favourite: boolean;
  /** 0: never. */
  lastAtMs: number;
  sortKey: string;
}

export interface Found extends Placed {
  key: number;
}

export const byPlace = (a: Placed, b: Placed): number =>
  a.rank - b.rank ||
  Number(b.favourite) - Number(a.favourite) ||
  b.lastAtMs - a.lastAtMs ||
  (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0);

interface Entry extends Searchable {
  contact: IndexedContact;
}

/**
 * All contacts in memory, ready to be looked through at each key that is pressed: some 15 MB and some milliseconds for
 * 50,000 of them. An index of the database knows neither initials nor how well something fits.
 */
export class ContactIndex {
  readonly #entries = new Map<number, Entry>();

  put(contact: IndexedContact): void {
    const { key, name, company, numbers } = contact;
    this.#entries.set(key, { contact, ...searchable(name, company, numbers) });
  }

  remove(key: number): void {
    this.#entries.delete(key);
  }

  /** The best, in order. `lastAt`: when there was something with a number; 0: not lately. */
  find(readings: readonly Terms[], limit: number, lastAt: (number: PhoneNumber) => number): Found[] {
    const best: Found[] = [];
    let worst = Infinity;
    for (const entry of this.#entries.values()) {
      const rank = bestRank(entry, readings);
      if (rank === Infinity || rank > worst) continue;
      const { key, favourite, sortKey, numbers } = entry.contact;
      let lastAtMs = 0;
      for (const number of numbers) lastAtMs = Math.max(lastAtMs, lastAt(number));
      // With nothing typed only those are shown for whom there is a reason.
      if (readings.length === 0 && !favourite && lastAtMs === 0) continue;
      insert(best, { key, rank, favourite, sortKey, lastAtMs }, limit);
      if (best.length === limit) worst = best[limit - 1]?.rank ?? worst;
    }
    return best;
  }
}

function bestRank(entry: Entry, readings: readonly Terms[]): number {
  if (readings.length === 0) return 0;
  let best = Infinity;
  // The first reading is the better one in any case.
  for (let n = 0; n < readings.length && best === Infinity; n++) {
    const reading = readings[n];
    if (reading) best = rankOf(entry, reading);
  }
  return best;
}

/** Keeps the order, and no more than `limit`. */
function insert(best: Found[], found: Found, limit: number): void {
  let at = best.length;
  if (at === limit && byPlace(found, best[at - 1] ?? found) >= 0) return;
  while (at > 0 && byPlace(found, best[at - 1] ?? found) < 0) at -= 1;
  best.splice(at, 0, found);
  if (best.length > limit) best.pop();
}
