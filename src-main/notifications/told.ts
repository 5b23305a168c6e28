import type { InboxItem, InboxKind, PhoneNumber } from '../contract/model.ts';
import type { News } from '../inbox/inbox.ts';
import { plainText } from './plain-text.ts';

/** One thing to be told, and why. */
export interface Told {
  why: 'new' | 'failed' | 'back';
  item: InboxItem;
}

export function toldOf(news: News): Told[] {
  if (news.kind === 'failed') return [{ why: 'failed', item: news.item }];
  return news.items.map((item) => ({ why: news.kind === 'back' ? 'back' : 'new', item }));
}

export const keyOf = (item: InboxItem): string =>
  item.kind === 'record' ? `record ${item.record.id}` : `order ${item.callback.id}`;

/** Calls are in the journal only and never wait; the type does not know. */
export function kindOf(item: InboxItem): InboxKind {
  if (item.kind === 'order') return 'callback';
  return item.record.kind === 'fax' ? 'fax' : 'voicemail';
}

/** Name or number of the other side, fit to be shown; empty: the PBX told nothing. */
export function whoOf(item: InboxItem): string {
  const { name, display } =
    item.kind === 'record' ? item.record : { name: item.callback.name, display: item.callback.target.display };
  return plainText(name) || plainText(display);
}

/** Null: it cannot be called back. */
export function numberOf(item: InboxItem): PhoneNumber | null {
  return item.kind === 'record' ? (item.record.client?.number ?? null) : item.callback.target.number;
}
