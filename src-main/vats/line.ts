import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import { actions, type ActionName, type Values } from './actions.ts';
import {
  Connections,
  exchange,
  orderTimeouts,
  type Agents,
  type ExchangeLimits,
  type Timeouts,
  type Transport,
} from './exchange.ts';
import { networkFailure, VatsFailure } from './failure.ts';
import type { ProxyFor } from './proxied.ts';
import type { ServerClock } from './server-clock.ts';
import { encodePairs, requestPairs, sign } from './sign.ts';

/** How a request ended, its repetitions included. */
export interface Outcome {
  action: ActionName;
  atMs: number;
  /** Null: it was answered as it should be. With `delivery` `answered` the PBX is there, but refused. */
  failure: VatsFailure | null;
}

/** How often a failed request that changes nothing is repeated at once, and how long it waits, at most, the first time. */
export interface Retries {
  limit: number;
  firstWaitMs: number;
}

export interface LineOptions {
  url: URL;
  domain: string;
  key: () => string;
  baseClock: Clock;
  clock: ServerClock;
  limits: ExchangeLimits;
  retries: Retries;
  proxyFor?: ProxyFor | undefined;
  onAnswer?: ((outcome: Outcome) => void) | undefined;
}

export interface Question<A extends ActionName, T> {
  action: A;
  values: Values<A>;
  /** Throws a `VatsFailure` for what is no good answer. */
  decode: (body: string) => T | Promise<T>;
  transport: Transport;
  signal?: AbortSignal | undefined;
}

/** The one path that every request takes: table → ordered pairs → signature → HTTP → decoding → typed failure. */
export class Line {
  private readonly options: LineOptions;
  private readonly connections: Connections;
  private readonly closing = new AbortController();

  constructor(options: LineOptions) {
    this.options = options;
    this.connections = new Connections(options.proxyFor ?? null);
  }

  /** For what else is fetched from the PBX. */
  agents(url: URL): Promise<Agents> {
    return this.connections.agents(url, false);
  }

  /** Throws nothing but a `VatsFailure`. */
  async ask<A extends ActionName, T>(question: Question<A, T>): Promise<T> {
    const { signal } = question;
    const stop = signal ? AbortSignal.any([signal, this.closing.signal]) : this.closing.signal;
    let failure: VatsFailure | null = null;
    try {
      return await this.repeat(question, stop);
    } catch (error) {
      failure = asFailure(error, question.action);
      throw failure;
    } finally {
      this.report(question.action, failure);
    }
  }

  close(): void {
    this.closing.abort();
    this.connections.close();
  }

  private async repeat<A extends ActionName, T>(question: Question<A, T>, stop: AbortSignal): Promise<T> {
    const { limit, firstWaitMs } = this.options.retries;
    const repetitions = actions[question.action].repeatable ? limit : 0;
    for (let done = 0; ; done += 1) {
      try {
        return await question.decode(await this.sendOnce(question, stop));
      } catch (error) {
        if (done >= repetitions || !isPassing(error)) throw error;
      }
      // Full jitter: fifty PCs that lost the same server must not come back in step.
      await this.pause(Math.random() * firstWaitMs * 3 ** done, stop);
    }
  }

  private async sendOnce<A extends ActionName, T>(question: Question<A, T>, stop: AbortSignal): Promise<string> {
    const { url, domain, key, baseClock, clock, limits } = this.options;
    const { action, values, transport } = question;
    const form = encodePairs(sign(requestPairs(action, domain, values), key()));
    const fresh = !actions[action].repeatable;
    const timeouts = fresh ? shorter(limits.timeouts, orderTimeouts) : limits.timeouts;
    const agents = await this.connections.agents(url, fresh);
    const sentAtMs = baseClock.nowMs();
    return exchange({ url, transport, form, fresh, signal: stop }, agents, { ...limits, timeouts }, (date) =>
      clock.observe(date, sentAtMs, baseClock.nowMs()),
    );
  }

  private pause(delayMs: number, stop: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        takeBack();
        reject(networkFailure('aborted', 'unknown'));
      };
      const takeBack = this.options.baseClock.after(delayMs, () => {
        stop.removeEventListener('abort', onAbort);
        resolve();
      });
      if (stop.aborted) onAbort();
      else stop.addEventListener('abort', onAbort, { once: true });
    });
  }

  private report(action: ActionName, failure: VatsFailure | null): void {
    const { onAnswer, clock } = this.options;
    if (!onAnswer || (failure && !tellsOfThePbx(failure))) return;
    const outcome = { action, atMs: clock.nowMs(), failure };
    // Later, because a defect of the listener must not turn an order that was accepted into one that failed.
    queueMicrotask(() => onAnswer(outcome));
  }
}

/** Phase by phase the shorter of the two. */
function shorter(one: Timeouts, other: Partial<Timeouts>): Timeouts {
  const phases = Object.entries(one) as [keyof Timeouts, number][];
  return Object.fromEntries(
    phases.map(([phase, ms]) => [phase, Math.min(ms, other[phase] ?? ms)]),
  ) as unknown as Timeouts;
}

/** Mistakes of our own and what the caller broke off say nothing about the connection. */
function tellsOfThePbx(failure: VatsFailure): boolean {
  if (failure.code === 'network') return failure.params?.['reason'] !== 'aborted';
  return failure.delivery !== 'not-sent';
}

/**
 * May be gone in a moment. Not time-outs, which have cost the person's patience already, nor certificates. Whether the
 * request was carried out does not matter here: only repeatable ones come so far.
 */
function isPassing(error: unknown): boolean {
  if (!(error instanceof VatsFailure)) return false;
  if (error.code === 'http-status') return Number(error.params?.['status']) >= 500;
  return error.code === 'network' && !['timeout', 'tls', 'aborted'].includes(String(error.params?.['reason']));
}

/**
 * What was thrown, as a `VatsFailure`. `key()` may throw a `Failure` of its own; anything else is a defect, of which
 * only the kind is told. What may have been carried out and must not be repeated never invites to «try again».
 */
function asFailure(error: unknown, action: ActionName): VatsFailure {
  if (!(error instanceof VatsFailure)) {
    const code = error instanceof Failure ? error.code : 'internal';
    return new VatsFailure(code, { delivery: error instanceof Failure ? 'not-sent' : 'unknown' });
  }
  if (error.delivery !== 'unknown' || !error.retry || actions[action].repeatable) return error;
  const { code, delivery, params } = error;
  return new VatsFailure(code, { delivery, retry: false, ...(params && { params }) });
}
