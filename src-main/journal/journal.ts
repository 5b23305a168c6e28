import type { Cache } from '../cache/cache.ts';
import type { Order } from '../cache/queries/orders.ts';
import type { KnownAs } from '../contacts/contacts.ts';
import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type {
  Callback,
  ClientEvent,
  ClientQuery,
  ClientView,
  FilterChoices,
  FilterForm,
  JournalDays,
  JournalQuery,
  JournalSpan,
  Page,
  PhoneNumber,
  RecordView,
  SavedFilter,
} from '../contract/model.ts';
import type { Topic } from '../contract/events.ts';
import { displayNumber } from '../vats/numbers.ts';
import type { RecordViews } from './record-views.ts';

interface JournalOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  views: RecordViews;
  callbackView(order: Order): Callback;
  whoIs(number: PhoneNumber): Promise<KnownAs | null>;
  newId(): string;
  onChanged(topic: Topic, ids?: string[]): void;
}

/** «Журнал»: every call, voicemail and fax that the cache knows, the notes on them, and all there was with one client. */
export class Journal {
  readonly #options: JournalOptions;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Failure `bad-input` for an `after` that no page gave. */
  async page(query: JournalQuery): Promise<Page<RecordView>> {
    const { cache, views } = this.#options;
    const { items, next } = await cache.run('records.page', query);
    return { items: await views.of(items), next };
  }

  /** Failure `bad-input` for boundaries out of order. */
  days(query: JournalDays): Promise<number[]> {
    return this.#options.cache.run('records.days', query);
  }

  span(): Promise<JournalSpan | null> {
    return this.#options.cache.run('records.span');
  }

  /** Failure `not-found`. */
  async record(id: number): Promise<RecordView> {
    const { cache, views } = this.#options;
    const record = await cache.run('records.byId', id);
    const [view] = record ? await views.of([record]) : [];
    if (!view) throw new Failure('not-found');
    return view;
  }

  /** Empty: no note any more. Failure `not-found`. */
  async setNote(id: number, text: string): Promise<void> {
    const { cache, clock, onChanged } = this.#options;
    await cache.run('notes.putOnRecord', id, text, clock.nowMs());
    onChanged('records', [String(id)]);
  }

  choices(): Promise<FilterChoices> {
    return this.#options.cache.run('records.choices');
  }

  filters(): Promise<SavedFilter[]> {
    return this.#options.cache.run('savedFilters.list');
  }

  async putFilter({ id, name, filter }: FilterForm): Promise<SavedFilter> {
    const { cache, newId, onChanged } = this.#options;
    const saved = { id: id ?? newId(), name, filter };
    await cache.run('savedFilters.put', saved);
    onChanged('filters');
    return saved;
  }

  async removeFilter(id: string): Promise<void> {
    await this.#options.cache.run('savedFilters.remove', id);
    this.#options.onChanged('filters');
  }

  async client(number: PhoneNumber): Promise<ClientView> {
    const { cache, whoIs } = this.#options;
    const [known, [note]] = await Promise.all([whoIs(number), cache.run('notes.ofClients', [number])]);
    return {
      number,
      display: displayNumber(number),
      name: known?.name ?? '',
      contactId: known?.contactId ?? null,
      note: note?.text ?? '',
    };
  }

  /** Failure `bad-input` for an `after` that no page gave. */
  async ofClient({ numbers, after, limit }: ClientQuery): Promise<Page<ClientEvent>> {
    const { cache, views, callbackView } = this.#options;
    const { items, next } = await cache.run('records.ofClient', numbers, after, limit);
    const records = items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
    const shown = new Map((await views.of(records)).map((view) => [view.id, view]));
    const events = items.flatMap((item): ClientEvent[] => {
      if (item.kind === 'order') return [{ kind: 'order', atMs: item.atMs, callback: callbackView(item.order) }];
      const record = shown.get(item.record.id);
      return record ? [{ kind: 'record', atMs: item.atMs, record }] : [];
    });
    return { items: events, next };
  }

  /** Empty: no note any more. */
  async setClientNote(number: PhoneNumber, text: string): Promise<void> {
    const { cache, clock, onChanged } = this.#options;
    await cache.run('notes.putOnClient', number, text, clock.nowMs());
    onChanged('records');
  }
}
