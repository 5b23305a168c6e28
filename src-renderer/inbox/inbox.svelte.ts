import {
  shelves,
  type InboxCounts,
  type InboxItem,
  type InboxKind,
  type InboxQuery,
  type InboxRef,
  type Page,
  type Shelf,
} from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { Pages } from '../pages.svelte.ts';
import { keyOf, keyOfRef, refOf, type ShelvedItem } from './item.ts';
import { Selection } from './selection.svelte.ts';
import { Deeds, type Deed } from './undo.ts';

const pageSize = 100;
/** A wanted item is looked for among so many pages of each shelf; a notification is never about older ones. */
const searchPages = 5;
const searchPageSize = 200;
/** What main takes in one go. */
const refsMax = 500;
const noCounts: InboxCounts = { voicemail: 0, fax: 0, callback: 0, unread: 0, snoozed: 0 };

/** «Требуют внимания»: what waits, on its shelves; what is selected; what was done with it, and can be taken back. */
export class Inbox {
  counts: InboxCounts = $state.raw(noCounts);
  shelf: Shelf = $state('waiting');
  /** Null: all. */
  kind: InboxKind | null = $state(null);
  readonly pages: Pages<ShelvedItem>;
  /** On their way to another shelf: gone from sight at once, not only when main has answered. */
  #leaving: readonly string[] = $state.raw([]);

  readonly rows: ShelvedItem[] = $derived.by(() =>
    this.pages.items.filter((item) => !this.#leaving.includes(keyOf(item))),
  );
  readonly selection = new Selection(() => this.rows);
  readonly waitingCount = $derived(this.counts.voicemail + this.counts.fax + this.counts.callback);

  readonly #ask: Ask;
  /** What was done but not answered yet. */
  #carryingOut: Promise<unknown> = Promise.resolve();
  readonly #deeds: Deeds;
  readonly #refresh = new OneAtATime(() => this.#readAgain());
  readonly #stop: () => void;
  /** The page is shown; otherwise only the counts are kept. */
  #shown = false;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.#deeds = new Deeds(ask);
    this.pages = new Pages(
      (after, limit) => this.#page({ shelf: this.shelf, kinds: this.kind && [this.kind], after, limit }),
      pageSize,
    );
    this.#stop = listen((event) => {
      if (event.type !== 'changed') return;
      // Names come from the contacts, notes and files with the records.
      if (event.topic === 'inbox' || (this.#shown && ['contacts', 'records'].includes(event.topic)))
        void this.refresh();
    });
  }

  /** The page is opened. */
  async open(): Promise<void> {
    this.#shown = true;
    await this.refresh();
  }

  /** The page is left. */
  leave(): void {
    this.#shown = false;
  }

  /** Asks again for what is shown; the selection stays where it is. */
  refresh(): Promise<void> {
    return this.#refresh.run();
  }

  async showShelf(shelf: Shelf): Promise<void> {
    this.shelf = shelf;
    await this.#another();
  }

  async showKind(kind: InboxKind | null): Promise<void> {
    this.kind = kind;
    await this.#another();
  }

  /** Selects this very item, on whatever shelf it stands. False: there is no such item any more. */
  async show(ref: InboxRef): Promise<boolean> {
    const item = await this.#find(ref);
    if (!item) return false;
    this.shelf = item.shelf;
    this.kind = null;
    this.#leaving = [];
    this.selection.take(item);
    await this.pages.first();
    const isLoaded = () => this.pages.items.some((other) => keyOf(other) === keyOf(item));
    for (let page = 1; !isLoaded() && this.pages.next !== null && page < searchPages; page += 1)
      await this.pages.more();
    this.selection.follow();
    return true;
  }

  async done(items: readonly InboxItem[]): Promise<Deed> {
    return this.#act('done', items, true, (refs) => this.#ask('inbox.mark', { items: refs, as: 'done' }));
  }

  /** `untilMs` null: here again now. */
  async snooze(items: readonly InboxItem[], untilMs: number | null): Promise<Deed> {
    const leaves = this.shelf === 'waiting' || untilMs === null;
    return this.#act('snoozed', items, leaves, (refs) => this.#ask('inbox.snooze', { items: refs, untilMs }));
  }

  /** What a callback has closed comes back together with all else that the same callback closed. */
  async reopen(item: InboxItem): Promise<{ deed: Deed; count: number }> {
    const { doneBy, doneOrderId } = item.marks;
    if (doneBy !== 'callback' || doneOrderId === null) {
      const back = (refs: InboxRef[]) => this.#ask('inbox.mark', { items: refs, as: 'undone' });
      return { deed: await this.#act('reopened', [item], true, back), count: 1 };
    }
    const together = this.pages.items.filter(
      ({ marks }) => marks.doneOrderId === doneOrderId && marks.doneBy === doneBy,
    );
    const items = together.some((other) => keyOf(other) === keyOf(item)) ? together : [item];
    let count = 0;
    const deed = await this.#act('reopened', items, true, async () => {
      count = await this.#ask('inbox.reopen', { orderId: doneOrderId });
    });
    return { deed, count };
  }

  /** Takes back that deed, or the last one. Null: there was none. */
  async undo(deed?: Deed): Promise<Deed | null> {
    // The list has changed before main has answered: whoever is quick takes back what he sees done.
    await this.#carryingOut;
    const undone = await this.#deeds.takeBack(deed);
    if (!undone) return null;
    const keys = undone.items.map(keyOf);
    this.#leaving = this.#leaving.filter((key) => !keys.includes(key));
    await this.refresh();
    const back = this.rows.find((item) => keyOf(item) === keys[0]);
    if (back) this.selection.take(back);
    return undone;
  }

  async setRead(items: readonly InboxItem[], read: boolean): Promise<void> {
    await this.#each(items, (refs) => this.#ask('inbox.mark', { items: refs, as: read ? 'read' : 'unread' }));
    await this.refresh();
  }

  close(): void {
    this.pages.close();
    this.#stop();
  }

  async #act(
    kind: Deed['kind'],
    items: readonly InboxItem[],
    leaves: boolean,
    carryOut: (refs: InboxRef[]) => Promise<unknown>,
  ): Promise<Deed> {
    const deed: Deed = { kind, items: [...items] };
    const keys = items.map(keyOf);
    if (leaves) {
      this.selection.passOver(keys);
      this.#leaving = [...this.#leaving, ...keys];
    }
    const carriedOut = this.#each(items, carryOut).then(() => this.#deeds.add(deed));
    this.#carryingOut = Promise.allSettled([this.#carryingOut, carriedOut]);
    try {
      await carriedOut;
    } catch (error) {
      this.#leaving = this.#leaving.filter((key) => !keys.includes(key));
      throw error;
    }
    await this.refresh();
    return deed;
  }

  async #each(items: readonly InboxItem[], carryOut: (refs: InboxRef[]) => Promise<unknown>): Promise<void> {
    const refs = items.map(refOf);
    for (let from = 0; from < refs.length; from += refsMax) await carryOut(refs.slice(from, from + refsMax));
  }

  async #another(): Promise<void> {
    this.selection.clear();
    this.#leaving = [];
    await this.pages.first();
  }

  async #readAgain(): Promise<void> {
    const counted = this.#ask('inbox.counts').then(
      (counts) => (this.counts = counts),
      // The shelf below says what is wrong; old counts are better than none.
      () => undefined,
    );
    if (this.#shown) {
      await this.pages.again(this.pages.items.length);
      const keys = this.pages.items.map(keyOf);
      this.#leaving = this.#leaving.filter((key) => keys.includes(key));
      await this.#followSelected();
    }
    await counted;
  }

  /** What is open in the detail may have left the shelf by itself: then it is told what became of it. */
  async #followSelected(): Promise<void> {
    const { key } = this.selection;
    if (this.selection.follow() || !this.selection.item) return;
    const item = await this.#find(refOf(this.selection.item)).catch(() => null);
    if (item && this.selection.key === key) this.selection.keep(item);
  }

  async #page(query: InboxQuery): Promise<Page<ShelvedItem>> {
    const { items, next } = await this.#ask('inbox.page', query);
    return { items: items.map((item) => ({ ...item, shelf: query.shelf })), next };
  }

  async #find(ref: InboxRef): Promise<ShelvedItem | null> {
    const kinds: InboxKind[] = ref.kind === 'order' ? ['callback'] : ['voicemail', 'fax'];
    for (const shelf of shelves) {
      let after: string | null = null;
      for (let page = 0; page < searchPages; page += 1) {
        const query: InboxQuery = { shelf, kinds, after, limit: searchPageSize };
        const { items, next } = await this.#page(query);
        const item = items.find((each) => keyOf(each) === keyOfRef(ref));
        if (item) return item;
        if (next === null) break;
        after = next;
      }
    }
    return null;
  }
}
