import { isDeepStrictEqual } from 'node:util';
import { basename } from 'node:path';
import type { Stop } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import { defaultPreferences, mostFileHosts, Preferences, type Language } from '../contract/model.ts';
import { noPolicy, type Policy } from '../policy/shape.ts';
import type { SettingsFile, SettingsNotice } from './file.ts';
import { readSettings } from './read.ts';
import { removeWithAside, setAside } from './set-aside.ts';
import { settingsVersion, type SettingsContent, type StoredAccount, type WindowPlace } from './shape.ts';

export type SettingsPart = 'accounts' | 'preferences' | 'window' | 'toldAboutTray';

/** Undefined: as it is. */
type PreferenceChanges = { [Name in keyof Preferences]?: Preferences[Name] | undefined };

export interface SettingsOptions {
  file: SettingsFile;
  /** Until the person chooses one: `languageOf(app.getLocale())`. */
  language: Language;
  nowMs: () => number;
  /** The administrator's. */
  policy?: Policy;
  /** What `openSettingsStore` had to say. */
  notice?: SettingsNotice | null;
}

/**
 * What the app remembers besides secrets and the database. Read once, checked field by field, kept here, and written as a
 * whole at each change. Never holds a secret. What the person chose is kept under whatever the administrator has locked,
 * and is in force again when the lock goes.
 */
export class Settings {
  readonly #file: SettingsFile;
  readonly #language: Language;
  readonly #policy: Policy;
  #foreign: Record<string, unknown>;
  readonly #listeners = new Set<(part: SettingsPart) => void>();
  #content: SettingsContent;
  #notice: SettingsNotice | null;

  constructor({ file, language, nowMs, policy = noPolicy, notice = null }: SettingsOptions) {
    this.#file = file;
    this.#language = language;
    this.#policy = policy;
    const { content, foreign, repaired } = readSettings(file.read());
    this.#content = content;
    this.#foreign = foreign;
    this.#notice = notice;
    if (repaired.length > 0) this.#notice = this.#repair(repaired, nowMs());
  }

  /** What has to be said, about the start or the last write; null when all is well. */
  get notice(): SettingsNotice | null {
    return this.#notice;
  }

  get preferences(): Preferences {
    const { presets, locked } = this.#policy;
    const all = { ...defaultPreferences(this.#language), ...presets, ...this.#content.preferences, ...locked };
    const names = Object.keys(Preferences.entries) as (keyof Preferences)[];
    return Object.fromEntries(names.map((name) => [name, all[name]])) as unknown as Preferences;
  }

  get accounts(): readonly StoredAccount[] {
    return this.#content.accounts;
  }

  get activeAccount(): StoredAccount | null {
    return this.#content.accounts.find(({ id }) => id === this.#content.activeAccountId) ?? null;
  }

  get window(): WindowPlace | null {
    return this.#content.window;
  }

  get toldAboutTray(): boolean {
    return this.#content.toldAboutTray;
  }

  /** By the administrator. */
  isLocked(name: string): boolean {
    return Object.hasOwn(this.#policy.locked, name);
  }

  /** Failure `policy-locked`: one of the changes is the administrator's to make. */
  refuseLocked(patch: PreferenceChanges): void {
    for (const [name, value] of Object.entries(patch))
      if (this.isLocked(name) && value !== undefined && value !== this.#locked[name])
        throw new Failure('policy-locked', { params: { name } });
  }

  /**
   * Failure `policy-locked`: then nothing is changed.
   * @returns all preferences, as they are now
   */
  setPreferences(patch: PreferenceChanges): Preferences {
    this.refuseLocked(patch);
    // What is locked is nobody's choice, though it be the same.
    const isChosen = ([name, value]: [string, unknown]) => value !== undefined && !this.isLocked(name);
    const given = Object.fromEntries(Object.entries(patch).filter(isChosen));
    this.#change('preferences', { preferences: { ...this.#content.preferences, ...given } });
    return this.preferences;
  }

  /** Recordings and faxes may come from that host, too; of very many the first allowed is forgotten. */
  allowFileHost(host: string): void {
    const others = this.preferences.fileHosts.filter((other) => other !== host);
    this.setPreferences({ fileHosts: [...others, host].slice(-mostFileHosts) });
  }

  /** Adds the account, or puts it in place of the one with its id. */
  putAccount(account: StoredAccount): void {
    const known = this.#content.accounts.some(({ id }) => id === account.id);
    const accounts = known
      ? this.#content.accounts.map((other) => (other.id === account.id ? { ...account } : other))
      : [...this.#content.accounts, { ...account }];
    this.#change('accounts', { accounts });
  }

  removeAccount(id: string): void {
    const { activeAccountId } = this.#content;
    this.#change('accounts', {
      accounts: this.#content.accounts.filter((account) => account.id !== id),
      activeAccountId: activeAccountId === id ? null : activeAccountId,
    });
  }

  /** Null: nobody is connected, the welcome window is next. An unknown id counts as null. */
  activate(id: string | null): void {
    const known = this.#content.accounts.some((account) => account.id === id);
    this.#change('accounts', { activeAccountId: known ? id : null });
  }

  setWindow(window: WindowPlace | null): void {
    this.#change('window', { window: window && { ...window } });
  }

  setToldAboutTray(): void {
    this.#change('toldAboutTray', { toldAboutTray: true });
  }

  /** Everything as at the very first start, in the language of now; the file is written anew, copies of it are deleted. */
  erase(): void {
    const { language } = this.#content.preferences;
    try {
      removeWithAside(this.#file.path);
    } catch {
      // What cannot be deleted is overwritten.
    }
    this.#foreign = {};
    this.#content = readSettings({ preferences: { language } }).content;
    this.#notice = null;
    this.#save();
    for (const part of ['accounts', 'preferences', 'window', 'toldAboutTray'] as const)
      for (const listener of [...this.#listeners]) listener(part);
  }

  /** Called after each real change, with what was changed. */
  onChange(listener: (part: SettingsPart) => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get #locked(): Readonly<Record<string, unknown>> {
    return this.#policy.locked;
  }

  #change(part: SettingsPart, patch: Partial<SettingsContent>): void {
    const next = { ...this.#content, ...patch };
    if (isDeepStrictEqual(next, this.#content)) return;
    this.#content = next;
    this.#save();
    for (const listener of [...this.#listeners]) listener(part);
  }

  /** A full disk or a read-only profile must not stop the work: what was set holds until the app quits, and is reported. */
  #save(): void {
    // A newer app's number stays: its own fields are kept too.
    const version = Math.max(this.#content.version, settingsVersion);
    try {
      this.#file.write({ ...this.#foreign, ...this.#content, version });
      if (this.#notice?.code === 'settings-not-saved') this.#notice = null;
    } catch {
      this.#notice = { code: 'settings-not-saved' };
    }
  }

  #repair(fields: string[], nowMs: number): SettingsNotice {
    const copy = setAside(this.#file.path, nowMs, 'keep');
    this.#save();
    const params = { fields: fields.join(', '), ...(copy !== null && { file: basename(copy) }) };
    return { code: 'settings-repaired', params };
  }
}
