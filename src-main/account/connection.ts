import type { ConnectionView } from '../contract/model.ts';
import type { ErrorView } from '../contract/errors.ts';
import type { Clock, Stop } from '../clock.ts';

/** «обновлено 3 с назад» needs no finer news than this. */
const tellEveryMs = 5_000;
const keepEveryMs = 60_000;
const firstRetryMs = 5_000;
const longestRetryMs = 60_000;

interface ConnectionOptions {
  clock: Clock;
  random(): number;
  /** Asks the PBX anything; its outcome comes back by `noted`. */
  ask(): Promise<unknown>;
  onChanged(): void;
  /** To be remembered beyond the end of the program: when the PBX answered. Now and then, and at the end. */
  keep(answeredAtMs: number): void;
  /** The PBX answers again after it did not. */
  onBack(): void;
}

/** Whether the PBX can be reached, as the last answers tell; while it cannot, it is asked again ever more rarely. */
export class Connection {
  readonly #options: ConnectionOptions;
  #view: ConnectionView = { state: 'unknown', answeredAtMs: null, error: null };
  #toldAtMs = 0;
  #keptAtMs = 0;
  #failures = 0;
  #retry: Stop = () => undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  view(): ConnectionView {
    return this.#view;
  }

  /** `answeredAtMs`: as it was kept in an earlier run. */
  start(answeredAtMs: number | null): void {
    this.#keptAtMs = answeredAtMs ?? 0;
    this.#view = { ...this.#view, answeredAtMs: this.#view.answeredAtMs ?? answeredAtMs };
  }

  /** Takes in how a request went; `error` null: the PBX answered, be it with a refusal. */
  noted(error: ErrorView | null): void {
    const { clock, onChanged, onBack } = this.#options;
    const before = this.#view;
    const nowMs = clock.nowMs();
    if (error === null) {
      this.#view = { state: 'online', answeredAtMs: nowMs, error: null };
      this.#failures = 0;
      this.#retry();
      this.#keep(keepEveryMs);
      if (before.state === 'offline') onBack();
    } else {
      this.#view = { state: 'offline', answeredAtMs: before.answeredAtMs, error };
      this.#failures += 1;
      this.#scheduleRetry();
    }
    if (before.state === this.#view.state && before.error?.code === error?.code && nowMs - this.#toldAtMs < tellEveryMs)
      return;
    this.#toldAtMs = nowMs;
    onChanged();
  }

  /** Asks at once: the network came back, the PC woke up. */
  askNow(): void {
    this.#retry();
    this.#options.ask().catch(() => undefined);
  }

  stop(): void {
    this.#retry();
    this.#keep(0);
  }

  #keep(afterMs: number): void {
    const { answeredAtMs } = this.#view;
    if (answeredAtMs === null || Math.abs(answeredAtMs - this.#keptAtMs) <= afterMs) return;
    this.#keptAtMs = answeredAtMs;
    this.#options.keep(answeredAtMs);
  }

  #scheduleRetry(): void {
    const ceiling = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(this.#failures - 1, 5));
    this.#retry();
    this.#retry = this.#options.clock.after(ceiling * (0.5 + this.#options.random() / 2), () => this.askNow());
  }
}
