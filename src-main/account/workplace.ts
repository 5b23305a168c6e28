import type { AppView, ConnectForm, Notice, Person } from '../contract/model.ts';
import { Failure } from '../contract/errors.ts';
import { inTurn } from '../in-turn.ts';
import type { StoredAccount } from '../settings/shape.ts';
import type { Settings } from '../settings/settings.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Environment } from '../sync/schedule.ts';
import { Accounts, accountView, type AccountsOptions } from './accounts.ts';
import { AtWork } from './at-work.ts';
import type { RunningDemo } from './demo.ts';
import type { Session } from './session.ts';

interface WorkplaceOptions extends AccountsOptions {
  settings: Settings;
  secrets: Secrets;
  startDemo(): Promise<RunningDemo>;
  /** Opens the account's database and builds its session. */
  openSession(account: StoredAccount, key: string, demo: RunningDemo | null): Promise<Session>;
  /** What was kept in memory so far is written down under the passphrase: the database of the session too. */
  keepDatabase(account: StoredAccount): Promise<void>;
  /** Deletes all that was ever kept on this PC. */
  eraseAll(): Promise<void>;
  onChanged(): void;
}

type WorkState = Pick<AppView, 'phase' | 'lock' | 'account' | 'accounts' | 'notices' | 'connection'>;

/** Which account is at work: connecting, the demo, leaving, and what stands in the way of starting. */
export class Workplace {
  readonly #options: WorkplaceOptions;
  readonly #accounts: Accounts;
  readonly #atWork = new AtWork();
  #phase: AppView['phase'] = 'starting';
  /** Why the account could not be opened at start. */
  #trouble: Notice | null = null;
  /** One change at a time: a double click on «Подключить» connects once. */
  readonly #change = inTurn();

  constructor(options: WorkplaceOptions) {
    this.#options = options;
    this.#accounts = new Accounts(options);
  }

  /** What is at work. Failure `no-account`: nothing is. */
  get session(): Session {
    const { session } = this.#atWork;
    if (!session) throw new Failure('no-account');
    return session;
  }

  /** The same; null: nothing is. */
  get current(): Session | null {
    return this.#atWork.session;
  }

  view(): WorkState {
    const { settings, secrets } = this.#options;
    const stored = settings.activeAccount;
    const active = stored && (this.#accounts.allowed(stored) ?? (stored.demo ? null : stored));
    return {
      phase: this.#phase,
      lock: this.#phase === 'locked' ? secrets.state().locked : null,
      account: active && accountView(active),
      accounts: this.#accounts.all.map(accountView),
      notices: [this.current?.notice ?? null, this.#trouble].filter((notice) => notice !== null),
      connection: this.current?.connection.view() ?? { state: 'unknown', answeredAtMs: null, error: null },
    };
  }

  /** Opens what was open last, or the demo. What makes that fail is shown in the welcome window. */
  start(options: { demo: boolean }): Promise<void> {
    return this.#change(async () => {
      const { settings, secrets } = this.#options;
      await secrets.ready();
      const account = settings.activeAccount;
      try {
        if (options.demo || account?.demo) await this.#openDemo();
        else if (secrets.state().locked) this.#be('locked');
        else if (account) await this.#openStored(account);
        else this.#be('welcome');
      } catch (error) {
        if (error instanceof Failure) this.#trouble = error.view();
        this.#be('welcome');
        if (!(error instanceof Failure)) throw error;
      }
    });
  }

  /** Tries the key and tells who may sit here. Failures: those of the form's fields, of the policy and of the PBX. */
  async check(form: ConnectForm): Promise<{ people: Person[] }> {
    return { people: await this.#accounts.people(form) };
  }

  /** Tries the key, stores it, starts work. Failures as `check`, and those of the key store and the database. */
  connect(form: ConnectForm): Promise<void> {
    return this.#change(async () => {
      const { account, key } = await this.#accounts.tried(form);
      const { settings, secrets } = this.#options;
      await secrets.set(keyName(account.id), key);
      settings.putAccount(account);
      await this.#open(account, key, null);
    });
  }

  startDemo(): Promise<void> {
    return this.#change(() => this.#openDemo());
  }

  /**
   * Ends work for the account and forgets it with its key, though not its data; goes on with another account, if there is
   * one. Failure `import-busy`.
   */
  leave(): Promise<void> {
    return this.#change(async () => {
      const { settings, secrets } = this.#options;
      const left = settings.activeAccount;
      await this.#atWork.leave();
      if (left && !left.demo) await secrets.remove(keyName(left.id));
      if (left) settings.removeAccount(left.id);
      const [other] = this.#accounts.all;
      if (other && !secrets.state().locked) await this.#openStored(other);
      else this.#be('welcome');
    });
  }

  /**
   * Works with another of the stored accounts; the one before stays connected for later. Failures: `not-found`,
   * `import-busy`, those of opening.
   */
  use(id: string): Promise<void> {
    return this.#change(async () => {
      const account = this.#accounts.all.find((each) => each.id === id);
      if (!account) throw new Failure('not-found');
      if (this.current?.account.id === id) return;
      await this.#atWork.leave();
      await this.#openStored(account);
    });
  }

  /** To the welcome window for one more account; nothing is forgotten. Failures `policy-one-account`, `import-busy`. */
  addAnother(): Promise<void> {
    return this.#change(async () => {
      this.#accounts.refuseAnother();
      await this.#atWork.leave();
      this.#options.settings.activate(null);
      this.#be('welcome');
    });
  }

  /** «Стереть всё с этого компьютера»: every account, its data, keys, settings. Nothing can be brought back. */
  erase(): Promise<void> {
    return this.#change(async () => {
      await this.#atWork.end();
      await this.#options.eraseAll();
      this.#trouble = null;
      this.#be('welcome');
    });
  }

  /**
   * Opens with the passphrase what was kept under it, or asks the key store again. Failures `passphrase-wrong`,
   * `key-store-locked`.
   */
  async unlock(passphrase: string): Promise<void> {
    await this.#options.secrets.unlock(passphrase);
    await this.start({ demo: false });
  }

  /** Gives up what cannot be opened; its file is moved aside. */
  startOver(): Promise<void> {
    return this.#change(async () => {
      await this.#atWork.end();
      await this.#options.secrets.startOver();
      this.#options.settings.activate(null);
      this.#be('welcome');
    });
  }

  /** Keeps what was only in memory under a passphrase. Failures `passphrase-weak`, `import-busy`. */
  protect(passphrase: string): Promise<void> {
    return this.#change(async () => {
      this.#atWork.refuseWhileImporting();
      const account = this.current?.account;
      await this.#options.secrets.protect(passphrase);
      if (account && !account.demo) {
        await this.#atWork.end();
        await this.#options.keepDatabase(account);
        await this.#openStored(account);
      } else this.#options.onChanged();
    });
  }

  /** The network came back, or the PC woke up. */
  wake(): void {
    this.current?.wake();
  }

  /** The PC goes to sleep. */
  sleep(): void {
    this.current?.sleep();
  }

  /** What has become of the PC. */
  environment(environment: Environment): void {
    this.#atWork.environment(environment);
  }

  stop(): Promise<void> {
    return this.#change(() => this.#atWork.end());
  }

  async #openDemo(): Promise<void> {
    this.#accounts.refuseDemo();
    const { settings, startDemo } = this.#options;
    await this.#atWork.end();
    const demo = await startDemo();
    settings.putAccount(demo.account);
    await this.#open(demo.account, demo.key, demo);
  }

  async #openStored(stored: StoredAccount): Promise<void> {
    const { secrets, settings } = this.#options;
    const account = this.#accounts.allowed(stored);
    if (!account) throw new Failure('policy-account');
    const key = await secrets.get(keyName(account.id));
    if (secrets.state().locked) return this.#be('locked');
    // Without a key store and a passphrase the key was gone with the last run: it is asked for anew.
    if (key === null) return this.#be('welcome');
    settings.activate(account.id);
    await this.#open(account, key, null);
  }

  async #open(account: StoredAccount, key: string, demo: RunningDemo | null): Promise<void> {
    const { openSession, settings } = this.#options;
    await this.#atWork.end();
    this.#trouble = null;
    const opened = async () => {
      const session = await openSession(account, key, demo);
      settings.activate(account.id);
      return session;
    };
    try {
      await this.#atWork.begin(opened, demo);
    } catch (error) {
      this.#be('welcome');
      throw error;
    }
    this.#be('ready');
  }

  #be(phase: AppView['phase']): void {
    this.#phase = phase;
    this.#options.onChanged();
  }
}

const keyName = (accountId: string) => `api-key:${accountId}`;
