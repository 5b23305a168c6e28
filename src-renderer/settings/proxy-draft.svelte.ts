import type { Preferences, ProxyForm, ProxyWay } from '../../src-main/contract/model.ts';
import type { AppState } from '../app.svelte.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';

export type ProxyMode = Preferences['proxy'];
export type ProxyTried = { way: ProxyWay } | { error: unknown };

/** The proxy as it stands in the form: stored as soon as a field is left, and tried as it is stored. */
export class ProxyDraft {
  address: string = $state('');
  user: string = $state('');
  password: string = $state('');
  /** Why what stands there is not stored. */
  refused: unknown = $state.raw(null);
  /** How the last test ended, as long as nothing was changed since. */
  tried: ProxyTried | null = $state.raw(null);
  testing: boolean = $state(false);

  readonly #app: Pick<AppState, 'preferences' | 'setProxy'>;
  /** Chosen by hand and not complete yet: main takes no proxy without an address. */
  #begun: ProxyMode | null = $state(null);
  readonly mode: ProxyMode = $derived.by(() => this.#begun ?? this.#app.preferences.proxy);

  readonly #ask: Ask;
  readonly #tests = new Latest();
  #keptPassword = '';
  #saving: Promise<void> = Promise.resolve();

  constructor(ask: Ask, app: Pick<AppState, 'preferences' | 'setProxy'>) {
    this.#ask = ask;
    this.#app = app;
    this.address = app.preferences.proxyAddress;
    this.user = app.preferences.proxyUser;
  }

  choose(mode: ProxyMode): void {
    this.#begun = mode;
    this.tried = null;
    if (mode !== 'manual' || this.address !== '') void this.save();
  }

  /** What stands there now, after whatever is being stored. */
  save(): Promise<void> {
    this.#tests.drop();
    this.tried = null;
    const { mode, address, user, password } = this;
    this.#saving = this.#saving.then(() => this.#store({ proxy: mode, address, user, password }));
    return this.#saving;
  }

  /** Resolves when all is stored as it stands there, with false if it cannot be: `refused` says why. */
  async settle(): Promise<boolean> {
    await this.#saving;
    if (this.#isUnsaved) await this.save();
    return this.refused === null;
  }

  /** Asks the PBX by what stands there, and by nothing else. */
  async test(): Promise<void> {
    if (this.testing) return;
    this.testing = true;
    this.tried = null;
    try {
      if (await this.settle()) {
        await this.#tests.take(
          () =>
            this.#ask('settings.testProxy').then(
              (way) => ({ way }),
              (error: unknown) => ({ error }),
            ),
          (tried) => (this.tried = tried),
        );
      }
    } finally {
      this.testing = false;
    }
  }

  get #isUnsaved(): boolean {
    const { proxy, proxyAddress, proxyUser } = this.#app.preferences;
    if (this.refused !== null || this.mode !== proxy) return true;
    const isSame = this.address.trim() === proxyAddress && this.user.trim() === proxyUser;
    return this.mode === 'manual' && !(isSame && this.password === this.#keptPassword);
  }

  async #store(form: ProxyForm & { password: string }): Promise<void> {
    const { password } = form;
    try {
      await this.#app.setProxy({ ...form, password: password === this.#keptPassword ? null : password });
      this.#keptPassword = password;
      this.#begun = null;
      this.refused = null;
    } catch (error) {
      this.refused = error;
    }
  }
}
