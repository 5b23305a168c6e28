import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { ExportProblem, ExportView } from '../contract/model.ts';

/** Often enough to look smooth. */
const toldEveryMs = 150;
const problemsShown = 100;

interface RunningOptions {
  total: number;
  clock: Clock;
  onChanged(): void;
  onDefect(error: unknown): void;
}

/** An export from its start to what a person is told of its end. */
export class RunningExport {
  readonly #options: RunningOptions;
  readonly #control = new AbortController();
  #view: ExportView;
  #toldAtMs = 0;
  #end: Promise<void> = Promise.resolve();

  constructor(options: RunningOptions) {
    this.#options = options;
    this.#view = {
      phase: 'running',
      done: 0,
      total: options.total,
      written: 0,
      writtenBytes: 0,
      problems: [],
      problemCount: 0,
      error: null,
    };
  }

  get view(): ExportView {
    return this.#view;
  }

  get running(): boolean {
    return this.#view.phase === 'running';
  }

  get signal(): AbortSignal {
    return this.#control.signal;
  }

  /** Does the work; however that ends, it ends in the view. */
  start(work: () => Promise<void>): void {
    this.#end = this.#run(work);
  }

  /** Resolves when nothing is under way any more. */
  cancel(): Promise<void> {
    this.#control.abort();
    return this.#end;
  }

  /** So many more records were looked at, so many rows or files written. */
  advance(step: { done?: number; written?: number; bytes?: number }): void {
    this.#view = {
      ...this.#view,
      done: this.#view.done + (step.done ?? 0),
      written: this.#view.written + (step.written ?? 0),
      writtenBytes: this.#view.writtenBytes + (step.bytes ?? 0),
    };
    this.#tell(false);
  }

  problem(problem: ExportProblem): void {
    const { problems, problemCount } = this.#view;
    this.#view = {
      ...this.#view,
      problems: problemCount < problemsShown ? [...problems, problem] : problems,
      problemCount: problemCount + 1,
    };
    this.#tell(false);
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#view = { ...this.#view, phase: 'done' };
    } catch (error) {
      const cancelled = this.signal.aborted;
      if (!cancelled && !(error instanceof Failure)) this.#options.onDefect(error);
      const failure = error instanceof Failure ? error : new Failure('internal');
      this.#view = {
        ...this.#view,
        phase: cancelled ? 'cancelled' : 'failed',
        error: cancelled ? null : failure.view(),
      };
    }
    this.#tell(true);
  }

  #tell(now: boolean): void {
    const nowMs = this.#options.clock.nowMs();
    if (!now && nowMs - this.#toldAtMs < toldEveryMs) return;
    this.#toldAtMs = nowMs;
    this.#options.onChanged();
  }
}
