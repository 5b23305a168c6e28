import type { Session } from '../../account/session.ts';
import { readNumber } from '../../vats/numbers.ts';
import type { Handlers } from '../door.ts';

type NumberCalls = Pick<Handlers, Extract<keyof Handlers, `numbers.${string}`>>;

interface NumberCallsOptions {
  session(): Session;
  /** Onto the clipboard. */
  copy(text: string): Promise<void> | void;
}

export function numberCalls({ session, copy }: NumberCallsOptions): NumberCalls {
  return {
    'numbers.read': ({ written }) => readNumber(written),
    'numbers.free': (query) => session().freeNumbers.list(query),
    'numbers.copy': ({ number }) => copy(number),
  };
}
