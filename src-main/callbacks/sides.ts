import { Failure } from '../contract/errors.ts';
import type { OrderCallback, ReadNumber } from '../contract/model.ts';
import type { OrderTarget } from '../cache/queries/orders.ts';

export interface Sides {
  target: OrderTarget;
  /** The outside side (A). */
  number: string;
  /** The short side (B). */
  extension: string;
}

interface Caller {
  /** Of the person at this PC. */
  extension: string;
  ownNumber: string;
  read(written: string): ReadNumber;
}

/**
 * Which side is which: a client is called from my extension, a colleague from my own outside number. Failures: what
 * `read` finds wrong with the number, `number-extension` (that is me), `own-number-missing`.
 */
export function readSides(wanted: OrderCallback['target'], caller: Caller): Sides {
  if (wanted.kind === 'colleague') return colleagueSides(wanted.extension, caller);
  const read = caller.read(wanted.written);
  if (read.kind === 'none') throw new Failure(read.problem);
  if (read.kind === 'extension') return colleagueSides(read.extension, caller);
  const { number } = read;
  return { target: { kind: 'client', number }, number, extension: caller.extension };
}

function colleagueSides(extension: string, caller: Caller): Sides {
  if (extension === caller.extension) throw new Failure('number-extension');
  if (caller.ownNumber === '') throw new Failure('own-number-missing');
  return { target: { kind: 'colleague', extension }, number: caller.ownNumber, extension };
}
