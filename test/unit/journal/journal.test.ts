import { describe, expect, it, onTestFinished } from 'vitest';
import { toCallback } from '../../../src-main/callbacks/view.ts';
import { Contacts } from '../../../src-main/contacts/contacts.ts';
import type { RecordFilter } from '../../../src-main/contract/model.ts';
import { Journal } from '../../../src-main/journal/journal.ts';
import { RecordViews } from '../../../src-main/journal/record-views.ts';
import { mediaIdOf } from '../../../src-main/media/media-id.ts';
import { explainCause } from '../../../src-main/vats/causes.ts';
import type { PbxRecord } from '../../../src-main/vats/model.ts';
import { fromPbxNumber, readNumber, sameClient } from '../../../src-main/vats/numbers.ts';
import { PbxZone } from '../../../src-main/vats/pbx-time.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
import { TestClock } from '../../support/test-clock.ts';
import { order, uuid } from '../cache/support/database.ts';
import { record } from '../cache/support/records.ts';

const anna = '+74951234567';

async function open({ zone = 'Europe/Moscow', here = new Set<string>() } = {}) {
  const cache = inProcessCache();
  await cache.open();
  onTestFinished(() => cache.close());
  const clock = new TestClock();
  const changed: [string, string[] | undefined][] = [];
  const contacts = new Contacts({ cache, clock, readNumber, newId: () => uuid(9), onChanged: () => undefined });
  const pbx = new PbxZone(zone);
  const words = { sameNumber: sameClient, display: (raw: string) => fromPbxNumber(raw).display, explainCause };
  let ids = 0;
  const journal = new Journal({
    cache,
    clock,
    views: new RecordViews({
      extension: '101',
      whoAre: (numbers) => contacts.whoAre(numbers),
      colleague: (extension) => (extension === '102' ? 'Борис' : null),
      pbxTime: (atMs) => pbx.toText(atMs),
      hasFile: (mediaId) => here.has(mediaId),
    }),
    callbackView: (each) => toCallback(each, words, clock.nowMs()),
    whoIs: (number) => contacts.whoIs(number),
    newId: () => uuid((ids += 1)),
    onChanged: (topic, which) => changed.push([topic, which]),
  });
  await contacts.add({
    ...{ name: 'Анна Петрова', company: '', note: '', favourite: false },
    numbers: [{ label: 'work', written: '8 (495) 123-45-67' }],
  });
  const take = async (...records: Partial<PbxRecord>[]) => {
    const nowMs = clock.nowMs();
    const batch = records.map((fields) => record({ kind: 'call', startedAtMs: nowMs, ...fields }));
    return (await cache.run('records.ingest', { records: batch, nowMs, waitingSinceMs: 0 })).added;
  };
  const page = async (filter: RecordFilter = {}) => (await journal.page({ filter, after: null, limit: 50 })).items;
  return { cache, clock, journal, changed, take, page, here };
}

describe('a record', () => {
  it('tells who called, by the contacts, whom, and where it belongs', async () => {
    const { journal, take } = await open();
    const [id] = await take({ numberA: '84951234567', numberB: '101' });
    expect(await journal.record(id!)).toMatchObject({
      direction: 'in',
      client: { number: anna, contactId: uuid(9) },
      name: 'Анна Петрова',
      display: '+7 495 123-45-67',
      extension: '101',
      person: 'Анна Петрова',
      group: 'Продажи',
      note: '',
    });
    await expect(journal.record(4711)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['out', { numberA: '101', numberB: '84951234567' }, 'Анна Петрова', '+7 495 123-45-67'],
    ['internal', { numberA: '102', numberB: '101' }, 'Борис', '102', '102'],
    ['internal', { numberA: '101', numberB: '102' }, 'Борис', '102', '102'],
    ['internal', { numberA: '103', numberB: '101' }, '', '103', '103'],
    ['internal', { numberA: '102', numberB: '103' }, 'Борис', '102', '102'],
    ['internal', { numberA: '101', numberB: '101' }, '', '101'],
    ['in', { numberA: 'anonymous', numberB: '101' }, '', 'anonymous'],
    ['in', { numberA: '', numberB: '101' }, '', ''],
    ['out', { numberA: '101', numberB: '*98#' }, '', '*98#'],
  ] as const)(
    'that is %s shows the other side of %j',
    async (direction, numbers, name, display, colleague?: string) => {
      const { take, page } = await open();
      await take(numbers);
      expect(await page()).toMatchObject([{ direction, name, display, colleague: colleague ?? null }]);
    },
  );

  it('gives the window an id in place of a link, and says whether the file is here', async () => {
    const here = new Set<string>();
    const { take, page } = await open({ here });
    await take({ fileUrl: 'https://lkvats.example/secret-link' }, { numberA: '79031112233', fileUrl: null });
    const [silent, sounding] = await page();
    expect([sounding!.mediaHere, silent!.mediaId, silent!.mediaHere]).toEqual([false, null, false]);
    here.add(sounding!.mediaId!);
    const shown = await page();
    expect(shown[1]!.mediaHere).toBe(true);
    expect(JSON.stringify(shown)).not.toContain('secret-link');
  });

  it.each([
    ['Europe/Moscow', 'Europe/Moscow', null],
    ['Asia/Vladivostok', 'Europe/Moscow', '2026-11-23 12:00:00'],
    ['Europe/Moscow', 'Asia/Vladivostok', '2026-11-23 19:00:00'],
    ['Asia/Kathmandu', 'Europe/Moscow', '2026-11-23 12:00:00'],
    // Another name, the same time.
    ['Asia/Riyadh', 'Europe/Moscow', null],
  ])('on a PC in %s, from an exchange in %s, tells the exchange’s time as %s', async (here, there, text) => {
    const zone = process.env['TZ'];
    process.env['TZ'] = here;
    try {
      const { take, page } = await open({ zone: there });
      await take({});
      expect((await page())[0]!.pbxTime).toBe(text);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('notes', () => {
  it('on a call are kept, found, changed and taken away, and the window is told of which', async () => {
    const { journal, take, page, changed } = await open();
    const [id] = await take({});
    await journal.setNote(id!, '  Перезвонить\nв среду  ');
    expect((await journal.record(id!)).note).toBe('Перезвонить\nв среду');
    expect(await page({ text: 'СРЕДУ' })).toHaveLength(1);
    expect(await page({ noted: true })).toHaveLength(1);
    await journal.setNote(id!, ' ');
    expect(await page({ noted: true })).toEqual([]);
    expect(changed).toEqual([
      ['records', [String(id)]],
      ['records', [String(id)]],
    ]);
    await expect(journal.setNote(4711, 'x')).rejects.toMatchObject({ code: 'not-found' });
    expect(changed).toHaveLength(2);
  });

  it('on a client stand with everything there is of the number', async () => {
    const { journal, take, page, changed } = await open();
    await take({}, { numberA: '101', numberB: '+7 495 123 45 67', startedAtMs: 5 });
    const unknown = { number: anna, display: '+7 495 123-45-67', name: 'Анна Петрова', contactId: uuid(9) };
    expect(await journal.client(anna)).toEqual({ ...unknown, note: '' });
    await journal.setClientNote(anna, 'Платит вовремя');
    expect((await journal.client(anna)).note).toBe('Платит вовремя');
    expect(await page({ text: 'вовремя' })).toHaveLength(2);
    await journal.setClientNote(anna, '');
    expect((await journal.client(anna)).note).toBe('');
    expect(changed).toEqual([
      ['records', undefined],
      ['records', undefined],
    ]);
    expect(await journal.client('+79160000505')).toMatchObject({ name: '', contactId: null });
  });
});

describe('the list', () => {
  it('goes on page by page without a gap or a repetition, although records come in meanwhile', async () => {
    const { journal, take } = await open();
    for (let n = 0; n < 25; n += 1) await take({ startedAtMs: 1_000_000 + n });
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page = await journal.page({ filter: {}, after, limit: 10 });
      seen.push(...page.items.map(({ startedAtMs }) => startedAtMs - 1_000_000));
      after = page.next;
      await take({ startedAtMs: 2_000_000 + seen.length });
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => 24 - n));
    await expect(journal.page({ filter: {}, after: '💥', limit: 10 })).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('knows its days, its ends, and what can be chosen', async () => {
    const { journal, take } = await open();
    expect(await journal.span()).toBeNull();
    await take({ startedAtMs: 100 }, { startedAtMs: 150, userName: 'Яна' }, { startedAtMs: 250, groupName: '' });
    expect(await journal.span()).toEqual({ oldestMs: 100, newestMs: 250 });
    expect(await journal.days({ filter: {}, boundariesMs: [100, 200, 300] })).toEqual([2, 1]);
    expect(await journal.days({ filter: { people: ['Яна'] }, boundariesMs: [0, 200, 300] })).toEqual([1, 0]);
    await expect(journal.days({ filter: {}, boundariesMs: [2, 1] })).rejects.toMatchObject({ code: 'bad-input' });
    expect(await journal.choices()).toEqual({
      people: ['Анна Петрова', 'Яна'],
      groups: ['Продажи'],
      extensions: ['101'],
    });
  });

  it('keeps filters under their names', async () => {
    const { journal, changed } = await open();
    const saved = await journal.putFilter({ id: null, name: 'Пропущенные', filter: { maxSeconds: 0 } });
    await journal.putFilter({ ...saved, name: 'Мои' });
    expect(await journal.filters()).toEqual([{ id: uuid(1), name: 'Мои', filter: { maxSeconds: 0 } }]);
    await journal.removeFilter(saved.id);
    expect(await journal.filters()).toEqual([]);
    expect(changed.map(([topic]) => topic)).toEqual(['filters', 'filters', 'filters']);
  });
});

it('all there was with a client is one history, newest first, page by page', async () => {
  const { journal, take, cache } = await open();
  await take(
    { startedAtMs: 1000, numberA: '84951234567' },
    { startedAtMs: 3000, numberA: '101', numberB: '74951234567' },
    { startedAtMs: 4000, numberA: '79031112233' },
    { startedAtMs: 5000, kind: 'voicemail' },
  );
  await cache.run('orders.insert', order(1, { orderedAtMs: 2000, phase: 'refused' }));
  await cache.run('orders.insert', order(2, { orderedAtMs: 2500, number: '+79031112233' }));
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await journal.ofClient({ numbers: [anna], after, limit: 2 });
    seen.push(
      ...page.items.map((each) => `${each.atMs} ${each.kind === 'order' ? each.callback.stage : each.record.kind}`),
    );
    after = page.next;
  } while (after !== null);
  expect(seen).toEqual(['5000 voicemail', '3000 call', '2000 refused', '1000 call']);
});

it('a media id outlives new links and a cache that is filled again, and differs where records do', () => {
  const one = record({ fileUrl: 'https://a.example/1' });
  expect(mediaIdOf(record({ fileUrl: 'https://a.example/2', userName: 'Яна' }))).toBe(mediaIdOf(one));
  const others = [
    record({ kind: 'fax' }),
    record({ startedAtMs: one.startedAtMs + 1 }),
    record({ numberA: '1' }),
    record({ numberB: '1' }),
    record({ ordinal: 1 }),
    record({ numberA: `${one.numberA}\n${one.numberB}`, numberB: '' }),
  ];
  expect(new Set([one, ...others].map(mediaIdOf)).size).toBe(7);
});
