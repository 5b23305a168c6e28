import { Failure, type Params } from '../../src-main/contract/errors.ts';
import type { Callback, CallbackPlan, OrderCallback } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';

export type Target = OrderCallback['target'];

/** Somebody to ring, with the words by which the question and the notices name him. */
export interface Wanted {
  target: Target;
  name: string | null;
  /** «Анна Петрова», or the number when there is no name. */
  who: string;
}

interface Waiting {
  wanted: Wanted;
  plan: CallbackPlan | undefined;
  settle: (ordered: Callback | null) => void;
  fail: (error: unknown) => void;
}

/**
 * Orders callbacks. Two refusals are questions to the person, shown as dialogs: the same client was ordered a moment
 * ago; a colleague can be rung only with an own outside number. Whoever ordered waits for the outcome of the question.
 */
export class Orders {
  repeat: (Waiting & { params: Params }) | null = $state.raw(null);
  ownNumber: Waiting | null = $state.raw(null);
  ownNumberError: Failure | null = $state.raw(null);
  ownNumberBusy: boolean = $state(false);

  /** One of the two questions is open. */
  readonly asking = $derived(this.repeat !== null || this.ownNumber !== null);

  readonly #ask: Ask;
  readonly #saveOwnNumber: (written: string) => Promise<void>;
  #underWay: readonly string[] = [];

  constructor(ask: Ask, saveOwnNumber: (written: string) => Promise<void>) {
    this.#ask = ask;
    this.#saveOwnNumber = saveOwnNumber;
  }

  /**
   * At once and as the preferences say, or as `plan` says. Answers with the callback, or with null when the person took
   * it back or the very same order is still under way. Rejects with the refusal otherwise.
   */
  async order(wanted: Wanted, plan?: CallbackPlan): Promise<Callback | null> {
    const key = JSON.stringify(wanted.target);
    if (this.#underWay.includes(key)) return null;
    this.#underWay = [...this.#underWay, key];
    try {
      return await this.#send(wanted, plan, false);
    } finally {
      this.#underWay = this.#underWay.filter((other) => other !== key);
    }
  }

  confirmRepeat(): void {
    const waiting = this.repeat;
    this.repeat = null;
    if (waiting) this.#send(waiting.wanted, waiting.plan, true).then(waiting.settle, waiting.fail);
  }

  refuseRepeat(): void {
    this.repeat?.settle(null);
    this.repeat = null;
  }

  async giveOwnNumber(written: string): Promise<void> {
    const waiting = this.ownNumber;
    if (!waiting) return;
    this.ownNumberBusy = true;
    this.ownNumberError = null;
    try {
      await this.#saveOwnNumber(written);
    } catch (error) {
      this.ownNumberError = error instanceof Failure ? error : new Failure('internal');
      return;
    } finally {
      this.ownNumberBusy = false;
    }
    this.ownNumber = null;
    this.#send(waiting.wanted, waiting.plan, false).then(waiting.settle, waiting.fail);
  }

  refuseOwnNumber(): void {
    this.ownNumber?.settle(null);
    this.ownNumber = null;
    this.ownNumberError = null;
  }

  async #send(wanted: Wanted, plan: CallbackPlan | undefined, repeat: boolean): Promise<Callback | null> {
    const { target, name } = wanted;
    try {
      return await this.#ask('callbacks.order', { target, name, repeat, ...(plan && { plan }) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const asked = { wanted, plan };
      if (error.code === 'order-repeated') {
        return this.#wait((waiting) => (this.repeat = { ...waiting, ...asked, params: error.params ?? {} }));
      }
      if (error.code === 'own-number-missing')
        return this.#wait((waiting) => (this.ownNumber = { ...waiting, ...asked }));
      throw error;
    }
  }

  #wait(open: (waiting: Pick<Waiting, 'settle' | 'fail'>) => void): Promise<Callback | null> {
    this.refuseRepeat();
    this.refuseOwnNumber();
    return new Promise((settle, fail) => open({ settle, fail }));
  }
}
