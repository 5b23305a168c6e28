import { expect, it } from 'vitest';
import { isSilent, lookOf } from '../../../src-renderer/journal/record.ts';
import { aRecord } from './journal-main.ts';

it.each([
  [{ direction: 'in', durationSeconds: 30 }, 'in'],
  [{ direction: 'in', durationSeconds: 0 }, 'missed'],
  [{ direction: 'out', durationSeconds: 30 }, 'out'],
  [{ direction: 'out', durationSeconds: 0 }, 'unanswered'],
  [{ direction: 'internal', durationSeconds: 0 }, 'internal'],
  [{ kind: 'voicemail', direction: 'in', durationSeconds: 0 }, 'voicemail'],
  [{ kind: 'fax', direction: 'out', durationSeconds: 0 }, 'fax-out'],
] as const)('a record %o is told as %s', (parts, look) => {
  expect(lookOf(aRecord(parts))).toBe(look);
});

it('only of a call without a talk there is no length to tell', () => {
  expect(isSilent(aRecord({ durationSeconds: 0 }))).toBe(true);
  expect(isSilent(aRecord({ durationSeconds: 1 }))).toBe(false);
  expect(isSilent(aRecord({ kind: 'voicemail', durationSeconds: 0 }))).toBe(false);
});
