import { isDeepStrictEqual } from 'node:util';
import type { Clock, Stop } from '../clock.ts';
import type { Preferences } from '../contract/model.ts';
import { quietChangeMs } from './quiet.ts';
import { trayView, type TrayView, type Work } from './tray-view.ts';

interface TrayBoardOptions {
  clock: Clock;
  preferences(): Preferences;
  offline(): boolean;
  /** Null: no account is at work. */
  read(): Promise<Work | null>;
  show(view: TrayView): void;
  onDefect(error: unknown): void;
}

/** Changes come in bursts; the menu is drawn anew by the desktop each time. */
const gatherMs = 150;
/** Days begin and clocks are changed without anybody telling. */
const longestWaitMs = 15 * 60_000;

/** Keeps the icon in the tray as things stand, and sets it anew only when something on it is other than before. */
export class TrayBoard {
  readonly #options: TrayBoardOptions;
  #shown: TrayView | null = null;
  #cancelTimer: Stop = () => undefined;
  #reading = false;
  #again = false;
  #stopped = false;

  constructor(options: TrayBoardOptions) {
    this.#options = options;
  }

  /** Something has changed that may be seen on it. */
  refresh(): void {
    this.#again = true;
    if (this.#reading || this.#stopped) return;
    this.#wait(gatherMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  #wait(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.after(ms, () => void this.#update().catch(this.#options.onDefect));
  }

  async #update(): Promise<void> {
    const { read, offline, preferences, clock, show } = this.#options;
    this.#reading = true;
    this.#again = false;
    try {
      const work = await read();
      if (this.#stopped) return;
      const view = trayView(work, offline(), preferences(), clock.nowMs());
      if (isDeepStrictEqual(view, this.#shown)) return;
      this.#shown = view;
      show(view);
    } finally {
      this.#reading = false;
      if (!this.#stopped) this.#wait(this.#again ? gatherMs : this.#untilChangeMs());
    }
  }

  #untilChangeMs(): number {
    const nowMs = this.#options.clock.nowMs();
    const changeMs = quietChangeMs(this.#options.preferences(), nowMs) ?? Infinity;
    return Math.min(Math.max(changeMs - nowMs, gatherMs), longestWaitMs);
  }
}
