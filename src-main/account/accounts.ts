import { createHash } from 'node:crypto';
import type { AccountView, ConnectForm, Person } from '../contract/model.ts';
import { Failure } from '../contract/errors.ts';
import { noPolicy, type Policy } from '../policy/shape.ts';
import type { StoredAccount } from '../settings/shape.ts';
import type { Settings } from '../settings/settings.ts';
import { toMembers } from '../team/team.ts';
import { allowedAccount, refuseOther } from './allowed.ts';
import { readConnectForm, type Connecting } from './connect-form.ts';
import { tryOut, type Trial } from './trial.ts';

export interface AccountsOptions {
  settings: Pick<Settings, 'accounts'>;
  /** The administrator's. */
  policy?: Policy;
  newTrial(connecting: Connecting): Trial;
}

/** Which accounts this PC may work with, by its settings and its policy; and what a filled-in form makes of a new one. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #locked: Policy['locked'];

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#locked = (options.policy ?? noPolicy).locked;
  }

  /** The connected ones that the policy lets be used, without the demo. */
  get all(): StoredAccount[] {
    return this.#options.settings.accounts.flatMap((account) => (account.demo ? [] : (this.allowed(account) ?? [])));
  }

  /** The account as the policy lets it be used; null: it does not. */
  allowed(account: StoredAccount): StoredAccount | null {
    return allowedAccount(this.#locked, account);
  }

  /** Failure `policy-demo`. */
  refuseDemo(): void {
    if (this.#locked.demo === false) throw new Failure('policy-demo');
  }

  /** Failure `policy-one-account`: there is one, and there may be no other. */
  refuseAnother(): void {
    if (this.#locked.severalAccounts === false) throw new Failure('policy-one-account');
  }

  /** Tries the key and tells who may sit here. Failures: those of the form's fields, of the policy and of the PBX. */
  async people(form: ConnectForm): Promise<Person[]> {
    const { accounts } = await tryOut(this.#options.newTrial(this.#read(form)));
    return toMembers(accounts, '')
      .filter((member) => member.extension !== '')
      .map(({ extension, name }) => ({ extension, name }));
  }

  /** Tries the key and tells the account that it is for. Nothing is stored. Failures as `people`, and `policy-one-account`. */
  async tried(form: ConnectForm): Promise<{ account: StoredAccount; key: string }> {
    const connecting = this.#read(form);
    const { domain, apiUrl, timeZone, extension, key } = connecting;
    if (extension === null) throw new Failure('extension-length');
    const id = this.#idFor(connecting);
    const { transport, accounts } = await tryOut(this.#options.newTrial(connecting));
    const name = toMembers(accounts, extension).find((member) => member.me)?.name ?? '';
    return { account: { id, domain, apiUrl, timeZone, extension, name, transport, demo: false }, key };
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
    if (!known && this.all.length > 0) this.refuseAnother();
    return known?.id ?? idOf(connecting);
  }
}

/** The same for the same exchange: after broken settings, too, whoever connects anew finds contacts and history again. */
const idOf = ({ domain, apiUrl }: Connecting) =>
  createHash('sha256').update(`${domain}\n${apiUrl}`).digest('hex').slice(0, 32);

/** What the windows may know of it. */
export function accountView(account: StoredAccount): AccountView {
  const { id, domain, apiUrl, extension, name, timeZone, demo } = account;
  return { id, domain, apiUrl, extension, name, timeZone, demo };
}
