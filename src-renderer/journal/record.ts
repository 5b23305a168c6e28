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

/** «+7 495 123-45-67», «доб. 102», or what the PBX wrote in its place. */
export const numberOf = ({ colleague, display }: RecordView, t: Messages): string =>
  colleague === null ? display : t.words.extension(colleague);

/** Who it was with: the name, else the number, else that it was hidden. */
export const titleOf = (record: RecordView, t: Messages): string =>
  record.name || numberOf(record, t) || t.journal.hidden;

/** The order that calls back whom the record was with; null: there is nobody to call. */
export function wantedOf(record: RecordView, t: Messages): Wanted | null {
  const target = targetOf(record);
  return target && { target, name: record.name || null, who: titleOf(record, t) };
}

function targetOf({ client, colleague }: RecordView): Wanted['target'] | null {
  if (client) return { kind: 'client', written: client.number };
  return colleague === null ? null : { kind: 'colleague', extension: colleague };
}
