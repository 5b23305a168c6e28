import fs from 'node:fs';
import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../src-main/cache/file.ts';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import type { RecordWithParties } from '../../../src-main/cache/record-parties.ts';
import { CacheService } from '../../../src-main/cache/service.ts';
import type { PbxRecord } from '../../../src-main/vats/model.ts';
import { inMemory, noonMs, openDatabase } from './support/database.ts';
import { batchAt, batchSize } from './support/batches.ts';
import { key, temporaryFolder } from './support/folder.ts';
import { smallDisk } from './support/small-disk.ts';
import { ingest, ownNumber, record, withParties } from './support/records.ts';

const everything = { filter: {}, after: null, limit: 1000 };

describe('who is who in a record', () => {
  const parties = (numberA: string, numberB: string, kind: PbxRecord['kind'] = 'call') => {
    const { client, extension, direction } = record({ numberA, numberB, kind });
    return [client, extension, direction];
  };
  const own = ownNumber.slice(1);
  it.each([
    ['a client calls an extension', '84951234567', '101', ['+74951234567', '101', 'in']],
    ['an extension calls a client', '101', '79161234567', ['+79161234567', '101', 'out']],
    ['a colleague calls a colleague', '101', '102', [null, '102', 'internal']],
    ['a client calls the company’s line', '84951234567', own, ['+74951234567', null, 'in']],
    ['the company’s line calls a client', own, '84951234567', ['+74951234567', null, 'out']],
    ['both outside, neither the company’s', '84951234567', '79161234567', ['+74951234567', null, 'in']],
    ['a withheld number', 'anonymous', '101', [null, '101', 'in']],
    ['nothing that can be read', '', '*99', [null, null, 'in']],
    ['an extension calls something unreadable', '101', '*99', [null, '101', 'out']],
  ])('%s', (_, numberA, numberB, expected) => {
    expect(parties(numberA, numberB)).toEqual(expected);
  });
});

describe('taking records in', () => {
  it('inserts what is new, once', () => {
    const db = inMemory();
    const batch = {
      records: [record(), record({ ordinal: 1 }), record({ kind: 'fax' })],
      nowMs: noonMs,
      waitingSinceMs: 0,
    };
    const first = queries.records.ingest(db, batch);
    const id = first.added[0]!;
    expect(first).toEqual({ added: [id, id + 1, id + 2], changed: [] });
    expect(queries.records.ingest(db, { ...batch, nowMs: noonMs + 1 })).toEqual({ added: [], changed: [] });
    expect(queries.records.byId(db, id)).toEqual({
      ...{ id, kind: 'voicemail', startedAtMs: noonMs, durationSeconds: 42, numberA: '84951234567', numberB: '101' },
      ...{ ordinal: 0, client: '+74951234567', extension: '101', direction: 'in', groupName: 'Продажи' },
      ...{ userName: 'Анна Петрова', fileUrl: 'https://lkvats.example/file/1', waiting: true, firstSeenAtMs: noonMs },
      ...{ readAtMs: null, doneAtMs: null, doneBy: null, doneOrderId: null, snoozedUntilMs: null, note: '' },
    });
    expect(queries.records.byId(db, id + 3)).toBeNull();
  });

  it('updates every other field, and leaves marks, notes and the first sight alone', () => {
    const db = inMemory();
    const [id] = ingest(db, [record()]) as [number];
    queries.inbox.done(db, [{ kind: 'record', id }], noonMs + 5);
    queries.notes.putOnRecord(db, id, 'Перезвонить в среду', noonMs);
    const changes = { durationSeconds: 1, groupName: '', userName: 'Пётр', fileUrl: null };
    const again = queries.records.ingest(db, { records: [record(changes)], nowMs: noonMs + 9, waitingSinceMs: 0 });
    expect(again).toEqual({ added: [], changed: [id] });
    expect(queries.records.byId(db, id)).toMatchObject({
      ...changes,
      ...{ waiting: false, doneAtMs: noonMs + 5, note: 'Перезвонить в среду', firstSeenAtMs: noonMs },
    });
  });

  it('takes messages from before for history, which does not wait', () => {
    const db = inMemory();
    ingest(db, [record(), record({ startedAtMs: noonMs - 1 }), record({ kind: 'call' })], noonMs);
    const { items } = queries.records.page(db, everything);
    expect(items.map(({ kind, startedAtMs, waiting }) => [kind, startedAtMs - noonMs, waiting])).toEqual([
      ['call', 0, false],
      ['voicemail', 0, true],
      ['voicemail', -1, false],
    ]);
  });

  it('knows a new row as done when its mark was there before it', () => {
    const db = inMemory();
    const [id] = ingest(db, [record()]) as [number];
    queries.inbox.done(db, [{ kind: 'record', id }], noonMs);
    db.run('DELETE FROM records');
    ingest(db, [record(), record({ ordinal: 1 })]);
    const { items } = queries.records.page(db, everything);
    expect(items.map(({ ordinal, waiting }) => [ordinal, waiting])).toEqual([
      [1, true],
      [0, false],
    ]);
  });

  it('refuses too large a batch', () => {
    const records = Array.from({ length: 501 }, (_, ordinal) => record({ ordinal }));
    expect(() => queries.records.ingest(inMemory(), { records, nowMs: 0, waitingSinceMs: 0 })).toThrow('bad-input');
  });

  it('writes nothing for 5,000 known records', () => {
    const file = path.join(temporaryFolder(), 'cache.db');
    const db = openDatabase(file);
    const records = Array.from({ length: 5000 }, (_, n) => record({ startedAtMs: noonMs + n }));
    ingest(db, records);
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(ingest(db, records)).toEqual([]);
    expect(sizeOf(`${file}-wal`)).toBe(0);
    db.close();
  });

  it('loses nothing that was answered when the disk is full, and goes on when there is room', (context) => {
    const folder = smallDisk('2m');
    if (!folder) return context.skip('mounting a small disk takes root');
    const ballast = path.join(folder, 'ballast');
    fs.writeFileSync(ballast, Buffer.alloc(800_000));
    const service = new CacheService();
    const ask = (method: string, ...args: unknown[]) => service.answer({ id: 1, method, args });
    ask('open', { file: path.join(folder, 'cache.db'), keyHex: key });
    const take = (n: number) => ask('records.ingest', { records: batchAt(n), nowMs: n, waitingSinceMs: 0 });
    const count = () => ask('records.days', { filter: {}, boundariesMs: [0, noonMs] });
    let taken = 0;
    let reply = take(0);
    while (reply.ok && taken < 2000) reply = take(++taken);
    expect(reply).toMatchObject({ ok: false, error: { code: 'cache-full', retry: true } });
    expect(count()).toMatchObject({ ok: true, value: [taken * batchSize] });
    fs.rmSync(ballast);
    expect(take(taken)).toMatchObject({ ok: true, value: { added: { length: batchSize } } });
    ask('close');
    expect(ask('open', { file: path.join(folder, 'cache.db'), keyHex: key })).toMatchObject({ ok: true, value: null });
    expect(count()).toMatchObject({ ok: true, value: [(taken + 1) * batchSize] });
    ask('close');
  });

  it('ends equal to the union of all answers, in whatever order and pieces they came', () => {
    const identity = fc.record({
      kind: fc.constantFrom('call', 'voicemail', 'fax'),
      startedAtMs: fc.integer({ min: noonMs, max: noonMs + 3 }),
      numberA: fc.constantFrom('84951234567', '101', 'anonymous', ''),
      numberB: fc.constantFrom('102', '74951234567'),
      ordinal: fc.integer({ min: 0, max: 1 }),
    });
    const other = fc.record({
      durationSeconds: fc.integer({ min: 0, max: 2 }),
      groupName: fc.constantFrom('', 'Склад'),
      userName: fc.constantFrom('', 'Пётр'),
      fileUrl: fc.constantFrom(null, 'https://a.example/1', 'https://a.example/2'),
    });
    const answer = fc.array(fc.tuple(identity, other), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 5 }), (answers) => {
        const db = inMemory();
        const union = new Map<string, PbxRecord>();
        for (const records of answers.map((pairs) => pairs.map(([a, b]) => ({ ...a, ...b }) as PbxRecord))) {
          ingest(db, records.map(withParties));
          for (const each of records) {
            const { kind, startedAtMs, numberA, numberB, ordinal } = each;
            union.set(JSON.stringify([kind, startedAtMs, numberA, numberB, ordinal]), each);
          }
        }
        const kept = queries.records.page(db, everything).items;
        expect(kept).toHaveLength(union.size);
        for (const { kind, startedAtMs, numberA, numberB, ordinal, ...fields } of kept) {
          const served = union.get(JSON.stringify([kind, startedAtMs, numberA, numberB, ordinal]));
          expect(fields).toMatchObject({
            durationSeconds: served?.durationSeconds,
            groupName: served?.groupName,
            userName: served?.userName,
            fileUrl: served?.fileUrl,
          });
        }
        db.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('a record’s id', () => {
  it('never means another record in a file that was begun anew', () => {
    const file = path.join(temporaryFolder(), 'cache.db');
    const idsIn = (at: number, records: RecordWithParties[]) => {
      const { db } = openCache({ file, keyHex: key }, migrations, at);
      const { added } = queries.records.ingest(db, { records, nowMs: at, waitingSinceMs: 0 });
      db.close();
      return added;
    };
    const former = idsIn(noonMs, [record(), record({ ordinal: 1 })]);
    fs.writeFileSync(file, 'garbage'.repeat(2000));
    const [other, ...more] = idsIn(noonMs + 1000, [record({ numberA: '84950000000' }), record({ ordinal: 2 })]);
    expect(former).not.toContain(other);
    expect(Number.isSafeInteger(other)).toBe(true);
    expect(other!).toBeGreaterThan(former.at(-1)!);
    expect(more).toEqual([other! + 1]);
    // In one file they go on where they ended.
    expect(idsIn(noonMs + 9_000_000, [record({ ordinal: 3 })])).toEqual([other! + 2]);
  });
});
