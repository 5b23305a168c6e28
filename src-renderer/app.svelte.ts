import {
  defaultPreferences,
  type AppView,
  type ConnectionView,
  type InboxRef,
  type LockName,
  type Notice,
  type PaletteHandOver,
  type PolicyView,
  type Preferences,
  type PreferencesPatch,
  type ProxyForm,
} from '../src-main/contract/model.ts';
import type { Ask, Listen } from './bridge.ts';
import type { I18n } from './i18n/i18n.svelte.ts';
import type { ShownPage } from './routes.ts';
import { Latest } from './latest.ts';

const noPolicy: PolicyView = { locked: [], connection: {}, demo: true, severalAccounts: true };
const noConnection: ConnectionView = { state: 'unknown', answeredAtMs: null, error: null };

/** What the whole window hangs on: the phase of the app, the account, the preferences, the page that is shown. */
export class AppState {
  view: AppView | null = $state.raw(null);
  preferences: Preferences = $state.raw(defaultPreferences('ru'));
  page: ShownPage = $state('inbox');
  /** Counts up each time the dial field is asked for from outside. */
  dialAsked: number = $state(0);
  /** The page of the keys lies over the window. */
  keyHelpOpen: boolean = $state(false);
  /** The item of «Требуют внимания» that a notification was clicked for, until the page has taken it. */
  wanted: InboxRef | null = $state.raw(null);
  /** What the palette has handed over, until the desk has taken it. */
  toOrder: { order: PaletteHandOver; accountId: string } | null = $state.raw(null);
  /** What of the notices about the app's own files was read. */
  noticesRead: readonly string[] = $state.raw([]);
  /** That the key is kept in memory only was read. */
  memoryKeyRead: boolean = $state(false);

  readonly phase = $derived(this.view?.phase ?? 'starting');
  readonly account = $derived(this.view?.account ?? null);
  readonly notices = $derived(
    this.view?.notices.filter((notice) => !this.noticesRead.includes(JSON.stringify(notice))) ?? [],
  );
  readonly policy = $derived(this.view?.policy ?? noPolicy);
  readonly connection = $derived(this.view?.connection ?? noConnection);

  readonly #ask: Ask;
  readonly #i18n: I18n;
  readonly #stop: () => void;
  readonly #views = new Latest();

  constructor(ask: Ask, listen: Listen, i18n: I18n) {
    this.#ask = ask;
    this.#i18n = i18n;
    this.#stop = listen((event) => {
      if (event.type === 'dial') this.askDial();
      else if (event.type === 'open') {
        this.page = 'inbox';
        this.wanted = event.item;
      } else if (event.type === 'order') this.toOrder = event;
      else if (event.type !== 'changed') return;
      else if (event.topic === 'app') void this.readView();
      else if (event.topic === 'settings') void this.readPreferences();
    });
  }

  /** Asks for everything once; the window is drawn after it. */
  async start(): Promise<void> {
    await Promise.all([this.readView(), this.readPreferences()]);
  }

  async readView(): Promise<void> {
    await this.#views.take(
      () => this.#ask('app.state'),
      (view) => (this.view = view),
    );
  }

  async readPreferences(): Promise<void> {
    this.#takePreferences(await this.#ask('settings.get'));
  }

  /** Effective at once; what main made of it is shown. */
  async setPreferences(patch: PreferencesPatch): Promise<void> {
    this.#takePreferences(await this.#ask('settings.set', patch));
  }

  async forgetFileHost(host: string): Promise<void> {
    this.#takePreferences(await this.#ask('settings.forgetFileHost', { host }));
  }

  async setProxy(form: ProxyForm): Promise<void> {
    this.#takePreferences(await this.#ask('settings.setProxy', form));
  }

  async setOwnNumber(written: string): Promise<void> {
    this.#takePreferences(await this.#ask('settings.setOwnNumber', { written }));
  }

  /** By the administrator's policy. */
  isLocked(name: LockName): boolean {
    return this.policy.locked.includes(name);
  }

  show(page: ShownPage): void {
    this.page = page;
  }

  readNotice(notice: Notice): void {
    this.noticesRead = [...this.noticesRead, JSON.stringify(notice)];
  }

  askDial(): void {
    this.dialAsked += 1;
  }

  close(): void {
    this.#stop();
  }

  #takePreferences(preferences: Preferences): void {
    this.preferences = preferences;
    this.#i18n.language = preferences.language;
  }
}
