import { directions, recordKinds, type Direction, type RecordKind } from '../../contract/model.ts';

/** Words that stand in every one of a million rows are kept as numbers; their meaning must never change. */
export const toCode = {
  kind: { call: 0, voicemail: 1, fax: 2 } satisfies Record<RecordKind, number>,
  direction: { in: 0, out: 1, internal: 2 } satisfies Record<Direction, number>,
} as const;

export const fromCode = {
  kind: (code: number): RecordKind => recordKinds.find((kind) => toCode.kind[kind] === code) ?? 'call',
  direction: (code: number): Direction => directions.find((each) => toCode.direction[each] === code) ?? 'in',
};
