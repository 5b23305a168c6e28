import * as v from 'valibot';
import type { Callback } from './callbacks.ts';
import { RecordId, type Marks, type RecordView } from './records.ts';
import { Id } from './shared.ts';

/** What can wait for an answer: a voicemail or fax, or a callback that failed. */
export const InboxRef = v.variant('kind', [
  v.object({ kind: v.literal('record'), id: RecordId }),
  v.object({ kind: v.literal('order'), id: Id }),
]);
export type InboxRef = v.InferOutput<typeof InboxRef>;
export const InboxRefs = v.pipe(v.array(InboxRef), v.minLength(1), v.maxLength(500));

export const inboxKinds = ['voicemail', 'fax', 'callback'] as const;
export type InboxKind = (typeof inboxKinds)[number];
/** `waiting`: to be answered now. `snoozed`: put off. `done`: the last done first. */
export const shelves = ['waiting', 'snoozed', 'done'] as const;
export type Shelf = (typeof shelves)[number];

export const InboxQuery = v.object({
  shelf: v.picklist(shelves),
  /** Null: all. */
  kinds: v.nullable(v.pipe(v.array(v.picklist(inboxKinds)), v.maxLength(3))),
  after: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
});
export type InboxQuery = v.InferOutput<typeof InboxQuery>;

export const InboxMark = v.object({ items: InboxRefs, as: v.picklist(['read', 'unread', 'done', 'undone']) });
export type InboxMark = v.InferOutput<typeof InboxMark>;

export const InboxSnooze = v.object({
  items: InboxRefs,
  /** Null: here again now. */
  untilMs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type InboxSnooze = v.InferOutput<typeof InboxSnooze>;

/** `atMs`: its place in the list, descending. */
export type InboxItem =
  | { kind: 'record'; atMs: number; record: RecordView; marks: Marks }
  | { kind: 'order'; atMs: number; callback: Callback; marks: Marks };

export interface InboxCounts {
  /** On the shelf `waiting`. */
  voicemail: number;
  fax: number;
  callback: number;
  /** Of all these, those that were not looked at. */
  unread: number;
  snoozed: number;
}
