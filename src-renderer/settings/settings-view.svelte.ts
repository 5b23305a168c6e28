import { foundIn, readingsOf } from './words.ts';

/** In the order of the page. */
export const sectionNames = ['calling', 'alerts', 'system', 'look', 'files', 'account', 'proxy', 'about'] as const;
export type SectionName = (typeof sectionNames)[number];

/** What is found or hidden as a whole. */
export interface SettingsItem {
  section: SectionName;
  /** Its section's title, its own, its hint: whatever it may be looked for by, in the language of now. */
  texts: () => readonly string[];
}

/** What one looks for among the settings, and where one is: both outlive the page, so that it is found as it was left. */
export class SettingsView {
  query: string = $state('');
  /** The section that is read now. */
  current: SectionName = $state('calling');
  /** Where another part of the window sends the person, until the page has gone there. */
  wanted: SectionName | null = $state(null);
  /** How far down the page was when it was left, in pixels. */
  scrollTop = 0;

  #items: readonly SettingsItem[] = $state.raw([]);
  readonly #readings = $derived(readingsOf(this.query));
  readonly #found = $derived(this.#items.filter((item) => this.finds(item)));

  readonly narrowed = $derived(this.#readings.length > 0);
  readonly foundCount = $derived(this.#found.length);
  /** Those with something in them, in the order of the page. */
  readonly sections = $derived(
    sectionNames.filter((name) => !this.narrowed || this.#found.some(({ section }) => section === name)),
  );

  /** Tells of something that the page shows; returns how to take it back. */
  add(item: SettingsItem): () => void {
    this.#items = [...this.#items, item];
    return () => (this.#items = this.#items.filter((each) => each !== item));
  }

  finds({ texts }: SettingsItem): boolean {
    return !this.narrowed || foundIn(texts(), this.#readings);
  }

  /** On to a section, whatever was looked for. */
  want(section: SectionName): void {
    this.query = '';
    this.wanted = section;
  }
}
