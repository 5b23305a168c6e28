import type { Callback } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { midnight } from '../i18n/formats.ts';
import { Pages } from '../pages.svelte.ts';

export type HistoryRow = { kind: 'day'; atMs: number } | { kind: 'callback'; callback: Callback };

/** What «Обратные звонки» shows: ordered on this PC, still ahead, or all that the PBX has. */
export type CallsView = 'mine' | 'planned' | 'pbx';

const pageSize = 100;

/** Everything ordered on this PC, newest first, under a heading for each day. */
export class History {
  readonly pages: Pages<Callback>;
  view: CallsView = $state('mine');
  selectedId: string | null = $state(null);

  readonly rows: HistoryRow[] = $derived.by(() => byDay(this.pages.items));
  readonly selected = $derived.by(() => this.pages.items.find(({ id }) => id === this.selectedId) ?? null);

  readonly #stop: () => void;

  constructor(ask: Ask, listen: Listen) {
    this.pages = new Pages((after, limit) => ask('callbacks.history', { after, limit }), pageSize);
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'callbacks' && this.pages.loaded) void this.refresh();
    });
  }

  /** Each time the page is opened: calls went on meanwhile. */
  async start(): Promise<void> {
    await this.refresh();
  }

  async refresh(): Promise<void> {
    await this.pages.again(this.pages.items.length);
  }

  close(): void {
    this.pages.close();
    this.#stop();
  }
}

function byDay(callbacks: Callback[]): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let day = Number.NaN;
  for (const callback of callbacks) {
    const atMs = midnight(callback.orderedAtMs);
    if (atMs !== day) rows.push({ kind: 'day', atMs });
    day = atMs;
    rows.push({ kind: 'callback', callback });
  }
  return rows;
}
