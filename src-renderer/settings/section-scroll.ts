import { sectionRead } from './current-section.ts';
import type { SectionName, SettingsView } from './settings-view.svelte.ts';

/**
 * The scrolled page of the settings: goes to a section, and tells which one is read. Its sections are the elements with
 * `data-section`.
 */
export class SectionScroll {
  readonly #page: HTMLElement;
  readonly #settings: SettingsView;
  /** Where the last jump has led: as long as nobody scrolls on, that section is the current one. */
  #jumpedTo: number | null = null;

  constructor(page: HTMLElement, settings: SettingsView) {
    this.#page = page;
    this.#settings = settings;
  }

  /** As the page was left. */
  goBack(): void {
    this.#page.scrollTo({ top: this.#settings.scrollTop });
  }

  goTo(name: SectionName): void {
    const page = this.#page;
    const section = page.querySelector(`[data-section="${name}"]`);
    if (!section) return;
    page.scrollTo({ top: page.scrollTop + section.getBoundingClientRect().top - this.#start() });
    section.querySelector('h2')?.focus({ preventScroll: true });
    this.#settings.current = name;
    this.#jumpedTo = page.scrollTop;
  }

  goUp(): void {
    this.#page.scrollTo({ top: 0 });
    this.#jumpedTo = null;
  }

  /** It was scrolled, or what is on it has changed. */
  look(): void {
    const { scrollTop: top, clientHeight: seenHeight, scrollHeight: wholeHeight } = this.#page;
    this.#settings.scrollTop = top;
    if (this.#jumpedTo !== null && Math.abs(top - this.#jumpedTo) < 2) return;
    this.#jumpedTo = null;
    const start = this.#start();
    const shown = [...this.#page.querySelectorAll<HTMLElement>('[data-section]:not([hidden])')];
    const edges = shown.map((section) => section.getBoundingClientRect().top - start);
    const read = shown[sectionRead({ edges, top, seenHeight, wholeHeight })]?.dataset['section'] as SectionName;
    this.#settings.current = read ?? this.#settings.current;
  }

  /** Where the page begins to be seen: below what stands over it. */
  #start(): number {
    const hidden = Number.parseFloat(getComputedStyle(this.#page).scrollPaddingTop) || 0;
    return this.#page.getBoundingClientRect().top + hidden;
  }
}
