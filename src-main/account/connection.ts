import type { ConnectionView } from '../contract/model.ts';
import { Failure, type ErrorView } from '../contract/errors.ts';
import type { Clock, Stop } from '../clock.ts';
import { VatsFailure } from '../vats/failure.ts';

/** «обновлено 3 с назад» needs no finer news than this. */
const tellEveryMs = 5_000;
const keepEveryMs = 60_000;
const firstRetryMs = 5_000;
const longestRetryMs = 60_000;
/** A PC that nobody works at has asked for everything by then. */
const patienceMs = 5 * 60_000;

interface ConnectionOptions {
  clock: Clock;
  random(): number;
  /** Asks the PBX whether it is there; an answer also comes back by `answered`. */
  ask(): Promise<unknown>;
  onChanged(): void;
  /** To be remembered beyond the end of the program: when the PBX answered. Now and then, and at the end. */
  keep(answeredAtMs: number): void;
  /** The PBX answers again after it did not. */
  onBack(): void;
}

/**
 * Whether the PBX can be reached. Any answer tells that it can. That one question came to nothing tells little: it may be
 * that one thing only which is broken, so the PBX is asked whether it is there, and that decides; unless this question
 * has proved to be broken itself, by an answer to another. Then only a long silence tells. While it cannot be reached it
 * is asked again ever more rarely.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #view: ConnectionView = { state: 'unknown', answeredAtMs: null, error: null };
  #toldAtMs = 0;
  #keptAtMs = 0;
  #failures = 0;
  #answers = 0;
  /** It counts as away only because the question whether it is there came to nothing. */
  #lostByCheck = false;
  #checkIsBroken = false;
  #retry: Stop = () => undefined;
  #asking: Promise<void> | null = null;
  #stopped = false;

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

  /** The PBX answered something, be it with a refusal; `toCheck`: the question whether it is there. */
  answered({ toCheck = false } = {}): void {
    const back = this.#view.state === 'offline';
    this.#answers += 1;
    this.#failures = 0;
    this.#retry();
    this.#become({ state: 'online', answeredAtMs: this.#options.clock.nowMs(), error: null });
    this.#keep(keepEveryMs);
    if (back) this.#options.onBack();
    const contradicts = this.#lostByCheck && !toCheck;
    this.#lostByCheck = false;
    if (toCheck) this.#checkIsBroken = false;
    else if (contradicts) {
      this.#checkIsBroken = true;
      // Unless it is there again for all.
      this.askNow();
    }
  }

  /** Nothing can be sent to the PBX. */
  lost(error: ErrorView): void {
    if (this.#stopped) return;
    this.#failures += 1;
    this.#scheduleRetry();
    this.#become({ state: 'offline', answeredAtMs: this.#view.answeredAtMs, error });
  }

  /** Something that was asked came to nothing. */
  doubted(): void {
    if (this.#view.state !== 'offline') this.askNow();
  }

  /** Asks at once: the network came back, the PC woke up. */
  askNow(): void {
    this.check().catch(() => undefined);
  }

  /** Asks now whether the PBX is there; one that is under way is joined. Failures: those of `ask`. */
  check(): Promise<void> {
    this.#retry();
    this.#asking ??= this.#check().finally(() => (this.#asking = null));
    return this.#asking;
  }

  stop(): void {
    this.#stopped = true;
    this.#retry();
    this.#keep(0);
  }

  async #check(): Promise<void> {
    const answers = this.#answers;
    try {
      await this.#options.ask();
    } catch (error) {
      // What has answered meanwhile knows better.
      if (error instanceof Failure && answers === this.#answers && !this.#mayMislead(error)) {
        this.#lostByCheck = true;
        this.lost(error.view());
      }
      throw error;
    }
  }

  /** A refusal, or nowhere to ask, is never the question's fault. */
  #mayMislead(error: Failure): boolean {
    if (!this.#checkIsBroken || !(error instanceof VatsFailure) || error.delivery !== 'unknown') return false;
    return this.#options.clock.nowMs() - (this.#view.answeredAtMs ?? 0) < patienceMs;
  }

  #become(view: ConnectionView): void {
    const before = this.#view;
    const nowMs = this.#options.clock.nowMs();
    this.#view = view;
    const isSame = before.state === view.state && before.error?.code === view.error?.code;
    if (isSame && nowMs - this.#toldAtMs < tellEveryMs) return;
    this.#toldAtMs = nowMs;
    this.#options.onChanged();
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
