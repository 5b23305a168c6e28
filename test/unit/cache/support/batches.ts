import { partiesReader, type RecordWithParties } from '../../../../src-main/cache/record-parties.ts';
import { fromPbxNumber } from '../../../../src-main/vats/numbers.ts';

export const batchSize = 20;

const withParties = partiesReader({ read: fromPbxNumber, isOwn: () => false });

/** The n-th batch of voicemails, each from another number; their times tell the batch. */
export function batchAt(n: number): RecordWithParties[] {
  return Array.from({ length: batchSize }, (_, index) =>
    withParties({
      kind: 'voicemail',
      startedAtMs: n * 1000 + index,
      durationSeconds: index,
      numberA: `7495${String((n * batchSize + index) % 10_000_000).padStart(7, '0')}`,
      numberB: '101',
      groupName: '',
      userName: 'Анна',
      fileUrl: null,
      ordinal: 0,
    }),
  );
}
