import type { Fields } from './describe.ts';
import type { Log } from './log.ts';

const minuteMs = 60_000;
const mostInMinute = 20;

/**
 * Tells an event that a hostile page can bring about as often as it likes: the first ones of a minute, then that there are
 * more, and in the end how many. All of them would push out of the log what it is kept for.
 */
export function sparing(log: Pick<Log, 'warn'>, event: string, nowMs: () => number): (fields: Fields) => void {
  let sinceMs = -Infinity;
  let count = 0;
  return (fields) => {
    const now = nowMs();
    // Also when the PC's clock was set back.
    if (Math.abs(now - sinceMs) >= minuteMs) {
      if (count > mostInMinute) log.warn(`${event}.untold`, { count: count - mostInMinute });
      [sinceMs, count] = [now, 0];
    }
    count += 1;
    if (count <= mostInMinute) log.warn(event, fields);
    else if (count === mostInMinute + 1) log.warn(`${event}.more`);
  };
}
