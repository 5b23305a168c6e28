import type { RecordKind } from '../vats/model.ts';
import type { SyncApi, SyncBook } from './book.ts';
import { KindSync } from './kind-sync.ts';
import { KindReader, type ReaderState } from './reader.ts';
import { atWork, isBack, type Environment } from './schedule.ts';

export type { Environment } from './schedule.ts';
export type { ReaderState } from './reader.ts';

/** What a person waits for comes first. */
export const syncedKinds: readonly RecordKind[] = ['voicemail', 'fax', 'call'];

export interface SyncOptions {
  api: SyncApi;
  book: SyncBook;
  random(): number;
  /** How far the first load goes back; a setting. */
  historyMonths(): number;
  /** Records of this kind are other than before. */
  onChanged(kind: RecordKind): void;
  /** Records (ids in the cache) that were never seen before and are younger than the first load; each is told once. */
  onNew(kind: RecordKind, ids: number[]): void;
  /** `state()` tells something else: an answer, an error, progress of the first load. */
  onState(): void;
  onDefect(error: unknown): void;
}

export type SyncState = Record<RecordKind, ReaderState>;

/**
 * Keeps the cache up to date: reads voicemails, faxes and call records (document 3.5–3.7) again and again, and, between
 * these questions, what the PC has missed while it was off, and the history before the first start, newest first.
 *
 * An error changes nothing in the cache: the days it concerns are asked for again.
 */
export class SyncEngine {
  readonly #syncs: KindSync[];
  #environment: Environment = atWork;
  #running = false;

  constructor(options: SyncOptions) {
    const { onChanged, onNew, onState } = options;
    this.#syncs = syncedKinds.map((kind) => {
      const reader = new KindReader({
        ...options,
        kind,
        onChanged: () => onChanged(kind),
        onNew: (ids) => onNew(kind, ids),
        onProgress: onState,
      });
      return new KindSync({
        ...options,
        reader,
        environment: () => this.#environment,
        isAsking: () => this.#syncs.some((sync) => sync.busyFor(kind)),
      });
    });
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    for (const sync of this.#syncs) sync.start();
  }

  /** Asks nothing more; resolves when nothing more will be written. Also before the PC goes to sleep. */
  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#syncs.map((sync) => sync.stop()));
  }

  /** As `start`, but asks at once: the PC woke up. */
  resume(): void {
    this.start();
    this.askNow();
  }

  /** The person wants to know, or the PBX answers again. */
  askNow(): void {
    for (const sync of this.#syncs) sync.askNow();
  }

  /** Tells what has become of the PC; what is not given is as before. */
  environment(change: Partial<Environment>): void {
    const before = this.#environment;
    this.#environment = { ...before, ...change };
    if (isBack(before, this.#environment)) this.askNow();
    else for (const sync of this.#syncs) sync.repace();
  }

  /** The first load waits until it is told otherwise, also after a restart. Failures of the database. */
  async pauseHistory(paused: boolean): Promise<void> {
    for (const sync of this.#syncs) {
      await sync.reader.pauseHistory(paused);
      sync.hurryPast();
    }
  }

  state(): SyncState {
    return Object.fromEntries(this.#syncs.map(({ kind, reader }) => [kind, { ...reader.state }])) as SyncState;
  }
}
