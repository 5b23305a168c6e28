import { createContext } from 'svelte';
import type { AppState } from './app.svelte.ts';
import type { Ask, AskFor, Listen } from './bridge.ts';
import type { Ticker } from './clock.svelte.ts';
import type { Desk } from './desk.ts';
import type { I18n } from './i18n/i18n.svelte.ts';
import type { NoteDrafts } from './journal/note-drafts.ts';
import type { Toasts } from './ui/toasts.svelte.ts';

/** What every screen may use; made once in `main.ts`. */
export interface Shell {
  /** In the window of an account: for that account. */
  ask: Ask;
  askFor: AskFor;
  listen: Listen;
  app: AppState;
  i18n: I18n;
  ticker: Ticker;
  toasts: Toasts;
  /** Of all accounts. */
  drafts: NoteDrafts;
  /** Says at the foot of the window, in the person's language, what went wrong. */
  complain: (error: unknown) => void;
}

export const [useShell, setShell] = createContext<Shell>();
export const [useDesk, setDesk] = createContext<Desk>();
