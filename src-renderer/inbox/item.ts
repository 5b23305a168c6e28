import type { InboxItem, InboxRef, PhoneNumber, Shelf } from '../../src-main/contract/model.ts';
import { sameAgain } from '../callbacks/cards.svelte.ts';
import type { Wanted } from '../callbacks/orders.svelte.ts';
import { numberOf, sentenceOf } from '../callbacks/stage.ts';
import type { I18n } from '../i18n/i18n.svelte.ts';
import { numberOf as recordNumber, wantedOf as wantedOfRecord } from '../journal/record.ts';

/** What is told of one item of «Требуют внимания», whatever kind it is. */

export function refOf(item: InboxItem): InboxRef {
  return item.kind === 'record' ? { kind: 'record', id: item.record.id } : { kind: 'order', id: item.callback.id };
}

export const keyOfRef = ({ kind, id }: InboxRef): string => `${kind}-${id}`;
export const keyOf = (item: InboxItem): string => keyOfRef(refOf(item));

/** With the shelf that main has it on: main's clock is the PBX's, and decides what is due. */
export type ShelvedItem = InboxItem & { shelf: Shelf };

/** Nobody has looked at it, and it still waits. */
export const isUnread = ({ marks }: Pick<InboxItem, 'marks'>): boolean =>
  marks.readAtMs === null && marks.doneAtMs === null;

/** «+7 495 123-45-67», «доб. 102», or what the PBX wrote in its place. */
export function numberShown(item: InboxItem, i18n: I18n): string {
  if (item.kind === 'order') return numberOf(item.callback, i18n);
  return recordNumber(item.record, i18n.t) || i18n.t.journal.hidden;
}

/** By the contacts, or the staff; empty: nobody known. */
export const nameOf = (item: InboxItem): string => (item.kind === 'order' ? item.callback.name : item.record.name);

export const whoOf = (item: InboxItem, i18n: I18n): string => nameOf(item) || numberShown(item, i18n);

/** Whom «Перезвонить» rings; null: the PBX told no number that can be called. */
export function wantedOf(item: InboxItem, i18n: I18n): Wanted | null {
  return item.kind === 'order' ? sameAgain(item.callback) : wantedOfRecord(item.record, i18n.t);
}

/** Whose history belongs to it; null: nobody known by a number. */
export function clientOf(item: InboxItem): PhoneNumber | null {
  if (item.kind === 'record') return item.record.client?.number ?? null;
  return item.callback.target.kind === 'client' ? item.callback.target.number : null;
}

/** «Голосовое, 0:42», «Факс», «Не дозвонились: 3 попытки». */
export function whatOf(item: InboxItem, i18n: I18n, nowMs: number): string {
  if (item.kind === 'order') return sentenceOf(item.callback, i18n, nowMs);
  const { kind, durationSeconds } = item.record;
  return kind === 'fax' ? i18n.t.inbox.fax : i18n.t.inbox.voicemail(i18n.formats.duration(durationSeconds));
}

/** The person and the group that it was for; empty: the PBX named none. */
export function forWhomOf(item: InboxItem, { t }: I18n): string {
  if (item.kind === 'order') return '';
  const { person, group, extension } = item.record;
  const named = person || (extension ? t.words.extension(extension) : '');
  return [named, group].filter(Boolean).join(' · ');
}

/** When it happened, apart from its place in the list. */
export const happenedAtMs = (item: InboxItem): number =>
  item.kind === 'order' ? item.callback.orderedAtMs : item.record.startedAtMs;

/** What became of it: put off, back again, done and by whom. Empty: it just waits. */
export function fateOf(
  { marks, shelf }: Pick<ShelvedItem, 'marks' | 'shelf'>,
  { t, formats }: I18n,
  nowMs: number,
): string {
  const { doneAtMs, doneBy, snoozedUntilMs } = marks;
  if (doneAtMs !== null) {
    const when = formats.moment(doneAtMs, nowMs);
    return doneBy === 'callback' ? t.inbox.closedByCallback(when) : t.inbox.doneAt(when);
  }
  if (snoozedUntilMs === null) return '';
  const when = formats.moment(snoozedUntilMs, nowMs);
  return shelf === 'snoozed' ? t.inbox.snoozedUntil(when) : t.inbox.backSince(when);
}
