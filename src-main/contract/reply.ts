import type { CallName, Input, Output } from './calls.ts';
import type { ErrorView } from './errors.ts';
import type { SputnikEvent } from './events.ts';

/** Every reply is an envelope; a code, never a stack or a path, crosses the border. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: ErrorView };

/**
 * One function a call, under the call's own name: `window.sputnik.call['callbacks.order'](…)`. `account`: id of the one
 * that the page shows; with another at work nothing is done.
 */
export type CallTable = { [N in CallName]: (input: Input<N>, account?: string) => Promise<Reply<Output<N>>> };

/** What the preload puts into the page as `window.sputnik`. */
export interface SputnikBridge {
  call: CallTable;
  /** Returns the function that ends the listening. */
  listen(onEvent: (event: SputnikEvent) => void): () => void;
}

/** The one door: invoked with a call's name, its input, and the account it is meant for. */
export const callChannel = 'sputnik:call';
export const eventChannel = 'sputnik:event';
