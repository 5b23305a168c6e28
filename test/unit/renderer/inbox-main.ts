import type { InboxItem, InboxRef, Marks, RecordView, Shelf } from '../../../src-main/contract/model.ts';
import { fakeBridge } from './fake-bridge.ts';
import { aCallback } from './samples.ts';

const unmarked: Marks = { readAtMs: null, doneAtMs: null, doneBy: null, doneOrderId: null, snoozedUntilMs: null };
export const orderId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export function aMessage(id: number, parts: Partial<RecordView> = {}, marks: Partial<Marks> = {}): InboxItem {
  const all = { ...unmarked, ...marks };
  const record: RecordView = {
    id,
    kind: 'voicemail',
    startedAtMs: id * 1000,
    durationSeconds: 42,
    direction: 'in',
    client: { number: '+74951234567', contactId: null },
    name: '',
    display: '+7 495 123-45-67',
    extension: '101',
    person: 'Смирнова Анна',
    group: 'Отдел продаж',
    pbxTime: null,
    mediaId: null,
    mediaHere: false,
    colleague: null,
    marks: all,
    note: '',
    ...parts,
  };
  return { kind: 'record', atMs: record.startedAtMs, record, marks: all };
}

export function aFailure(n: number, marks: Partial<Marks> = {}): InboxItem {
  const callback = aCallback({ id: orderId(n), stage: 'failed', open: false, orderedAtMs: n * 1000 });
  return { kind: 'order', atMs: n * 1000, callback, marks: { ...unmarked, ...marks } };
}

const idOf = (item: InboxItem) => (item.kind === 'record' ? item.record.id : item.callback.id);

/** Keeps items on their shelves as main does, newest first, in pages of `pageSize`; it is always `nowMs`. */
export function inboxMain(items: InboxItem[], { nowMs = 1e9, pageSize = 1000 } = {}) {
  const all = new Map(items.map((item) => [idOf(item), item]));
  const shelfOf = ({ marks }: InboxItem): Shelf =>
    marks.doneAtMs !== null ? 'done' : (marks.snoozedUntilMs ?? 0) > nowMs ? 'snoozed' : 'waiting';
  const on = (shelf: Shelf) =>
    [...all.values()].filter((item) => shelfOf(item) === shelf).sort((one, other) => other.atMs - one.atMs);
  const kindOf = (item: InboxItem) => (item.kind === 'order' ? 'callback' : item.record.kind);
  const put = (refs: readonly { id: InboxRef['id'] }[], marks: Partial<Marks>) => {
    for (const { id } of refs) {
      const item = all.get(id);
      if (item) all.set(id, { ...item, marks: { ...item.marks, ...marks } });
    }
  };
  const marksFor = {
    read: { readAtMs: nowMs },
    unread: { readAtMs: null },
    done: { readAtMs: nowMs, doneAtMs: nowMs, doneBy: 'person', doneOrderId: null, snoozedUntilMs: null },
    undone: { doneAtMs: null, doneBy: null, snoozedUntilMs: null },
  } as const;
  const main = fakeBridge({
    'inbox.page': ({ shelf, kinds, after, limit }) => {
      const shown = on(shelf).filter((item) => kinds === null || (kinds as string[]).includes(kindOf(item)));
      const from = after === null ? 0 : Number(after);
      const to = from + Math.min(limit, pageSize);
      return { items: shown.slice(from, to), next: to < shown.length ? String(to) : null };
    },
    'inbox.counts': () => {
      const of = (kind: string) => on('waiting').filter((item) => kindOf(item) === kind).length;
      const unread = on('waiting').filter(({ marks }) => marks.readAtMs === null).length;
      const snoozed = on('snoozed').length;
      return { voicemail: of('voicemail'), fax: of('fax'), callback: of('callback'), unread, snoozed };
    },
    'inbox.mark': ({ items: refs, as }) => put(refs, marksFor[as]),
    'inbox.snooze': ({ items: refs, untilMs }) => put(refs, { snoozedUntilMs: untilMs }),
    'inbox.reopen': ({ orderId: id }) => {
      const closed = on('done').filter(({ marks }) => marks.doneOrderId === id && marks.doneBy === 'callback');
      put(
        closed.map((item) => ({ id: idOf(item) })),
        marksFor.undone,
      );
      return closed.length;
    },
  });
  return {
    ...main,
    add: (item: InboxItem) => all.set(idOf(item), item),
    /** As somebody else, or main itself, marks it. */
    mark: (id: InboxRef['id'], marks: Partial<Marks>) => put([{ id }], marks),
    remove: (id: InboxRef['id']) => all.delete(id),
    on: (shelf: Shelf) => on(shelf).map(idOf),
    marksOf: (id: InboxRef['id']) => all.get(id)?.marks,
  };
}
