import type { GlobalShortcut } from 'electron';
import type { DesktopView } from '../contract/model.ts';

interface PaletteShortcutOptions {
  /** Electron's `globalShortcut`. */
  keys: Pick<GlobalShortcut, 'register' | 'unregister'>;
  /** What is chosen; empty: none. */
  chosen(): string;
  /** No program takes keys here: the desktop is asked for them, and may ask the person first. */
  desktopDecides: boolean;
  onPressed(): void;
  onChanged(): void;
}

/** Nothing more is to be done for them. */
const had: readonly DesktopView['shortcut'][] = ['set', 'asked'];

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

  /** Takes the chosen keys, and gives back those of before; those that were not to be had it tries again. */
  apply(): DesktopView['shortcut'] {
    const { chosen, onChanged } = this.#options;
    const wanted = chosen();
    const [applied, before] = [this.#applied, this.#state];
    if (wanted === applied && (wanted === '' || had.includes(before))) return before;
    this.stop();
    this.#applied = wanted;
    this.#state = wanted === '' ? 'off' : this.#register(wanted);
    if (wanted !== applied || this.#state !== before) onChanged();
    return this.#state;
  }

  stop(): void {
    if (had.includes(this.#state) && this.#applied) this.#options.keys.unregister(this.#applied);
    this.#applied = null;
    this.#state = 'off';
  }

  #register(wanted: string): DesktopView['shortcut'] {
    const { keys, desktopDecides, onPressed } = this.#options;
    try {
      if (keys.register(wanted, () => onPressed())) return desktopDecides ? 'asked' : 'set';
      return desktopDecides ? 'refused' : 'taken';
    } catch {
      return 'unknown';
    }
  }
}
