import type { RecordKind } from '../vats/model.ts';
import type { SyncApi } from './book.ts';
import { Lane } from './lane.ts';
import type { KindReader } from './reader.ts';
import { hurryPauseMs, pastPauseMs, pollPauseMs, startPauseMs, type Environment } from './schedule.ts';

/** The past is looked through again so late when nothing of it was missing. */
const restMs = 15 * 60_000;
/** …and so soon when something else was just being asked. */
const yieldMs = 1000;

interface KindSyncOptions {
  reader: KindReader;
  api: Pick<SyncApi, 'clock'>;
  random(): number;
  environment(): Environment;
  /** Something else is being asked: the past waits for the present, and comes one piece at a time. */
  isAsking(): boolean;
  onState(): void;
  onDefect(error: unknown): void;
}

/** Decides when the records of one kind are asked for: those of today, and between these questions those of the past. */
export class KindSync {
  readonly #options: KindSyncOptions;
  readonly #present: Lane;
  readonly #past: Lane;
  #pastPause: 'piece' | 'yield' | 'rest' = 'piece';

  constructor(options: KindSyncOptions) {
    this.#options = options;
    const { reader, api, onState, onDefect, random, environment } = options;
    const common = { clock: api.clock, random, onDefect, onFailure: onState };
    this.#present = new Lane({
      ...common,
      work: (signal) => reader.poll(signal).then(onState),
      pauseMs: () => pollPauseMs(reader.kind, environment(), random()),
    });
    this.#past = new Lane({
      ...common,
      work: (signal) => this.#fill(signal),
      pauseMs: () => this.#pastPauseMs(),
    });
  }

  get kind(): RecordKind {
    return this.#options.reader.kind;
  }

  get reader(): KindReader {
    return this.#options.reader;
  }

  /** Asks something that a piece of `kind`'s past has to wait for. */
  busyFor(kind: RecordKind): boolean {
    return this.#present.busy || (this.#past.busy && this.kind !== kind);
  }

  start(): void {
    this.#present.start(startPauseMs(this.kind, this.#options.random()));
    this.#past.start(this.#pastPauseMs());
  }

  async stop(): Promise<void> {
    await Promise.all([this.#present.stop(), this.#past.stop()]);
  }

  askNow(): void {
    this.#present.hurry(hurryPauseMs(this.#options.random()));
    this.hurryPast();
  }

  hurryPast(): void {
    this.#pastPause = 'piece';
    this.#past.hurry(this.#pastPauseMs());
  }

  /** The environment is another. */
  repace(): void {
    this.#present.repace();
  }

  async #fill(signal: AbortSignal): Promise<void> {
    const { reader, environment, isAsking } = this.#options;
    if (isAsking()) {
      this.#pastPause = 'yield';
      return;
    }
    const filled = environment().online && (await reader.fill(signal));
    this.#pastPause = filled || reader.state.answeredAtMs === null ? 'piece' : 'rest';
  }

  #pastPauseMs(): number {
    if (this.#pastPause === 'rest') return restMs;
    return this.#pastPause === 'yield' ? yieldMs : pastPauseMs(this.#options.environment(), this.#options.random());
  }
}
