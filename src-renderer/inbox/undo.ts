import type { InboxItem, InboxRef } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { refOf } from './item.ts';

/** Something that was done with items, as they were before it. */
export interface Deed {
  kind: 'done' | 'snoozed' | 'reopened';
  items: InboxItem[];
}

/** Further back nobody remembers what it was. */
const deedsMax = 20;

/** What was done lately, and how each is taken back. */
export class Deeds {
  readonly #ask: Ask;
  #deeds: Deed[] = [];

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  add(deed: Deed): void {
    this.#deeds = [...this.#deeds, deed].slice(-deedsMax);
  }

  /** Takes back that deed, or the last; answers with it, or with null when there is none any more. */
  async takeBack(deed: Deed | undefined = this.#deeds.at(-1)): Promise<Deed | null> {
    if (!deed || !this.#deeds.includes(deed)) return null;
    this.#deeds = this.#deeds.filter((other) => other !== deed);
    try {
      await this.#undo(deed);
    } catch (error) {
      this.add(deed);
      throw error;
    }
    return deed;
  }

  async #undo({ kind, items }: Deed): Promise<void> {
    if (kind === 'reopened') {
      await this.#ask('inbox.mark', { items: items.map(refOf), as: 'done' });
      return;
    }
    if (kind === 'done') {
      await this.#ask('inbox.mark', { items: items.map(refOf), as: 'undone' });
      const unread = items.filter(({ marks }) => marks.readAtMs === null);
      if (unread.length > 0) await this.#ask('inbox.mark', { items: unread.map(refOf), as: 'unread' });
    }
    for (const [untilMs, refs] of bySnooze(items)) {
      // «Вернуть» in main has woken them already.
      if (kind === 'snoozed' || untilMs !== null) await this.#ask('inbox.snooze', { items: refs, untilMs });
    }
  }
}

function bySnooze(items: readonly InboxItem[]): Map<number | null, InboxRef[]> {
  const groups = new Map<number | null, InboxRef[]>();
  for (const item of items) {
    const { snoozedUntilMs } = item.marks;
    groups.set(snoozedUntilMs, [...(groups.get(snoozedUntilMs) ?? []), refOf(item)]);
  }
  return groups;
}
