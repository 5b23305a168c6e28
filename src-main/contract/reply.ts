import type { CallName, Input, Output } from './calls.ts';
import type { ErrorView } from './errors.ts';
import type { SputnikEvent } from './events.ts';

/** Every reply is an envelope; a code, never a stack or a path, crosses the border. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: ErrorView };

/** One function a call, under the call's own name: `window.sputnik.call['callbacks.order'](…)`. */
export type CallTable = { [N in CallName]: (input: Input<N>) => Promise<Reply<Output<N>>> };

/** What the preload puts into the page as `window.sputnik`. */
export interface SputnikBridge {
  call: CallTable;
  /** Returns the function that ends the listening. */
  listen(onEvent: (event: SputnikEvent) => void): () => void;
}

/** The one door: invoked with a call's name and its input. */
export const callChannel = 'sputnik:call';
export const eventChannel = 'sputnik:event';
