import { clipboard } from 'electron';
import type { Session } from '../../account/session.ts';
import { readNumber } from '../../vats/numbers.ts';
import type { Handlers } from '../door.ts';

type NumberCalls = Pick<Handlers, Extract<keyof Handlers, `numbers.${string}`>>;

export function numberCalls(session: () => Session): NumberCalls {
  return {
    'numbers.read': ({ written }) => readNumber(written),
    'numbers.free': (query) => session().freeNumbers.list(query),
    'numbers.copy': ({ number }) => clipboard.writeText(number),
  };
}
