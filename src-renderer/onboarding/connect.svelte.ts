import { Failure, type ErrorCode } from '../../src-main/contract/errors.ts';
import type { AccountView, ConnectField, ConnectForm, Person, PolicyView } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';

export const defaultApiUrl = 'https://lkvats.cifra1.ru/api';
export const defaultTimeZone = 'Europe/Moscow';

const fieldOfCode: Partial<Record<ErrorCode, ConnectField>> = {
  'bad-signature': 'key',
  'key-empty': 'key',
  'key-blanks': 'key',
  'unknown-domain': 'domain',
  'domain-empty': 'domain',
  'domain-invalid': 'domain',
  'extension-length': 'extension',
  'not-found': 'extension',
  'bad-answer': 'apiUrl',
  'http-status': 'apiUrl',
  'unknown-action': 'apiUrl',
  'address-invalid': 'apiUrl',
  'address-insecure': 'apiUrl',
  'zone-invalid': 'timeZone',
};

/** Reasons of `network` that speak of the address rather than of the weather. */
const addressReasons = new Set<unknown>(['refused', 'dns', 'tls']);

/** The field at which a refusal is shown; null: it belongs to none of them. */
export function fieldOf({ code, params }: Failure): ConnectField | null {
  if (code === 'network') return addressReasons.has(params?.['reason']) ? 'apiUrl' : null;
  return fieldOfCode[code] ?? null;
}

/** The first run: the form, and who of the PBX's people sits here. */
export class Connect {
  domain: string = $state('');
  key: string = $state('');
  extension: string = $state('');
  apiUrl: string = $state(defaultApiUrl);
  timeZone: string = $state(defaultTimeZone);
  moreOpen: boolean = $state(false);

  /** Who may sit here, once the key was tried without an extension; null: not asked yet. */
  people: Person[] | null = $state.raw(null);
  busy: 'connect' | 'demo' | null = $state(null);
  failure: Failure | null = $state.raw(null);

  readonly failedField = $derived(this.failure ? fieldOf(this.failure) : null);

  readonly #ask: Ask;

  /** `known`: connected before, but its key was not kept; only that has to be typed again. What is locked goes before it. */
  constructor(ask: Ask, known: AccountView | null, { connection, locked }: Pick<PolicyView, 'connection' | 'locked'>) {
    this.#ask = ask;
    Object.assign(this, connection);
    if (!known || known.demo) return;
    this.extension = known.extension;
    for (const field of ['domain', 'apiUrl', 'timeZone'] as const)
      if (!locked.includes(field)) this[field] = known[field];
  }

  /** Typing into a field takes back what was said about it. */
  touched(field: ConnectField): void {
    if (this.failedField === field || this.failedField === null) this.failure = null;
  }

  /** Without an extension: finds out who may sit here. With one: connects. */
  async submit(): Promise<void> {
    await this.#run('connect', async () => {
      if (this.extension.trim() === '') {
        const { people } = await this.#ask('account.check', this.#form());
        this.people = people;
      } else {
        await this.#ask('account.connect', this.#form());
      }
    });
  }

  async choose({ extension }: Person): Promise<void> {
    await this.#run('connect', () => this.#ask('account.connect', { ...this.#form(), extension }));
  }

  async startDemo(): Promise<void> {
    await this.#run('demo', () => this.#ask('account.startDemo'));
  }

  /** Back to an account that is connected already. */
  async use(id: string): Promise<void> {
    await this.#run('connect', () => this.#ask('account.use', { id }));
  }

  back(): void {
    this.people = null;
    this.failure = null;
  }

  async #run(busy: 'connect' | 'demo', action: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = busy;
    this.failure = null;
    try {
      await action();
    } catch (error) {
      this.failure = error instanceof Failure ? error : new Failure('internal');
      const field = this.failedField;
      if (field !== null) this.people = null;
      if (field === 'apiUrl' || field === 'timeZone') this.moreOpen = true;
    } finally {
      this.busy = null;
    }
  }

  #form(): ConnectForm {
    const { domain, key, extension, apiUrl, timeZone } = this;
    return { domain, key, extension, apiUrl, timeZone };
  }
}
