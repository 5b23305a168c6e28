import type { Callback, InboxItem, Marks, RecordView } from '../../../src-main/contract/model.ts';

export const noMarks: Marks = {
  readAtMs: null,
  doneAtMs: null,
  doneBy: null,
  doneOrderId: null,
  snoozedUntilMs: null,
};

type RecordItem = Extract<InboxItem, { kind: 'record' }>;

let lastId = 0;

/** A voicemail of Anna Petrova, 42 seconds long, that ended just before noon. */
export function voicemail(parts: Partial<RecordView> = {}): RecordItem {
  lastId += 1;
  const record: RecordView = {
    id: lastId,
    kind: 'voicemail',
    startedAtMs: noonMs - 50_000,
    durationSeconds: 42,
    direction: 'in',
    client: { number: '+74951234567', contactId: null },
    name: 'Анна Петрова',
    display: '+7 495 123-45-67',
    extension: '101',
    person: '',
    group: 'Отдел продаж',
    pbxTime: null,
    mediaId: null,
    mediaHere: false,
    colleague: null,
    marks: noMarks,
    note: '',
    ...parts,
  };
  return { kind: 'record', atMs: record.startedAtMs, record, marks: noMarks };
}

export const fax = (parts: Partial<RecordView> = {}) => voicemail({ kind: 'fax', ...parts });

export function failedCall(callback: Callback): InboxItem {
  return { kind: 'order', atMs: callback.orderedAtMs, callback, marks: noMarks };
}

/** On this PC's own clock, as quiet hours are. */
export const noonMs = new Date(2026, 10, 23, 12, 0).getTime();
