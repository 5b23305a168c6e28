import { pageLimits, type PageLimits } from './limits.ts';
import { PagesFailure, type Answer, type Asked, type PageSize } from './messages.ts';

/** As much of a `Worker` as is used. */
export type PagesWorker = Pick<Worker, 'postMessage' | 'terminate'> & EventTarget;

export interface WorkerPagesOptions {
  address: string;
  type: string;
  newWorker: () => PagesWorker;
  limits?: Partial<PageLimits>;
}

/**
 * The pages of one fax, decoded by a worker. One question at a time, so that each has its whole time; a worker that does
 * not answer within it is ended, and another begins anew for the other pages.
 */
export class WorkerPages {
  readonly #options: WorkerPagesOptions;
  readonly #limits: PageLimits;
  #worker: PagesWorker | null = null;
  #question = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: WorkerPagesOptions) {
    this.#options = options;
    this.#limits = { ...pageLimits, ...options.limits };
  }

  /** How large the pages are. Rejects with a `PagesFailure`. */
  open(): Promise<PageSize[]> {
    return this.#inTurn(() => this.#start());
  }

  /**
   * One page, drawn. Rejects with a `PagesFailure`; an aborted question that had not its turn yet, with the signal's reason.
   * The picture is the caller's to close.
   */
  draw(page: number, pixelsPerPoint: number, signal?: AbortSignal): Promise<ImageBitmap> {
    return this.#inTurn(async () => {
      signal?.throwIfAborted();
      if (!this.#worker) await this.#start();
      const answer = await this.#ask({ ask: 'draw', page, pixelsPerPoint }, this.#limits.drawMs);
      if (!('picture' in answer)) throw new PagesFailure('damaged');
      return answer.picture;
    });
  }

  close(): void {
    this.#closed = true;
    this.#end();
  }

  async #start(): Promise<PageSize[]> {
    const { address, type, newWorker } = this.#options;
    if (this.#closed) throw new PagesFailure('damaged');
    this.#worker = newWorker();
    const limits = this.#limits;
    try {
      const answer = await this.#ask({ ask: 'open', address, type, limits }, limits.openMs);
      if (!('sizes' in answer)) throw new PagesFailure('damaged');
      return answer.sizes;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async #ask(asked: Asked, limitMs: number): Promise<Answer> {
    const worker = this.#worker;
    if (!worker) throw new PagesFailure('damaged');
    this.#question += 1;
    const question = this.#question;
    const done = new AbortController();
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        const late = setTimeout(() => reject(new PagesFailure('too-long')), limitMs);
        const { signal } = done;
        signal.addEventListener('abort', () => clearTimeout(late));
        const read = (event: Event) => {
          const { data } = event as MessageEvent<Partial<Answer>>;
          if (data.question === question) resolve(data as Answer);
        };
        worker.addEventListener('message', read, { signal });
        // It could not be started, or ran out of memory.
        worker.addEventListener('error', () => reject(new PagesFailure('damaged')), { signal });
        worker.postMessage({ ...asked, question });
      });
      if ('problem' in answer) throw new PagesFailure(answer.problem);
      return answer;
    } catch (error) {
      if (error instanceof PagesFailure && error.problem === 'too-long') this.#end();
      throw error;
    } finally {
      done.abort();
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
