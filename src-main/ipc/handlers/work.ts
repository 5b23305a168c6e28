import type { Session } from '../../account/session.ts';
import type { Handlers } from '../door.ts';

type WorkCalls = Pick<Handlers, Extract<keyof Handlers, `team.${string}` | `callbacks.${string}`>>;

/** What needs an account at work; without one each fails with `no-account`. */
export function workCalls(session: () => Session): WorkCalls {
  return {
    'team.list': () => session().team.view(),
    'team.watch': ({ seen }) => session().team.watch(seen),

    'callbacks.order': (order) => session().desk.order(order),
    'callbacks.cancel': ({ id }) => session().desk.cancel(id),
    'callbacks.change': ({ id, plan }) => session().desk.change(id, plan),
    'callbacks.holdOn': ({ id }) => session().desk.holdOn(id),
    'callbacks.cards': () => session().desk.cards(),
    'callbacks.dismiss': ({ id }) => session().desk.dismiss(id),
    'callbacks.history': (query) => session().desk.history(query),
    'callbacks.pbxTasks': (query) => session().pbxTasks.list(query),
    'callbacks.pbxPlanned': () => session().pbxTasks.planned(),
  };
}
