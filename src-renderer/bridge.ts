import type { CallName, Input, Output } from '../src-main/contract/calls.ts';
import { Failure } from '../src-main/contract/errors.ts';
import type { SputnikEvent } from '../src-main/contract/events.ts';
import type { Reply, SputnikBridge } from '../src-main/contract/reply.ts';

declare global {
  interface Window {
    readonly sputnik: SputnikBridge;
  }
}

type Given<N extends CallName> = Input<N> extends undefined ? [] : [input: Input<N>];

/** Asks main and answers with the value itself; rejects with a `Failure` that carries the code. */
export type Ask = <N extends CallName>(name: N, ...given: Given<N>) => Promise<Output<N>>;

/** An `Ask` whose every call names the account that it is meant for; without one, it is for none in particular. */
export type AskFor = (account?: string) => Ask;

/** Calls back on every event of main; returns the function that ends it. */
export type Listen = (onEvent: (event: SputnikEvent) => void) => () => void;

export interface Bridge {
  ask: Ask;
  askFor: AskFor;
  listen: Listen;
}

type AnyCall = (input: unknown, account?: string) => Promise<Reply<unknown>>;

/** The only place that touches what the preload put into the page. */
export function connectBridge(sputnik: SputnikBridge): Bridge {
  const askFor = (account?: string) => {
    const ask = async (name: CallName, input?: unknown) => {
      const call = sputnik.call[name] as AnyCall;
      const reply = await call(plain(input), account);
      if (reply.ok) return reply.value;
      const { code, retry, params } = reply.error;
      throw new Failure(code, { retry, ...(params && { params }) });
    };
    return ask as Ask;
  };
  // One listener at the border for all: each of many would be told to the console as a leak.
  const listeners = new Set<(event: SputnikEvent) => void>();
  sputnik.listen((event) => [...listeners].forEach((onEvent) => onEvent(event)));
  const listen: Listen = (onEvent) => {
    listeners.add(onEvent);
    return () => listeners.delete(onEvent);
  };
  return { ask: askFor(), askFor, listen };
}

/** Svelte's state proxies cannot be cloned across the border; every input is JSON by contract. */
function plain(input: unknown): unknown {
  return input === undefined ? undefined : (JSON.parse(JSON.stringify(input)) as unknown);
}
