import { networkFailure } from '../vats/failure.ts';

interface Running<T> {
  result: Promise<T>;
  control: AbortController;
  waiting: number;
}

/**
 * Work by name, done once however many ask for it while it is under way. It is broken off when the last who asked has gone.
 * What it came to is not kept: whoever asks later starts it anew.
 */
export class SharedWork<T> {
  readonly #running = new Map<string, Running<T>>();

  /** Rejects at once with `network`, reason `aborted`, when this caller's signal is aborted. */
  async join(name: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal?.aborted) throw aborted();
    const running = this.#running.get(name) ?? this.#begin(name, start);
    running.waiting += 1;
    try {
      return await (signal ? Promise.race([running.result, rejectedBy(signal)]) : running.result);
    } finally {
      running.waiting -= 1;
      if (running.waiting === 0) this.#end(name, running);
    }
  }

  /** Breaks everything off. */
  stop(): void {
    for (const [name, running] of [...this.#running]) this.#end(name, running);
  }

  #begin(name: string, start: (signal: AbortSignal) => Promise<T>): Running<T> {
    const control = new AbortController();
    const running: Running<T> = { result: start(control.signal), control, waiting: 0 };
    // The last who waited may have gone by then.
    running.result.catch(() => undefined);
    this.#running.set(name, running);
    return running;
  }

  #end(name: string, running: Running<T>): void {
    if (this.#running.get(name) === running) this.#running.delete(name);
    running.control.abort();
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(aborted()), { once: true }));
}

const aborted = () => networkFailure('aborted', 'unknown');
