import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Session } from '../../src-main/account/session.ts';
import type { Cache } from '../../src-main/cache/cache.ts';
import type { Clock } from '../../src-main/clock.ts';
import {
  defaultPreferences,
  type ConnectionView,
  type InboxItem,
  type Preferences,
  type RecordKind,
  type RecordView,
} from '../../src-main/contract/model.ts';
import { DemoClock } from '../../src-main/demo/clock.ts';
import type { DemoPbxOptions } from '../../src-main/demo/options.ts';
import { DemoPbx } from '../../src-main/demo/server.ts';
import { refOf, type News } from '../../src-main/inbox/inbox.ts';
import { MediaStore } from '../../src-main/media/store.ts';
import { syncedKinds } from '../../src-main/sync/engine.ts';
import { VatsClient } from '../../src-main/vats/client.ts';
import type { PbxRecord } from '../../src-main/vats/model.ts';
import { inProcessCache } from './memory-cache.ts';

/** A Wednesday, 12:00 in Moscow. */
export const noonMs = Date.UTC(2026, 2, 4, 9);
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

interface PcOptions extends DemoPbxOptions {
  startMs?: number;
  /** Of the exchange's and the PC's common time in a real second. */
  speed?: number;
  preferences?: Partial<Preferences>;
}

/**
 * One person's PC beside a demo PBX, both on a hastened clock: a whole session over real HTTP, the real database file and
 * the real files, whose program can be ended and started again.
 */
export class Pc {
  readonly clock: DemoClock;
  readonly pbx: DemoPbx;
  session!: Session;
  /** All that was told away from the window, by all runs. */
  readonly news: News[] = [];
  readonly defects: unknown[] = [];
  /** What the status line said of the exchange, one after the other, by all runs. */
  readonly states: ConnectionView['state'][] = [];
  /** What the PC's clock is ahead of the exchange's. */
  clockAheadMs = 0;
  #cache!: Cache;
  #running = false;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'sputnik-pc-'));
  readonly #preferences: Preferences;

  private constructor({ startMs = noonMs, speed = 2000, preferences, ...options }: PcOptions) {
    this.clock = new DemoClock({ startMs, speed });
    this.pbx = new DemoPbx({
      historyDays: 10,
      callsPerDay: 6,
      arrivals: null,
      strict: true,
      ...options,
      clock: this.clock,
    });
    this.#preferences = { ...defaultPreferences('ru'), ...preferences };
  }

  /** The PBX runs; the program does not yet. */
  static async beside(options: PcOptions = {}): Promise<Pc> {
    const pc = new Pc(options);
    await pc.pbx.start();
    return pc;
  }

  /** Starts the program; a former run must have been ended. */
  async start(): Promise<void> {
    const clock: Clock = {
      nowMs: () => this.clock.nowMs() + this.clockAheadMs,
      after: (delayMs, run) => this.clock.after(delayMs, run),
    };
    this.#cache = inProcessCache(path.join(this.#folder, 'cache.sqlite'));
    await this.#cache.open();
    const place = { folder: path.join(this.#folder, 'files'), keyHex: 'cd'.repeat(32), limitBytes: 1e8 };
    const files = await MediaStore.open({ ...place, nowMs: () => clock.nowMs() });
    const { domain, apiUrl, timeZone, key } = this.pbx;
    this.session = new Session({
      account: { id: 'a', domain, apiUrl, extension: '101', name: '', timeZone, transport: 'post', demo: false },
      key,
      cache: this.#cache,
      files,
      notice: null,
      clock,
      preferences: () => this.#preferences,
      newId: () => crypto.randomUUID(),
      random: Math.random,
      onChanged: (topic) => topic === 'app' && this.#noteState(),
      onNews: (news) => {
        this.news.push(news);
        // As whoever shows it does.
        const items = news.kind === 'failed' ? [news.item] : news.items;
        this.session.inbox.told(items.map(refOf)).catch((error: unknown) => this.defects.push(error));
      },
      onDefect: (error) => this.defects.push(error),
    });
    await this.session.start();
    this.#running = true;
  }

  /** Ends the program, as «Выйти» does. */
  async end(): Promise<void> {
    if (this.#running) await this.session.close();
    this.#running = false;
  }

  /** The program is off for so long. */
  async off(ms: number): Promise<void> {
    await this.end();
    this.clock.advance(ms);
    await this.start();
  }

  /** The PC sleeps for so long, the program in it. */
  asleep(ms: number): void {
    this.session.sleep();
    this.clock.advance(ms);
    this.session.wake();
  }

  async until(what: string, isSo: () => boolean | Promise<boolean>, realMs = 20_000): Promise<void> {
    const endMs = Date.now() + realMs;
    while (!(await isSo())) {
      if (Date.now() > endMs) throw new Error(`not within ${realMs} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The first load is done. */
  async loaded(realMs?: number): Promise<void> {
    await this.until('the first load', () => this.session.syncView().history?.done === true, realMs);
  }

  /** Everything that the exchange has of the last so many days is here, each as often as there. */
  async caughtUp(days: number, realMs?: number): Promise<void> {
    const truth = namesOf(await this.truth(days));
    const isHere = async () => {
      const here = namesOf(await this.journal());
      return [...truth].every(([name, times]) => here.get(name) === times);
    };
    await this.until('everything is here', isHere, realMs);
  }

  /** All of «Журнал», newest first. */
  async journal(): Promise<RecordView[]> {
    const all: RecordView[] = [];
    let after: string | null = null;
    do {
      const page = await this.session.journal.page({ filter: {}, after, limit: 200 });
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  }

  /** Messages in «Требуют внимания». */
  async waiting(): Promise<RecordView[]> {
    const all: InboxItem[] = [];
    let after: string | null = null;
    do {
      const page = await this.session.inbox.page({ shelf: 'waiting', kinds: null, after, limit: 200 });
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return recordsOf(all);
  }

  /** Messages that were told, each as often as it was. */
  told(): RecordView[] {
    return recordsOf(this.news.flatMap((news) => (news.kind === 'messages' ? news.items : [])));
  }

  /** What the exchange itself has of the last so many days. */
  async truth(days: number): Promise<PbxRecord[]> {
    const { apiUrl, domain, key, timeZone } = this.pbx;
    const client = new VatsClient({ apiUrl, domain, key: () => key, timeZone, transport: 'post', clock: this.clock });
    try {
      const [from, to] = [this.clock.nowMs() - days * dayMs, this.clock.nowMs()].map((atMs) => client.zone.dayOf(atMs));
      const all = await Promise.all(syncedKinds.map((kind) => client.records(kind, from!, to!)));
      return all.flatMap(({ records }) => records);
    } finally {
      client.close();
    }
  }

  /** `dtStart`–`dtEnd` of what was asked, as it was sent. */
  asked(kind: RecordKind): string[] {
    const action = { call: 'call_records', fax: 'fax_files', voicemail: 'voicemail_files' }[kind];
    const value = (pairs: readonly (readonly [string, string])[], name: string) =>
      pairs.find(([each]) => each === name)?.[1];
    return this.pbx.requests
      .filter((request) => request.action === action)
      .map(({ pairs }) => `${value(pairs, 'dtStart')}–${value(pairs, 'dtEnd')}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    this.clock.stop();
    await this.pbx.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #noteState(): void {
    const { state } = this.session.connection.view();
    if (state !== this.states.at(-1)) this.states.push(state);
  }
}

const recordsOf = (items: readonly InboxItem[]) =>
  items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));

interface Named {
  kind: RecordKind;
  startedAtMs: number;
  durationSeconds: number;
}

/** How often there is each of these records, by what a person can tell it by: identical calls are the same. */
export function namesOf(records: readonly Named[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const { kind, startedAtMs, durationSeconds } of records) {
    const name = `${kind} ${startedAtMs} ${durationSeconds}`;
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  return names;
}
