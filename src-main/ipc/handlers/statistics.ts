import type { Session } from '../../account/session.ts';
import type { Handlers } from '../door.ts';

type StatisticsCalls = Pick<Handlers, Extract<keyof Handlers, `statistics.${string}`>>;

export function statisticsCalls(session: () => Session): StatisticsCalls {
  return {
    'statistics.days': (query) => session().statistics.days(query),
    'statistics.hours': (query) => session().statistics.hours(query),
    'statistics.parties': (period) => session().statistics.parties(period),
    'statistics.callbacks': (period) => session().statistics.callbacks(period),
  };
}
