import { partiesReader, type RecordWithParties } from '../../src-main/cache/record-parties.ts';
import type { PbxRecord } from '../../src-main/vats/model.ts';
import { fromPbxNumber } from '../../src-main/vats/numbers.ts';

/** The newest record's time. */
export const lastMs = Date.UTC(2026, 2, 2, 12);
const years = 3;
const perBatch = 500;

/**
 * Three years of records, newest first, in batches. Every fifth call is the client's first; a few clients call often.
 * The same on each run.
 */
export function* madeUpRecords(rows: number): Generator<RecordWithParties[]> {
  const withParties = partiesReader({ read: fromPbxNumber, isOwn: (number) => number === '+74950640060' });
  const stepMs = (years * 365 * 86_400_000) / 1_000_000;
  let seed = 1;
  const chance = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const one = (n: number): PbxRecord => {
    const employee = chance(40);
    const extension = String(101 + employee);
    const client = chance(10) < 3 ? chance(200) : chance(Math.max(1000, rows / 5));
    const area = ['7495', '7916', '7903', '8812', '8495', '7926'][client % 6];
    const outside = `${area}${String((client * 7919) % 10_000_000).padStart(7, '0')}`;
    const outgoing = chance(10) < 4;
    const kind = ['voicemail', 'fax'][chance(60)] ?? 'call';
    return {
      kind: kind as PbxRecord['kind'],
      startedAtMs: lastMs - Math.floor(n * (rows < 1_000_000 ? (stepMs * 1_000_000) / rows : stepMs)),
      durationSeconds: chance(600),
      numberA: outgoing ? extension : outside,
      numberB: outgoing ? outside : chance(10) ? extension : '74950640060',
      groupName: `Группа ${employee % 6}`,
      userName: employee === 3 ? 'Анна Петрова' : `Сотрудник ${employee}`,
      fileUrl: `https://lkvats.cifra1.ru/records/2026/${outside}_${n}_2026-03-02_12:00:00.mp3`,
      ordinal: 0,
    };
  };
  for (let n = 0; n < rows; n += perBatch) {
    yield Array.from({ length: Math.min(perBatch, rows - n) }, (_, index) => withParties(one(n + index)));
  }
}
