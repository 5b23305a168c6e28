import type { RecordKind } from '../../vats/model.ts';
import type { Direction } from '../record-parties.ts';

/** Words that stand in every one of a million rows are kept as numbers; their meaning must never change. */
export const toCode = {
  kind: { call: 0, voicemail: 1, fax: 2 } satisfies Record<RecordKind, number>,
  direction: { in: 0, out: 1, internal: 2 } satisfies Record<Direction, number>,
} as const;

const kinds: readonly RecordKind[] = ['call', 'voicemail', 'fax'];
const directions: readonly Direction[] = ['in', 'out', 'internal'];

export const fromCode = {
  kind: (code: number): RecordKind => kinds[code] ?? 'call',
  direction: (code: number): Direction => directions[code] ?? 'in',
};
