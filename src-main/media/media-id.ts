import { createHash } from 'node:crypto';
import { recordKinds, type RecordKind } from '../contract/model.ts';
import type { PbxRecord } from '../vats/model.ts';

type Identity = Pick<PbxRecord, 'kind' | 'startedAtMs' | 'numberA' | 'numberB' | 'ordinal'>;

/**
 * The id under which a record's file is kept and asked for: made of the record's identity, so that it stays the same when
 * the cache is filled again and when links are re-issued. The numbers are hashed: they may be any text of the PBX's, and
 * have no place in an address.
 */
export function mediaIdOf({ kind, startedAtMs, numberA, numberB, ordinal }: Identity): string {
  const parties = createHash('sha256').update(`${numberA}\n${numberB}`).digest('hex').slice(0, 24);
  return `${kind}~${startedAtMs}~${ordinal}~${parties}`;
}

/** Where to look for the record of an id; null: it is none. */
export function readMediaId(id: string): { kind: RecordKind; startedAtMs: number } | null {
  const [kindText, time] = id.split('~');
  const kind = recordKinds.find((each) => each === kindText);
  const startedAtMs = Number(time);
  return kind && Number.isSafeInteger(startedAtMs) ? { kind, startedAtMs } : null;
}
