import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Order, OrderPatch } from '../../../src-main/cache/queries/orders.ts';
import { toCallback } from '../../../src-main/callbacks/view.ts';
import { Contacts } from '../../../src-main/contacts/contacts.ts';
import type { InboxItem, Shelf } from '../../../src-main/contract/model.ts';
import { Inbox, refOf, type News } from '../../../src-main/inbox/inbox.ts';
import { RecordViews } from '../../../src-main/journal/record-views.ts';
import { explainCause } from '../../../src-main/vats/causes.ts';
import type { PbxRecord } from '../../../src-main/vats/model.ts';
import { fromPbxNumber, readNumber, sameClient } from '../../../src-main/vats/numbers.ts';
import { PbxZone } from '../../../src-main/vats/pbx-time.ts';
import { inProcessCache } from '../../support/memory-cache.ts';
import { TestClock } from '../../support/test-clock.ts';
import { order } from '../cache/support/database.ts';
import { record } from '../cache/support/records.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

const zone = new PbxZone('Europe/Moscow');
const words = {
  sameNumber: sameClient,
  display: (number: string) => fromPbxNumber(number).display,
  explainCause,
};

/** «Требуют внимания» over a real database file, on a clock that stands still until time is let pass. */
export class Room {
  readonly clock = new TestClock();
  readonly news: News[] = [];
  readonly defects: unknown[] = [];
  changes = 0;
  inbox!: Inbox;
  cache!: ReturnType<typeof inProcessCache>;
  /** The next question by this name fails. */
  broken: string | null = null;
  /** What is handed on is shown to the person. */
  shows = true;
  pcAheadMs = 0;
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  static async open(): Promise<Room> {
    const folder = mkdtempSync(path.join(tmpdir(), 'sputnik-inbox-'));
    const room = new Room(path.join(folder, 'cache.sqlite'));
    await room.#begin();
    onTestFinished(async () => {
      await room.#end();
      rmSync(folder, { recursive: true });
    });
    return room;
  }

  /** The program is ended, and started again so much later; what it was told is forgotten. */
  async restartAfter(ms: number): Promise<void> {
    await this.#end();
    await this.clock.pass(ms);
    this.news.length = 0;
    await this.#begin();
  }

  /** Lets time pass; whoever waits for the database gets its answer in between. */
  async pass(ms: number, eachMs = minuteMs): Promise<void> {
    for (let left = ms; left > 0; left -= eachMs) {
      await this.clock.pass(Math.min(left, eachMs));
      await this.quiet();
    }
  }

  async quiet(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** As the sync tells of a message that came in now; returns its id. */
  async message(fields: Partial<PbxRecord> = {}): Promise<number> {
    const id = await this.taken(fields);
    await this.inbox.cameIn([id]);
    await this.quiet();
    return id;
  }

  /** A message that is in the database, and of which nobody was told yet. */
  async taken(fields: Partial<PbxRecord> = {}): Promise<number> {
    const nowMs = this.clock.nowMs();
    const records = [record({ startedAtMs: nowMs, ...fields })];
    const { added } = await this.cache.run('records.ingest', { records, nowMs, waitingSinceMs: 0, isNews: true });
    return added[0] ?? 0;
  }

  /** An order that was just accepted, as the desk tells of it. */
  async order(n: number, fields: Partial<Order> = {}): Promise<string> {
    const ordered = order(n, { orderedAtMs: this.clock.nowMs(), phase: 'accepted', taskId: n, ...fields });
    await this.cache.run('orders.insert', ordered);
    await this.inbox.callbacksChanged([ordered.id]);
    return ordered.id;
  }

  /** What the desk notes of an order, and tells. */
  async becomes(id: string, patch: OrderPatch): Promise<void> {
    await this.cache.run('orders.update', id, patch);
    await this.inbox.callbacksChanged([id]);
    await this.quiet();
  }

  /** The client was reached, or not, just now. */
  async ends(id: string, succeeded: boolean): Promise<void> {
    const nowMs = this.clock.nowMs();
    const attempts = [{ startedAtMs: nowMs, succeeded, legs: [] }];
    const about = { cgpn: '74951234567', cdpn: '101', createdAtMs: nowMs, executeAtMs: nowMs, state: '', tries: 1 };
    const snapshot = { taskId: 1, ...about, triesMax: 1, attempts };
    await this.becomes(id, { phase: 'ended', snapshot, settledAtMs: nowMs });
  }

  async shelf(shelf: Shelf): Promise<InboxItem[]> {
    return (await this.inbox.page({ shelf, kinds: null, after: null, limit: 200 })).items;
  }

  async #begin(): Promise<void> {
    this.cache = inProcessCache(this.#file);
    await this.cache.open();
    const { clock } = this;
    const cache: Pick<typeof this.cache, 'run'> = {
      run: (name, ...args) => {
        if (name !== this.broken) return this.cache.run(name, ...args);
        this.broken = null;
        return Promise.reject(new Error('broken'));
      },
    };
    const contacts = new Contacts({ cache, clock, readNumber, newId: () => '', onChanged: () => undefined });
    this.inbox = new Inbox({
      cache,
      clock,
      pcAheadMs: () => this.pcAheadMs,
      views: new RecordViews({
        extension: '101',
        whoAre: (numbers) => contacts.whoAre(numbers),
        colleague: () => null,
        pbxTime: (atMs) => zone.toText(atMs),
        hasFile: () => false,
      }),
      callbackView: (each) => toCallback(each, words, clock.nowMs()),
      onChanged: () => (this.changes += 1),
      onNews: (news) => {
        this.news.push(news);
        const items = news.kind === 'failed' ? [news.item] : news.items;
        if (this.shows) void this.inbox.told(items.map(refOf));
      },
      onDefect: (error) => this.defects.push(error),
    });
    await this.inbox.start();
  }

  async #end(): Promise<void> {
    await this.inbox.stop();
    await this.cache.close();
  }
}

/** What was told, in short: kinds and ids. */
export function told({ news }: Room): string[] {
  const name = (item: InboxItem) =>
    item.kind === 'record' ? `${item.record.kind} ${item.record.id}` : item.callback.id;
  return news.map((each) =>
    each.kind === 'failed' ? `failed ${name(each.item)}` : `${each.kind} ${each.items.map(name).join(', ')}`,
  );
}
