import { Failure } from '../../src-main/contract/errors.ts';
import type { Ask } from '../bridge.ts';

/** Opens what a passphrase closes, or closes it. */
export class Passphrase {
  first: string = $state('');
  second: string = $state('');
  differs: boolean = $state(false);
  failure: Failure | null = $state.raw(null);
  busy: boolean = $state(false);

  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  touched(): void {
    this.differs = false;
    this.failure = null;
  }

  unlock(): Promise<boolean> {
    return this.#run(() => this.#ask('secrets.unlock', { passphrase: this.first }));
  }

  async protect(): Promise<boolean> {
    this.differs = this.first !== this.second;
    return !this.differs && this.#run(() => this.#ask('secrets.protect', { passphrase: this.first }));
  }

  async #run(action: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      await action();
      this.first = '';
      this.second = '';
      return true;
    } catch (error) {
      this.failure = error instanceof Failure ? error : new Failure('internal');
      return false;
    } finally {
      this.busy = false;
    }
  }
}
