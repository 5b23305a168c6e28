import { onTestFinished } from 'vitest';
import type { Cache } from '../../../src-main/cache/cache.ts';
import type { Db } from '../../../src-main/cache/db.ts';
import { migrations } from '../../../src-main/cache/migrations/all.ts';
import { openCache } from '../../../src-main/cache/open.ts';
import { queries } from '../../../src-main/cache/queries/all.ts';
import { fromCode } from '../../../src-main/cache/queries/record-codes.ts';
import { partiesReader } from '../../../src-main/cache/record-parties.ts';
import type { Clock } from '../../../src-main/clock.ts';
import { Failure } from '../../../src-main/contract/errors.ts';
import { DemoClock } from '../../../src-main/demo/clock.ts';
import type { DemoPbxOptions } from '../../../src-main/demo/options.ts';
import { DemoPbx } from '../../../src-main/demo/server.ts';
import { syncBook, type SyncApi } from '../../../src-main/sync/book.ts';
import { SyncEngine, syncedKinds, type ReaderState } from '../../../src-main/sync/engine.ts';
import { VatsClient } from '../../../src-main/vats/client.ts';
import type { PbxDay, PbxRecord, RecordKind } from '../../../src-main/vats/model.ts';
import { fromPbxNumber } from '../../../src-main/vats/numbers.ts';
import { addDays } from '../../../src-main/vats/pbx-time.ts';

export const dayMs = 24 * 3600_000;
export const minuteMs = 60_000;
/** A Wednesday, 12:00 in Moscow. */
export const noonMs = Date.UTC(2026, 2, 4, 9);

const actionOf = { call: 'call_records', fax: 'fax_files', voicemail: 'voicemail_files' } as const;

interface OfficeOptions extends DemoPbxOptions {
  startMs?: number;
  /** Of the exchange's and the PC's common time in a real second. */
  speed?: number;
  /** The caller ends it (`await using`), not the end of the test. */
  disposed?: boolean;
}

interface PcOptions {
  /** What the PC's clock is ahead of the exchange's. */
  clockAheadMs?: number;
  historyMonths?: number;
  random?: () => number;
}

interface StoredRow {
  kind: number;
  startedAtMs: number;
  numberA: string;
  numberB: string;
  ordinal: number;
  seconds: number;
  file: string | null;
  waiting: number;
  id: number;
}

/** An exchange over real HTTP on a hastened clock, and the database of one PC, which outlives the PC's engines. */
export class Office {
  readonly clock: DemoClock;
  readonly pbx: DemoPbx;
  db: Db = emptyDatabase();
  /** These queries fail, by name. */
  broken: RegExp | null = null;
  /** Ids that were told as new, one entry a telling. */
  readonly told: { kind: RecordKind; ids: number[] }[] = [];
  readonly changes: RecordKind[] = [];
  /** Queries that changed something or asked for it, by name. */
  readonly queried: string[] = [];
  /** Every record that was ever in an answer, as it was last told. */
  readonly served = new Map<string, PbxRecord>();
  /** Questions of a kind that were under way at the same time. */
  readonly mostAtOnce = new Map<RecordKind, number>();
  #life = 0;
  readonly #open = new Map<RecordKind, number>();
  readonly defects: unknown[] = [];
  readonly #lastAnswers = new Map<RecordKind, string>();
  readonly #goodPolls = new Map<RecordKind, number>();
  engine!: SyncEngine;
  client!: VatsClient;
  #clients: VatsClient[] = [];

  private constructor({ startMs = noonMs, speed = 2000, ...options }: OfficeOptions) {
    this.clock = new DemoClock({ startMs, speed });
    this.pbx = new DemoPbx({ historyDays: 10, callsPerDay: 6, arrivals: null, ...options, clock: this.clock });
  }

  static async open(options: OfficeOptions = {}): Promise<Office> {
    const office = new Office(options);
    await office.pbx.start();
    if (!options.disposed) onTestFinished(() => office[Symbol.asyncDispose]());
    return office;
  }

  /** Starts the program on the PC; a former run must have been stopped. */
  start(options: PcOptions = {}): SyncEngine {
    const { clockAheadMs = 0, historyMonths = 1, random = Math.random } = options;
    const clock: Clock = {
      nowMs: () => this.clock.nowMs() + clockAheadMs,
      after: (delayMs, run) => this.clock.after(delayMs, run),
    };
    const { apiUrl, domain, key, timeZone } = this.pbx;
    this.client = new VatsClient({
      apiUrl,
      domain,
      key: () => key,
      timeZone,
      transport: 'post',
      clock,
      timeouts: { response: 300, read: 300, request: 500 },
      retries: { limit: 0, firstWaitMs: 0 },
    });
    this.#clients.push(this.client);
    this.engine = new SyncEngine({
      api: this.#witnessed(this.client),
      book: syncBook({ cache: this.cache(), withParties }),
      random,
      historyMonths: () => historyMonths,
      onChanged: (kind) => this.changes.push(kind),
      onNew: (kind, ids) => this.told.push({ kind, ids }),
      onState: () => this.#noteState(),
      onDefect: (error) => this.defects.push(error),
    });
    this.engine.start();
    return this.engine;
  }

  /** The real queries over a real database, and messages cloned as between processes. */
  cache(): Pick<Cache, 'run'> {
    const life = this.#life;
    const run: Cache['run'] = (name, ...args) => {
      if (life !== this.#life) return new Promise(() => undefined);
      this.queried.push(name);
      if (this.broken?.test(name)) return Promise.reject(new Failure('cache-full', { retry: true }));
      const { db } = this;
      const [feature = '', query = ''] = name.split('.');
      const table = queries as unknown as Record<string, Record<string, (db: Db, ...args: unknown[]) => unknown>>;
      return new Promise((resolve) => {
        resolve(structuredClone(table[feature]?.[query]?.(db, ...(structuredClone(args) as unknown[]))) as never);
      });
    };
    return { run };
  }

  /** The file was found broken: a new one is begun, with what the backup has of it. */
  beginAnew(): void {
    const since = queries.sync.newSince(this.db, 0);
    this.db.close();
    this.db = emptyDatabase();
    queries.sync.newSince(this.db, since);
  }

  /** As `kill -9` would leave it: what the program was about to write is not written. */
  killAndStartAfter(ms: number, options: PcOptions = {}): void {
    this.#life += 1;
    // What it still waits for never comes.
    void this.engine.stop();
    this.clock.advance(ms);
    this.start(options);
  }

  /** Stops the program, and starts it again so much later. */
  async restartAfter(ms: number, options: PcOptions = {}): Promise<SyncEngine> {
    await this.engine.stop();
    this.clock.advance(ms);
    return this.start(options);
  }

  async until(what: string, isSo: () => boolean, realMs = 15_000): Promise<void> {
    const endMs = Date.now() + realMs;
    while (!isSo()) {
      if (Date.now() > endMs) throw new Error(`not within ${realMs} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Each kind was answered once more than now. */
  async polled(): Promise<void> {
    for (const kind of syncedKinds) await this.pollOf(kind);
  }

  /** Questions that began after now were answered well, and all that came of them is in the database. */
  async pollOf(kind: RecordKind, times = 1): Promise<void> {
    const wanted = (this.#goodPolls.get(kind) ?? 0) + times + 2;
    await this.until(`a good answer for ${kind}`, () => (this.#goodPolls.get(kind) ?? 0) >= wanted);
  }

  async historyDone(realMs?: number): Promise<void> {
    const isDone = (kind: RecordKind) => this.engine.state()[kind].history?.done === true;
    await this.until('the first load is done', () => syncedKinds.every(isDone), realMs);
  }

  rows(kind?: RecordKind): StoredRow[] {
    const rows = this.db.all<StoredRow>(
      `SELECT r.kind, r.started_at AS startedAtMs, a.text AS numberA, b.text AS numberB, r.ordinal, r.file,
         r.duration AS seconds, r.waiting, r.id
       FROM records AS r JOIN numbers AS a ON a.id = r.number_a JOIN numbers AS b ON b.id = r.number_b
       ORDER BY r.kind, r.started_at, a.text, b.text, r.ordinal`,
    );
    return kind ? rows.filter((row) => fromCode.kind(row.kind) === kind) : rows;
  }

  /** What the PC has, in the form of `served`. */
  stored(): Map<string, Partial<PbxRecord>> {
    return new Map(
      this.rows().map(({ kind, startedAtMs, numberA, numberB, ordinal, seconds, file }) => {
        const record = { kind: fromCode.kind(kind), startedAtMs, numberA, numberB, ordinal };
        return [identity(record), { ...record, durationSeconds: seconds, fileUrl: file }];
      }),
    );
  }

  /** What the exchange itself has of these days. */
  async truth(from: PbxDay, to: PbxDay): Promise<Set<string>> {
    const client = new VatsClient({ ...this.pbxAddress(), transport: 'post', clock: this.clock });
    this.#clients.push(client);
    const all = await Promise.all(syncedKinds.map((kind) => client.records(kind, from, to)));
    return new Set(all.flatMap(({ records }) => records.map(identity)));
  }

  today(): PbxDay {
    return this.client.zone.dayOf(this.clock.nowMs());
  }

  daysAgo(days: number): PbxDay {
    return addDays(this.today(), -days);
  }

  /** `dtStart`…`dtEnd` of what was asked, as it was sent. */
  asked(kind: RecordKind): string[] {
    return this.pbx.requests
      .filter(({ action }) => action === actionOf[kind])
      .map(({ pairs }) => {
        const values = new Map(pairs.map(([name, value]) => [name, value]));
        return `${values.get('dtStart')}–${values.get('dtEnd')}`;
      });
  }

  private pbxAddress() {
    const { apiUrl, domain, key, timeZone } = this.pbx;
    return { apiUrl, domain, key: () => key, timeZone };
  }

  #witnessed(client: VatsClient): SyncApi {
    return {
      clock: client.clock,
      zone: client.zone,
      recordsUnless: async (...question) => {
        const [, kind] = question;
        const open = (this.#open.get(kind) ?? 0) + 1;
        this.#open.set(kind, open);
        this.mostAtOnce.set(kind, Math.max(open, this.mostAtOnce.get(kind) ?? 0));
        const close = () => this.#open.set(kind, (this.#open.get(kind) ?? 0) - 1);
        const answer = await client.recordsUnless(...question).finally(close);
        if (answer !== 'unchanged') for (const record of answer.records) this.served.set(identity(record), record);
        return answer;
      },
    };
  }

  /** An answer counts from when it came; what came of it is written before the next one but one. */
  #noteState(): void {
    for (const [kind, state] of Object.entries(this.engine.state()) as [RecordKind, ReaderState][]) {
      const key = `${state.answeredAtMs}`;
      if (state.error !== null || state.answeredAtMs === null || this.#lastAnswers.get(kind) === key) continue;
      this.#lastAnswers.set(kind, key);
      this.#goodPolls.set(kind, (this.#goodPolls.get(kind) ?? 0) + 1);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.engine.stop();
    this.clock.stop();
    await this.pbx.stop();
    this.db.close();
  }
}

const emptyDatabase = (): Db => openCache({ file: ':memory:', keyHex: '6b'.repeat(32) }, migrations, noonMs).db;

const withParties = partiesReader({ read: fromPbxNumber, isOwn: () => false });

function identity(record: Pick<PbxRecord, 'kind' | 'startedAtMs' | 'numberA' | 'numberB' | 'ordinal'>): string {
  const { kind, startedAtMs, numberA, numberB, ordinal } = record;
  return JSON.stringify([kind, startedAtMs, numberA, numberB, ordinal]);
}
