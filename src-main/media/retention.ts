import type { Clock } from '../clock.ts';
import type { MediaStore } from './store.ts';

const DAY_MS = 86_400_000;
/** Often enough that a day's limit is kept to the day, also on a PC that is never switched off. */
const EVERY_MS = 6 * 3_600_000;
/** Starting the app comes first. */
const FIRST_MS = 60_000;

export interface RetentionOptions {
  store: Pick<MediaStore, 'forgetStoredBefore'>;
  clock: Clock;
  /** Asked anew each time: it is a setting. Null: files are kept as long as there is room. */
  keptDays: () => number | null;
  /** How many files a sweep deleted, if any. */
  onForgotten?: (count: number) => void;
}

export interface Retention {
  /** At once, as after the setting was changed. */
  sweep(): void;
  stop(): void;
}

/** Deletes files that are older than the user wants them kept on this PC, now and then. */
export function keepRetention({ store, clock, keptDays, onForgotten }: RetentionOptions): Retention {
  let stopped = false;
  const forget = async () => {
    const days = keptDays();
    const forgotten = days === null ? 0 : await store.forgetStoredBefore(clock.nowMs() - days * DAY_MS);
    if (forgotten > 0) onForgotten?.(forgotten);
  };
  const sweep = () => {
    cancel();
    // What cannot be deleted now, is next time.
    void forget()
      .catch(() => undefined)
      .finally(() => {
        cancel();
        if (!stopped) cancel = clock.after(EVERY_MS, sweep);
      });
  };
  let cancel = clock.after(FIRST_MS, sweep);
  return {
    sweep,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
