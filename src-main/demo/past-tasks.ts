import { clients, wireNumber } from './clients.ts';
import { colleagues } from './colleagues.ts';
import { Chance } from './random.ts';
import type { TaskBook } from './tasks.ts';
import { dayOf, dayStartMs, shiftDay } from './wall-time.ts';

const DAYS = 4;
const PER_DAY = 5;

/** Callbacks that the company's people ordered in the last days; they take the numbers before the first new one. */
export const PAST_TASKS = DAYS * PER_DAY;

/** Fills an empty book. None is younger than half a day, so nothing of it is still going on. */
export function addPastTasks(book: TaskBook, of: { seed: string; zone: string; nowMs: number }): void {
  const today = dayOf(of.nowMs, of.zone);
  for (let back = DAYS; back >= 1; back--) {
    const day = shiftDay(today, -back - 1);
    const chance = new Chance(of.seed, `tasks ${day}`);
    const times = Array.from({ length: PER_DAY }, () => chance.whole(9 * 3600, 18 * 3600) * 1000).sort((a, b) => a - b);
    for (const time of times) {
      const digits = chance.pick(chance.pick(clients).numbers).digits;
      const order = {
        callTypeId: chance.happens(0.8) ? (1 as const) : (2 as const),
        cgpn: wireNumber(digits),
        cdpn: chance.pick(colleagues).extension,
        tries: chance.whole(1, 3),
      };
      book.add(order, dayStartMs(day, of.zone) + time, 'past');
    }
  }
}
