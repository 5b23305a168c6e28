import type { Clock, Stop } from '../clock.ts';
import type { Cache } from './cache.ts';

/** Somewhat less than a day, so that who starts work a little earlier each day still gets one a day. */
const backupAfterMs = 20 * 3600_000;
const lookEveryMs = 3600_000;
/** The start has better things to do. */
const firstLookMs = 5 * 60_000;

interface DailyBackupOptions {
  cache: Pick<Cache, 'backUp'>;
  clock: Clock;
  /** A backup that failed is for the log; the next hour tries again. */
  onFailure(error: unknown): void;
}

/** Sees to it that there is a backup of every day on which the app runs. */
export class DailyBackup {
  readonly #options: DailyBackupOptions;
  #cancel: Stop | null = null;

  constructor(options: DailyBackupOptions) {
    this.#options = options;
  }

  start(): void {
    this.#lookAfter(firstLookMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #lookAfter(delayMs: number): void {
    this.#cancel?.();
    this.#cancel = this.#options.clock.after(delayMs, () => {
      this.#lookAfter(lookEveryMs);
      this.#options.cache.backUp(backupAfterMs).catch((error: unknown) => this.#options.onFailure(error));
    });
  }
}
