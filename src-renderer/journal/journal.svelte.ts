import type { FilterChoices, RecordFilter, RecordView, SavedFilter } from '../../src-main/contract/model.ts';
import type { SputnikEvent } from '../../src-main/contract/events.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';
import { changed, isSame, isSet, chips, without, type Chip } from './filter.ts';
import { RecordList } from './record-list.svelte.ts';

/** A word is written faster than this; the search waits for it. */
const writingMs = 120;

const noChoices: FilterChoices = { people: [], groups: [], extensions: [] };

/** «Журнал»: a list of up to millions of records, under the filter chosen. */
export class Journal {
  text: string = $state('');
  /** By the chips; the text is beside it. */
  filter: RecordFilter = $state.raw({});
  selected: RecordView | null = $state.raw(null);
  /** The record that is to be played as soon as its player is there. */
  playId: number | null = $state(null);
  saved: SavedFilter[] = $state.raw([]);
  choices: FilterChoices = $state.raw(noChoices);
  readonly list: RecordList;

  readonly narrowed = $derived(this.text.trim() !== '' || chips.some((chip) => isSet(this.filter, chip)));
  /** What would be saved: the chips with the text. */
  readonly whole: RecordFilter = $derived.by(() => {
    const text = this.text.trim();
    return text === '' ? this.filter : { ...this.filter, text };
  });
  /** The saved filter that is in force just as it was saved. */
  readonly savedInForce = $derived(this.saved.find(({ filter }) => isSame(filter, this.whole)) ?? null);

  readonly #ask: Ask;
  readonly #stop: () => void;
  readonly #selection = new Latest();
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.list = new RecordList(ask);
    this.#stop = listen((event) => this.#hear(event));
  }

  /** The page is open; the function ends that. */
  open(complain: (error: unknown) => void): () => void {
    this.list.watch(true);
    this.#readSaved().catch(complain);
    return () => this.list.watch(false);
  }

  select(record: RecordView | null): void {
    this.selected = record;
    this.playId = null;
    this.#selection.drop();
  }

  /** As it is typed. */
  write(text: string): void {
    this.text = text;
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => void this.show(), text === '' ? 0 : writingMs);
  }

  change(chip: Chip, to: RecordFilter): void {
    this.put(changed(this.filter, chip, to));
  }

  drop(chip: Chip): void {
    this.put(without(this.filter, chip));
  }

  /** Anew whenever a chip opens: with each record there may be more to choose from. */
  async readChoices(): Promise<void> {
    this.choices = await this.#ask('journal.choices');
  }

  /** Everything that narrows. */
  clear(): void {
    this.choose({ filter: {} });
  }

  put(filter: RecordFilter): void {
    this.filter = filter;
    void this.show();
  }

  async show(): Promise<void> {
    clearTimeout(this.#writing);
    await this.list.show(this.whole);
  }

  /** All that narrows from now on, as it was saved or as a figure of the statistics stands for. */
  choose({ filter: { text = '', ...filter } }: Pick<SavedFilter, 'filter'>): void {
    this.text = text;
    this.put(filter);
  }

  /** What is in force, under a name; a name that there is already gets the new filter. */
  async save(name: string): Promise<void> {
    const same = this.saved.find((other) => other.name === name.trim());
    await this.#ask('journal.putFilter', { id: same?.id ?? null, name, filter: this.whole });
    await this.#readSaved();
  }

  async rename({ id, filter }: SavedFilter, name: string): Promise<void> {
    await this.#ask('journal.putFilter', { id, name, filter });
    await this.#readSaved();
  }

  async remove({ id }: SavedFilter): Promise<void> {
    await this.#ask('journal.removeFilter', { id });
    await this.#readSaved();
  }

  /** Takes back `remove`. */
  async restore({ name, filter }: SavedFilter): Promise<void> {
    await this.#ask('journal.putFilter', { id: null, name, filter });
    await this.#readSaved();
  }

  /** What keeps a note on this record, whichever is shown by then. */
  noteKeeper(id: number): (text: string) => Promise<void> {
    return async (text) => {
      await this.#ask('journal.setNote', { id, text });
      if (this.selected?.id === id) this.selected = { ...this.selected, note: text.trim() };
    };
  }

  close(): void {
    clearTimeout(this.#writing);
    this.#stop();
    this.list.close();
  }

  #hear(event: SputnikEvent): void {
    if (event.type !== 'changed') return;
    const { topic, ids } = event;
    if (topic === 'records' || topic === 'contacts') this.list.refresh(topic === 'records' ? ids?.map(Number) : []);
    else if (topic === 'media') {
      const isOf = ({ mediaId }: RecordView) => mediaId !== null && (ids?.includes(mediaId) ?? true);
      const here = this.list.idsWhere(isOf);
      if (here.length > 0) this.list.reread(here);
      if (!this.selected || !isOf(this.selected)) return;
    } else if (topic === 'filters') void this.#readSaved().catch(() => undefined);
    if (topic === 'records' || topic === 'contacts' || topic === 'media') void this.#readSelected();
  }

  /** What is told of it may have changed; whether it is gone is for the list to say. */
  async #readSelected(): Promise<void> {
    const { selected } = this;
    if (!selected) return;
    try {
      await this.#selection.take(
        () => this.#ask('journal.record', { id: selected.id }),
        (record) => (this.selected = record),
      );
    } catch {
      // It is shown as it was.
    }
  }

  async #readSaved(): Promise<void> {
    this.saved = await this.#ask('journal.filters');
  }
}
