import type { CallName } from '../../../src-main/contract/calls.ts';
import type { RecordFilter, RecordView } from '../../../src-main/contract/model.ts';
import { fakeBridge } from './fake-bridge.ts';

export const aRecord = (parts: Partial<RecordView> = {}): RecordView => ({
  id: 1,
  kind: 'call',
  startedAtMs: 0,
  durationSeconds: 30,
  direction: 'in',
  client: { number: '+79161234567', contactId: null },
  name: '',
  display: '+7 916 123-45-67',
  extension: '101',
  person: '',
  group: '',
  pbxTime: null,
  mediaId: null,
  mediaHere: false,
  colleague: null,
  marks: { readAtMs: null, doneAtMs: null, doneBy: null, doneOrderId: null, snoozedUntilMs: null },
  note: '',
  ...parts,
});

const passes =
  ({ fromMs = 0, toMs = Infinity, text = '', kinds }: RecordFilter) =>
  (record: RecordView) =>
    record.startedAtMs >= fromMs &&
    record.startedAtMs < toMs &&
    record.name.includes(text) &&
    (kinds?.includes(record.kind) ?? true);

/**
 * Main's journal over records in memory, as the cache answers: pages by moment and token, counts between boundaries.
 * `before` may hold an answer back.
 */
export function journalMain(
  records: RecordView[],
  before: (name: CallName, input: unknown) => Promise<void> | void = () => undefined,
) {
  const kept = { records: records.toSorted((a, b) => b.startedAtMs - a.startedAtMs || b.id - a.id) };
  const bridge = fakeBridge({
    'journal.span': () => {
      const newest = kept.records[0];
      const oldest = kept.records.at(-1);
      return newest && oldest ? { newestMs: newest.startedAtMs, oldestMs: oldest.startedAtMs } : null;
    },
    'journal.days': async (query) => {
      await before('journal.days', query);
      const { filter, boundariesMs } = query;
      const times = kept.records.filter(passes(filter)).map(({ startedAtMs }) => startedAtMs);
      return boundariesMs
        .slice(1)
        .map((to, index) => times.filter((at) => at >= boundariesMs[index]! && at < to).length);
    },
    'journal.page': async (query) => {
      await before('journal.page', query);
      const { filter, after, limit } = query;
      const all = kept.records.filter(passes(filter));
      const from = after === null ? 0 : all.findIndex(({ id }) => String(id) === after) + 1;
      const items = all.slice(from, from + limit);
      return { items, next: from + limit < all.length ? String(items.at(-1)!.id) : null };
    },
    'journal.record': ({ id }) => kept.records.find((record) => record.id === id)!,
    'journal.filters': () => [],
    'journal.choices': () => ({ people: [], groups: [], extensions: [] }),
  });
  return {
    ...bridge,
    add: (record: RecordView) => (kept.records = [record, ...kept.records]),
    put: (records: RecordView[]) => (kept.records = records),
  };
}
