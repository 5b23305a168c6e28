import type { Direction, PhoneNumber } from '../contract/model.ts';
import type { PbxRecord } from '../vats/model.ts';
import type { PbxNumber } from '../vats/numbers.ts';

/** Who is who in a record, made of its two numbers. */
export interface RecordParties {
  /** The numbers as E.164, where they are outside numbers. */
  phoneA: PhoneNumber | null;
  phoneB: PhoneNumber | null;
  /** The outside party: one of the two; null for internal calls and for withheld or unreadable numbers. */
  client: PhoneNumber | null;
  /** Of the employee: who was called, or who called. */
  extension: string | null;
  direction: Direction;
}

export type RecordWithParties = PbxRecord & RecordParties;

interface PartiesOptions {
  /** `fromPbxNumber`. */
  read(raw: string): PbxNumber;
  /** Is this a number of the company itself? */
  isOwn(number: PhoneNumber): boolean;
}

/** A year's calls come from fewer different numbers than that; beyond, reading anew is cheaper than keeping all. */
const numbersKept = 20_000;

/**
 * Adds to records who the client is. The rules, in this order:
 *
 * 1. Two extensions: internal; the extension is the called one's.
 * 2. One extension: the other side is the client, if its number can be read; the extension's side gives the direction.
 * 3. No extension: the company's own number (the line that was called, the fax, the number shown to the called one) is
 *    not the client. If neither or both are the company's own, the caller (A) is the client and the call came in: the
 *    PBX writes the line that was called as B, but puts an extension into A when somebody calls out. So does a message.
 */
export function partiesReader({ read, isOwn }: PartiesOptions): (record: PbxRecord) => RecordWithParties {
  const known = new Map<string, PbxNumber>();
  const understood = (raw: string): PbxNumber => {
    let number = known.get(raw);
    if (!number) {
      if (known.size >= numbersKept) known.clear();
      number = read(raw);
      known.set(raw, number);
    }
    return number;
  };
  return (record) => ({ ...record, ...parties(understood(record.numberA), understood(record.numberB), isOwn) });
}

function parties(a: PbxNumber, b: PbxNumber, isOwn: (number: PhoneNumber) => boolean): RecordParties {
  const phones = { phoneA: a.number, phoneB: b.number };
  if (a.extension !== null && b.extension !== null) {
    return { ...phones, client: null, extension: b.extension, direction: 'internal' };
  }
  const own = (side: PbxNumber) => side.number !== null && isOwn(side.number);
  const out = a.extension !== null || (b.extension === null && own(a) && b.number !== null && !own(b));
  return out
    ? { ...phones, client: b.number, extension: a.extension, direction: 'out' }
    : { ...phones, client: a.number, extension: b.extension, direction: 'in' };
}
