import type { Db } from '../../../../src-main/cache/db.ts';
import { queries } from '../../../../src-main/cache/queries/all.ts';
import { partiesReader, type RecordWithParties } from '../../../../src-main/cache/record-parties.ts';
import type { PbxRecord } from '../../../../src-main/vats/model.ts';
import { fromPbxNumber } from '../../../../src-main/vats/numbers.ts';
import { noonMs } from './database.ts';

export const ownNumber = '+74950640060';

export const withParties = partiesReader({ read: fromPbxNumber, isOwn: (number) => number === ownNumber });

/** A voicemail at noon from +7 495 123-45-67 to 101, unless said otherwise. */
export function record(fields: Partial<PbxRecord> = {}): RecordWithParties {
  return withParties({
    kind: 'voicemail',
    startedAtMs: noonMs,
    durationSeconds: 42,
    numberA: '84951234567',
    numberB: '101',
    groupName: 'Продажи',
    userName: 'Анна Петрова',
    fileUrl: 'https://lkvats.example/file/1',
    ordinal: 0,
    ...fields,
  });
}

/** All of them, new messages waiting; returns the new ones' ids. */
export function ingest(db: Db, records: RecordWithParties[], waitingSinceMs = 0): number[] {
  const added: number[] = [];
  for (let at = 0; at < records.length; at += 500) {
    const batch = { records: records.slice(at, at + 500), nowMs: noonMs, waitingSinceMs };
    added.push(...queries.records.ingest(db, batch).added);
  }
  return added;
}
