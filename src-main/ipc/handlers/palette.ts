import type { Session } from '../../account/session.ts';
import type { Handlers } from '../door.ts';

export function paletteCalls(session: () => Session): Pick<Handlers, 'palette.find'> {
  return { 'palette.find': (query) => session().palette.find(query) };
}
