import type { GoodHour, HourCounts } from '../contract/model.ts';

/** Fewer outgoing calls in an hour than this say nothing about it. */
export const triesMin = 5;
const shownMax = 5;
/** With fewer hours of the week than this to compare, the days are taken together. */
const comparableMin = 3;

/**
 * When people answer: the share of answered among all outgoing calls of an hour of the week, for hours with at least
 * `triesMin` calls. If fewer than three hours of the week have as many, the days of the week are taken together; if no
 * hour of the day has, nothing is said. Ranked by (answered + 1) / (tries + 2): the share, drawn towards a half where
 * there are few calls, so that 5 of 5 does not beat 95 of 100. An hour in which nobody ever answered is not good.
 */
export function bestHours(hours: readonly HourCounts[]): GoodHour[] {
  const ofWeek = hours.map(({ out, answered }, index) => ({
    weekday: Math.floor(index / 24),
    hour: index % 24,
    tries: out,
    answered,
  }));
  const telling = ofWeek.filter(({ tries }) => tries >= triesMin);
  return rank(telling.length >= comparableMin ? telling : anyDay(ofWeek).filter(({ tries }) => tries >= triesMin));
}

function anyDay(ofWeek: readonly GoodHour[]): GoodHour[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const same = ofWeek.filter((each) => each.hour === hour);
    const sum = (of: 'tries' | 'answered') => same.reduce((total, each) => total + each[of], 0);
    return { weekday: null, hour, tries: sum('tries'), answered: sum('answered') };
  });
}

const likelihood = ({ tries, answered }: GoodHour) => (answered + 1) / (tries + 2);

const rank = (hours: readonly GoodHour[]): GoodHour[] =>
  hours
    .filter(({ answered }) => answered > 0)
    .toSorted((a, b) => likelihood(b) - likelihood(a) || b.tries - a.tries)
    .slice(0, shownMax);
