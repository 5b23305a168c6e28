import type { GlobalShortcut } from 'electron';
import type { DesktopView } from '../contract/model.ts';

interface PaletteShortcutOptions {
  /** Electron's `globalShortcut`. */
  keys: Pick<GlobalShortcut, 'register' | 'unregister'>;
  /** What is chosen; empty: none. */
  chosen(): string;
  onPressed(): void;
  onChanged(): void;
}

/** The keys that open the palette from every program, as chosen; another program may have them already. */
export class PaletteShortcut {
  readonly #options: PaletteShortcutOptions;
  #applied: string | null = null;
  #state: DesktopView['shortcut'] = 'off';

  constructor(options: PaletteShortcutOptions) {
    this.#options = options;
  }

  get state(): DesktopView['shortcut'] {
    return this.#state;
  }

  /** Takes the chosen keys, and gives back those of before. */
  apply(): void {
    const { chosen, onChanged } = this.#options;
    const wanted = chosen();
    if (wanted === this.#applied) return;
    this.stop();
    this.#applied = wanted;
    this.#state = wanted === '' ? 'off' : this.#register(wanted) ? 'set' : 'taken';
    onChanged();
  }

  stop(): void {
    if (this.#state === 'set' && this.#applied) this.#options.keys.unregister(this.#applied);
    this.#applied = null;
    this.#state = 'off';
  }

  #register(wanted: string): boolean {
    try {
      return this.#options.keys.register(wanted, () => this.#options.onPressed());
    } catch {
      // Keys that this system does not know.
      return false;
    }
  }
}
