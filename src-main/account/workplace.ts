import { createHash } from 'node:crypto';
import type { AccountView, AppView, ConnectForm, Notice, Person } from '../contract/model.ts';
import { Failure } from '../contract/errors.ts';
import { noPolicy, type Policy } from '../policy/shape.ts';
import type { StoredAccount } from '../settings/shape.ts';
import type { Settings } from '../settings/settings.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { atWork, type Environment } from '../sync/schedule.ts';
import { toMembers } from '../team/team.ts';
import { allowedAccount, refuseOther } from './allowed.ts';
import { readConnectForm, type Connecting } from './connect-form.ts';
import type { RunningDemo } from './demo.ts';
import type { Session } from './session.ts';
import { tryOut, type Trial } from './trial.ts';

/** One demo on a PC: its database stays the same from start to start. */
const demoId = '00000000-0000-4000-8000-00000000de30';

interface WorkplaceOptions {
  settings: Settings;
  secrets: Secrets;
  /** The administrator's. */
  policy?: Policy;
  newTrial(connecting: Connecting): Trial;
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
  #session: Session | null = null;
  #demo: RunningDemo | null = null;
  #phase: AppView['phase'] = 'starting';
  #environment: Environment = atWork;
  /** Why the account could not be opened at start. */
  #trouble: Notice | null = null;
  /** One change at a time: a double click on «Подключить» connects once. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(options: WorkplaceOptions) {
    this.#options = options;
  }

  /** What is at work. Failure `no-account`: nothing is. */
  get session(): Session {
    if (!this.#session) throw new Failure('no-account');
    return this.#session;
  }

  /** The same; null: nothing is. */
  get current(): Session | null {
    return this.#session;
  }

  view(): WorkState {
    const { settings, secrets } = this.#options;
    const stored = settings.activeAccount;
    const active = stored && (allowedAccount(this.#locked, stored) ?? (stored.demo ? null : stored));
    return {
      phase: this.#phase,
      lock: this.#phase === 'locked' ? secrets.state().locked : null,
      account: active && toView(active),
      accounts: this.#accounts.map(toView),
      notices: [this.#session?.notice ?? null, this.#trouble].filter((notice) => notice !== null),
      connection: this.#session?.connection.view() ?? { state: 'unknown', answeredAtMs: null, error: null },
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
    const connecting = this.#read(form);
    const { accounts } = await tryOut(this.#options.newTrial(connecting));
    const people = toMembers(accounts, '')
      .filter((member) => member.extension !== '')
      .map(({ extension, name }) => ({ extension, name }));
    return { people };
  }

  /** Tries the key, stores it, starts work. Failures as `check`, and those of the key store and the database. */
  connect(form: ConnectForm): Promise<void> {
    return this.#change(async () => {
      const connecting = this.#read(form);
      const { extension } = connecting;
      if (extension === null) throw new Failure('extension-length');
      const id = this.#idFor(connecting);
      const { transport, accounts } = await tryOut(this.#options.newTrial(connecting));
      const name = toMembers(accounts, extension).find((member) => member.me)?.name ?? '';
      const { settings, secrets } = this.#options;
      const { domain, apiUrl, timeZone } = connecting;
      const account = { id, domain, apiUrl, timeZone, extension, name, transport, demo: false };
      await secrets.set(keyName(id), connecting.key);
      settings.putAccount(account);
      await this.#open(account, connecting.key, null);
    });
  }

  startDemo(): Promise<void> {
    return this.#change(() => this.#openDemo());
  }

  /** Ends work for the account and forgets it with its key, though not its data; goes on with another account, if there is one. */
  leave(): Promise<void> {
    return this.#change(async () => {
      const { settings, secrets } = this.#options;
      const left = settings.activeAccount;
      await this.#close();
      if (left && !left.demo) await secrets.remove(keyName(left.id));
      if (left) settings.removeAccount(left.id);
      const [other] = this.#accounts;
      if (other && !secrets.state().locked) await this.#openStored(other);
      else this.#be('welcome');
    });
  }

  /** Works with another of the stored accounts; the one before stays connected for later. Failures: `not-found`, those of opening. */
  use(id: string): Promise<void> {
    return this.#change(async () => {
      const account = this.#accounts.find((each) => each.id === id);
      if (!account) throw new Failure('not-found');
      if (this.#session?.account.id === id) return;
      await this.#close();
      await this.#openStored(account);
    });
  }

  /** To the welcome window for one more account; nothing is forgotten. Failure `policy-one-account`. */
  addAnother(): Promise<void> {
    return this.#change(async () => {
      if (this.#locked.severalAccounts === false) throw new Failure('policy-one-account');
      await this.#close();
      this.#options.settings.activate(null);
      this.#be('welcome');
    });
  }

  /** «Стереть всё с этого компьютера»: every account, its data, keys, settings. Nothing can be brought back. */
  erase(): Promise<void> {
    return this.#change(async () => {
      await this.#close();
      await this.#options.eraseAll();
      this.#trouble = null;
      this.#be('welcome');
    });
  }

  /** Opens with the passphrase what was kept under it, or asks the key store again. Failures `passphrase-wrong`, `key-store-locked`. */
  async unlock(passphrase: string): Promise<void> {
    await this.#options.secrets.unlock(passphrase);
    await this.start({ demo: false });
  }

  /** Gives up what cannot be opened; its file is moved aside. */
  startOver(): Promise<void> {
    return this.#change(async () => {
      await this.#close();
      await this.#options.secrets.startOver();
      this.#options.settings.activate(null);
      this.#be('welcome');
    });
  }

  /** Keeps what was only in memory under a passphrase. Failure `passphrase-weak`. */
  protect(passphrase: string): Promise<void> {
    return this.#change(async () => {
      const account = this.#session?.account;
      await this.#options.secrets.protect(passphrase);
      if (account && !account.demo) {
        await this.#close();
        await this.#options.keepDatabase(account);
        await this.#openStored(account);
      } else this.#options.onChanged();
    });
  }

  /** The network came back, or the PC woke up. */
  wake(): void {
    this.#session?.wake();
  }

  /** The PC goes to sleep. */
  sleep(): void {
    this.#session?.sleep();
  }

  /** What has become of the PC; a session that is opened later hears of it then. */
  environment(environment: Environment): void {
    this.#environment = environment;
    this.#session?.sync.environment(environment);
  }

  stop(): Promise<void> {
    return this.#change(() => this.#close());
  }

  get #locked(): Policy['locked'] {
    return (this.#options.policy ?? noPolicy).locked;
  }

  /** The connected ones that the policy lets be used, without the demo. */
  get #accounts(): StoredAccount[] {
    return this.#options.settings.accounts.flatMap((account) =>
      account.demo ? [] : (allowedAccount(this.#locked, account) ?? []),
    );
  }

  #read(form: ConnectForm): Connecting {
    const connecting = readConnectForm(form);
    refuseOther(this.#locked, connecting);
    return connecting;
  }

  /** Failure `policy-one-account`: it would be one more than the policy lets there be. */
  #idFor(connecting: Connecting): string {
    const { domain, apiUrl } = connecting;
    // Where the administrator has set the address, it may be a new one of the same PBX: contacts and history stay with it.
    const isKnown = (account: StoredAccount) =>
      !account.demo && account.domain === domain && (account.apiUrl === apiUrl || this.#locked.apiUrl !== undefined);
    const known = this.#options.settings.accounts.find(isKnown);
    if (!known && this.#locked.severalAccounts === false && this.#accounts.length > 0)
      throw new Failure('policy-one-account');
    return known?.id ?? idOf(connecting);
  }

  async #openDemo(): Promise<void> {
    if (this.#locked.demo === false) throw new Failure('policy-demo');
    const { settings, startDemo } = this.#options;
    await this.#close();
    const demo = await startDemo();
    this.#demo = demo;
    const { apiUrl, domain, extension, name, timeZone } = demo;
    const account: StoredAccount = {
      id: demoId,
      apiUrl,
      domain,
      extension,
      name,
      timeZone,
      transport: 'post',
      demo: true,
    };
    settings.putAccount(account);
    await this.#open(account, demo.key, demo);
  }

  async #openStored(stored: StoredAccount): Promise<void> {
    const { secrets, settings } = this.#options;
    const account = allowedAccount(this.#locked, stored);
    if (!account) throw new Failure('policy-account');
    const key = await secrets.get(keyName(account.id));
    if (secrets.state().locked) return this.#be('locked');
    // Without a key store and a passphrase the key was gone with the last run: it is asked for anew.
    if (key === null) return this.#be('welcome');
    settings.activate(account.id);
    await this.#open(account, key, null);
  }

  async #open(account: StoredAccount, key: string, demo: RunningDemo | null): Promise<void> {
    if (!demo) await this.#close();
    this.#trouble = null;
    try {
      this.#session = await this.#options.openSession(account, key, demo);
      this.#options.settings.activate(account.id);
      await demo?.fill(this.#session);
      this.#session.sync.environment(this.#environment);
      await this.#session.start();
    } catch (error) {
      await this.#close();
      this.#be('welcome');
      throw error;
    }
    this.#be('ready');
  }

  async #close(): Promise<void> {
    const [session, demo] = [this.#session, this.#demo];
    this.#session = null;
    this.#demo = null;
    await session?.close();
    await demo?.stop();
  }

  #be(phase: AppView['phase']): void {
    this.#phase = phase;
    this.#options.onChanged();
  }

  #change<T>(step: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(step);
    this.#changing = changed.catch(() => undefined);
    return changed;
  }
}

const keyName = (accountId: string) => `api-key:${accountId}`;

/** The same for the same exchange: after broken settings, too, whoever connects anew finds contacts and history again. */
const idOf = ({ domain, apiUrl }: Connecting) =>
  createHash('sha256').update(`${domain}\n${apiUrl}`).digest('hex').slice(0, 32);

function toView(account: StoredAccount): AccountView {
  const { id, domain, apiUrl, extension, name, timeZone, demo } = account;
  return { id, domain, apiUrl, extension, name, timeZone, demo };
}
