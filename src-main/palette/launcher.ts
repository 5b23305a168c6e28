import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { SputnikEvent } from '../contract/events.ts';
import type { AppView, OfferedNumber, PaletteHandOver, PaletteOpening } from '../contract/model.ts';
import type { LinkedNumber, LinkResult } from '../links/read-link.ts';
import { HeldKeys } from './held-keys.ts';
import { LinkGate } from './link-gate.ts';
import { offeredNumbers, type CopiedText } from './offered.ts';

interface LauncherOptions {
  clock: Clock;
  /** The palette's own window. */
  window: { readonly opened: boolean; open(): void; hide(): void };
  main: { open(): void; tell(event: SputnikEvent): void };
  /** What is on the clipboards now. */
  copied(): Promise<CopiedText[]>;
  work(): { phase: AppView['phase']; accountId: string | null };
}

const none: Promise<[]> = Promise.resolve([]);
/** It usually takes a millisecond or two; the palette itself has to be there within a tenth of a second. */
const copiedWithinMs = 60;

/** Opens the palette for what it is wanted for: a key, a link, a command line. None of them ever dials. */
export class PaletteLauncher {
  readonly #options: LauncherOptions;
  readonly #links: LinkGate;
  readonly #keys: HeldKeys;
  #link: LinkResult | null = null;
  /** Without an account it could not be rung: the person has gone to the main window to set that right. */
  #kept: LinkResult | null = null;
  #offered: Promise<OfferedNumber[]> = none;

  constructor(options: LauncherOptions) {
    this.#options = options;
    const { clock, window } = options;
    this.#keys = new HeldKeys(clock);
    this.#links = new LinkGate({ clock, isOpen: () => window.opened, open: (link) => this.open(link) });
  }

  /** For what came from outside, of which there may be too much. */
  fill(link: LinkResult): void {
    this.#links.arrive(link);
  }

  open(link: LinkResult | null = this.#kept): void {
    this.#link = link;
    this.#kept = null;
    // What is copied matters to whoever has not said yet whom he wants to ring.
    this.#offered = link ? none : this.#readCopied();
    this.#options.window.open();
  }

  /** The keys that opened it put it away, pressed again. */
  toggle(): void {
    if (!this.#keys.press()) return;
    if (this.#options.window.opened) this.#putAway();
    else this.open();
  }

  /** What it is open for. While it is closed nothing of the clipboard is told. */
  async opening(): Promise<PaletteOpening> {
    const work = this.#options.work();
    if (!this.#options.window.opened) return { opened: false, ...work, link: null, offered: [] };
    return { opened: true, ...work, link: this.#link && toView(this.#link), offered: await this.#offered };
  }

  /** What the link names, as long as the words that it has put into the field stand there; null: they are the person's. */
  namedBy(text: string): LinkedNumber['read'] | null {
    return this.#link?.ok && written(this.#link) === text ? this.#link.read : null;
  }

  hide(): void {
    this.#keys.otherwise();
    this.#putAway();
  }

  openWindow(): void {
    const link = this.#link;
    this.hide();
    if (link?.ok && this.#options.work().phase !== 'ready') this.#kept = link;
    this.#options.main.open();
  }

  /** An account came or went. The link that had to wait for one is shown again; it still takes an Enter to ring. */
  workChanged(): void {
    if (this.#kept && this.#options.work().phase === 'ready') this.open();
  }

  /** Failure `no-account`. */
  handOver(order: PaletteHandOver): void {
    const { accountId } = this.#options.work();
    if (accountId === null) throw new Failure('no-account');
    this.openWindow();
    this.#options.main.tell({ type: 'order', order, accountId });
  }

  #putAway(): void {
    this.#link = null;
    this.#offered = none;
    this.#options.window.hide();
  }

  /** A program that does not hand out what it has copied must not keep the palette closed. */
  #readCopied(): Promise<OfferedNumber[]> {
    const read = this.#options.copied().then(offeredNumbers, () => []);
    return Promise.race([read, new Promise<[]>((resolve) => setTimeout(() => resolve([]), copiedWithinMs))]);
  }
}

const toView = (link: LinkResult): PaletteOpening['link'] =>
  link.ok ? { ok: true, written: written(link), after: link.after } : link;

const written = ({ read }: LinkedNumber) => (read.kind === 'phone' ? read.display : read.extension);
