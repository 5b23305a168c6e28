import type { RecordView } from '../../src-main/contract/model.ts';
import type { Wanted } from '../callbacks/orders.svelte.ts';
import type { Messages } from '../i18n/ru.ts';

/** What a record is at a glance: the kind, and of a call which way it went. */
export type Look = 'in' | 'out' | 'internal' | 'missed' | 'unanswered' | 'voicemail' | 'fax' | 'fax-out';

export function lookOf({ kind, direction, durationSeconds }: RecordView): Look {
  if (kind === 'voicemail') return 'voicemail';
  if (kind === 'fax') return direction === 'out' ? 'fax-out' : 'fax';
  if (durationSeconds > 0 || direction === 'internal') return direction;
  return direction === 'in' ? 'missed' : 'unanswered';
}

/** Nobody talked: there is no length to tell. */
export const isSilent = ({ kind, durationSeconds }: RecordView): boolean => kind === 'call' && durationSeconds === 0;

/** Who it was with: the name, else the number, else that it was hidden. */
export const titleOf = ({ name, display }: RecordView, t: Messages): string => name || display || t.journal.hidden;

/** The order that calls the record's client back; null: there is nobody to call. */
export function wantedOf(record: RecordView, t: Messages): Wanted | null {
  if (!record.client) return null;
  const target = { kind: 'client', written: record.client.number } as const;
  return { target, name: record.name || null, who: titleOf(record, t) };
}
