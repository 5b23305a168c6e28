import { Failure } from '../../src-main/contract/errors.ts';
import type { Callback, CallbackPlan, Preferences } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { startOf, type QuickTime } from './moments.ts';
import { PlanDraft } from './plan-draft.svelte.ts';
import type { Orders, Wanted } from './orders.svelte.ts';

/** Main holds an order for a minute while it is changed; it is asked for more well before. */
const holdOnMs = 30_000;

export interface PlanMenu {
  wanted: Wanted;
  /** Where it opens, and where the focus goes back to. */
  anchor: HTMLElement;
  /** Hears of the order that came of it; null: none did. */
  ordered?: (callback: Callback | null) => void;
}

type Settings = Pick<Preferences, 'ringFirst' | 'tries' | 'pauseSeconds'>;

/** Calls for later: the menu of the usual times, and the dialog for every other, also of an order that is still held. */
export class Planning {
  draft: PlanDraft | null = $state.raw(null);
  menu: PlanMenu | null = $state.raw(null);

  readonly #ask: Ask;
  readonly #orders: Orders;
  readonly #settings: () => Settings;
  #confirmed: (plan: CallbackPlan) => Promise<Callback | null> = () => Promise.resolve(null);
  #settle: (ordered: Callback | null) => void = () => undefined;
  #holding: ReturnType<typeof setInterval> | undefined;

  constructor(ask: Ask, orders: Orders, settings: () => Settings) {
    this.#ask = ask;
    this.#orders = orders;
    this.#settings = settings;
  }

  /** Opens the dialog; answers with the order, or with null when the person left it. */
  plan(wanted: Wanted): Promise<Callback | null> {
    const { ringFirst, tries, pauseSeconds } = this.#settings();
    const plan = { startsAtMs: null, ringFirst, tries, pauseSeconds };
    const draft = new PlanDraft({ who: wanted.who, kind: wanted.target.kind, changes: null, plan });
    return this.#open(draft, (chosen) => this.#orders.order(wanted, chosen));
  }

  /** The same for an order that is still held: it goes on being held while the dialog is open. */
  change(callback: Callback): Promise<Callback | null> {
    const { id, name, target, startsAtMs, ringFirst, attemptsMax: tries, pauseSeconds } = callback;
    const plan = { startsAtMs, ringFirst: ringFirst === 'me' ? 'me' : 'client', tries, pauseSeconds } as const;
    const draft = new PlanDraft({ who: name || target.display, kind: target.kind, changes: id, plan });
    const changed = this.#open(draft, (chosen) => this.#ask('callbacks.change', { id, plan: chosen }));
    const holdOn = () =>
      this.#ask('callbacks.holdOn', { id }).catch((error: unknown) => {
        if (this.draft === draft) draft.refusal = asFailure(error);
      });
    void holdOn();
    this.#holding = setInterval(() => void holdOn(), holdOnMs);
    return changed;
  }

  /** One of the usual times, with the person's own defaults. */
  quick(wanted: Wanted, name: QuickTime, nowMs: number): Promise<Callback | null> {
    const { ringFirst, tries, pauseSeconds } = this.#settings();
    return this.#orders.order(wanted, { ...startOf(name, nowMs), ringFirst, tries, pauseSeconds });
  }

  /** Orders what is chosen; a refusal stays in the dialog. */
  async confirm(nowMs: number): Promise<void> {
    const { draft } = this;
    if (!draft || draft.busy) return;
    draft.insisted = true;
    draft.refusal = null;
    if (draft.problem(nowMs)) return;
    draft.busy = true;
    try {
      const ordered = await this.#confirmed(draft.plan(nowMs));
      if (this.draft === draft) this.#close(ordered);
    } catch (error) {
      draft.refusal = asFailure(error);
    } finally {
      draft.busy = false;
    }
  }

  leave(): void {
    this.#close(null);
  }

  #open(draft: PlanDraft, confirmed: (plan: CallbackPlan) => Promise<Callback | null>): Promise<Callback | null> {
    this.#close(null);
    this.menu = null;
    this.draft = draft;
    this.#confirmed = confirmed;
    return new Promise((settle) => (this.#settle = settle));
  }

  #close(ordered: Callback | null): void {
    clearInterval(this.#holding);
    this.draft = null;
    this.#settle(ordered);
  }
}

const asFailure = (error: unknown) => (error instanceof Failure ? error : new Failure('internal'));
