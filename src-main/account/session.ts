import type { Notice, Preferences, SyncView } from '../contract/model.ts';
import type { Failure } from '../contract/errors.ts';
import type { Topic } from '../contract/events.ts';
import type { Clock } from '../clock.ts';
import type { Cache } from '../cache/cache.ts';
import { DailyBackup } from '../cache/daily-backup.ts';
import type { CallbackDesk } from '../callbacks/desk.ts';
import type { PbxTasks } from '../callbacks/pbx-tasks.ts';
import { Contacts } from '../contacts/contacts.ts';
import { ContactImport } from '../contacts/import.ts';
import type { Inbox, News } from '../inbox/inbox.ts';
import type { Exports } from '../export/exports.ts';
import type { Journal } from '../journal/journal.ts';
import type { RecordFiles } from '../media/record-files.ts';
import type { MediaStore } from '../media/store.ts';
import { FreeNumbers } from '../numbers/free-numbers.ts';
import { Palette } from '../palette/palette.ts';
import { Statistics } from '../statistics/statistics.ts';
import type { SyncEngine } from '../sync/engine.ts';
import { toSyncView } from '../sync/view.ts';
import { Team } from '../team/team.ts';
import { VatsClient, type Outcome } from '../vats/client.ts';
import type { ProxyFor } from '../vats/proxied.ts';
import { explainCause } from '../vats/causes.ts';
import { displayNumber, readNumber } from '../vats/numbers.ts';
import type { StoredAccount } from '../settings/shape.ts';
import { Connection } from './connection.ts';
import { makeCallbacks } from './session-callbacks.ts';
import { makeRecords } from './session-records.ts';

export interface SessionOptions {
  account: StoredAccount;
  key: string;
  cache: Cache;
  /** Recordings and faxes that were fetched. */
  files: MediaStore;
  /** What had to be said about the database when it was opened. */
  notice: Notice | null;
  clock: Clock;
  preferences(): Preferences;
  newId(): string;
  random(): number;
  onChanged(topic: Topic, ids?: string[]): void;
  /** By which proxy an address is reached. */
  proxyFor?: ProxyFor | undefined;
  /** Recordings and faxes may come from that host, too. Left out: the administrator has decided which those are. */
  allowFileHost?: ((host: string) => void) | undefined;
  /** What a person away from the window wants to hear of; never history, never twice. */
  onNews(news: News): void;
  onDefect(error: unknown): void;
}

/** All that is at work for one account: made when it is opened, ended when it is left. */
export class Session {
  readonly account: StoredAccount;
  readonly contacts: Contacts;
  readonly contactImport: ContactImport;
  readonly team: Team;
  readonly desk: CallbackDesk;
  readonly pbxTasks: PbxTasks;
  readonly sync: SyncEngine;
  readonly freeNumbers: FreeNumbers;
  readonly inbox: Inbox;
  readonly journal: Journal;
  readonly files: RecordFiles;
  readonly exports: Exports;
  readonly statistics: Statistics;
  readonly palette: Palette;
  readonly connection: Connection;
  readonly #onChanged: SessionOptions['onChanged'];
  #notice: Notice | null;
  readonly #clock: Clock;
  readonly #client: VatsClient;
  readonly #cache: Cache;
  readonly #store: MediaStore;
  readonly #backup: DailyBackup;
  readonly #onDefect: SessionOptions['onDefect'];

  constructor(options: SessionOptions) {
    const { account, key, cache, clock, random, onChanged } = options;
    this.account = account;
    this.#notice = options.notice;
    this.#onChanged = onChanged;
    this.#onDefect = options.onDefect;
    this.#clock = clock;
    this.#cache = cache;
    this.#store = options.files;
    this.#backup = new DailyBackup({ cache, clock, onFailure: options.onDefect });
    this.#client = new VatsClient({
      ...account,
      key: () => key,
      clock,
      proxyFor: options.proxyFor,
      onAnswer: (outcome) => this.#noted(outcome),
    });
    this.connection = new Connection({
      clock,
      random,
      ask: () => this.#client.check(),
      onChanged: () => onChanged('app'),
      keep: (answeredAtMs) => void cache.run('sync.putLastAnswer', answeredAtMs).catch(options.onDefect),
      onBack: () => this.#backInReach(),
    });
    const people = { cache, clock, readNumber, newId: options.newId };
    this.contacts = new Contacts({ ...people, onChanged: (ids) => onChanged('contacts', ids) });
    this.contactImport = new ContactImport({
      ...people,
      onChanged: () => this.#importGoesOn(),
      onContacts: () => onChanged('contacts'),
      shown: (contact) => this.contacts.shown(contact),
    });
    this.team = new Team({
      api: this.#client,
      cache,
      clock: this.#client.clock,
      random,
      extension: account.extension,
      onChanged: () => onChanged('team'),
      onNames: () => onChanged('records'),
      onDefect: options.onDefect,
    });
    const callbacks = makeCallbacks(options, this.#client, {
      contacts: this.contacts,
      team: this.team,
      onChanged: (ids) => void this.inbox.callbacksChanged(ids).catch(options.onDefect),
    });
    this.desk = callbacks.desk;
    this.pbxTasks = callbacks.pbxTasks;
    this.freeNumbers = new FreeNumbers({ api: this.#client, clock });
    const records = makeRecords(options, this.#client, this);
    this.files = records.files;
    this.exports = records.exports;
    this.statistics = new Statistics({ cache, explainCause });
    this.palette = new Palette({ cache, members: () => this.team.view().members, readNumber, displayNumber });
    this.inbox = records.inbox;
    this.journal = records.journal;
    this.sync = records.sync;
  }

  /** What has to be said about the database; null: all is well. */
  get notice(): Notice | null {
    return this.#notice;
  }

  /** The database was found broken at work, moved aside, and begun anew. */
  noticed(notice: Notice): void {
    this.#notice = notice;
    for (const topic of ['app', 'contacts', 'callbacks', 'inbox', 'records', 'filters'] as const)
      this.#onChanged(topic);
  }

  /** On the very first start: messages since then wait for an answer, though they are history. Otherwise those from now on. */
  async messagesWaitSince(atMs: number): Promise<void> {
    await this.#cache.run('sync.newSince', atMs);
  }

  /** Takes up what was left open. Failures of the database. */
  async start(): Promise<void> {
    this.connection.start(await this.#cache.run('sync.lastAnswerMs'));
    await this.team.start();
    await this.inbox.start();
    await this.desk.start();
    this.sync.start();
    this.#backup.start();
    this.#preparePalette();
  }

  /** The files that this PC may keep are limited otherwise. */
  limitFiles(megabytes: number): void {
    this.#store.limitTo(megabytes * 1e6).catch(this.#onDefect);
  }

  /** The network came back, the PC woke up, or the person wants to know. */
  wake(): void {
    this.connection.askNow();
    this.sync.resume();
    this.inbox.wake();
  }

  /** The PC goes to sleep: what is under way would only break. */
  sleep(): void {
    this.sync.stop().catch(this.#onDefect);
  }

  /** Asks the PBX once. Failures: those of `onlycheck`. */
  check(): Promise<void> {
    return this.connection.check();
  }

  /** `answeredAtMs` on this PC's clock, right or wrong: it is shown as an age by that clock. */
  syncView(): SyncView {
    const pbxNowMs = this.#client.clock.nowMs();
    const view = toSyncView(this.sync.state(), this.#client.zone.dayOf(pbxNowMs));
    const { answeredAtMs } = view;
    return { ...view, answeredAtMs: answeredAtMs && answeredAtMs - pbxNowMs + this.#clock.nowMs() };
  }

  async close(): Promise<void> {
    this.connection.stop();
    this.team.stop();
    this.files.stop();
    this.#backup.stop();
    const exportsStopped = this.exports.stop();
    const syncStopped = this.sync.stop();
    // Breaks off what is under way, and then hears what has to be noted of it.
    this.#client.close();
    await Promise.all([this.desk.stop(), syncStopped, this.contactImport.stop(), exportsStopped]);
    // Last of all: what has just come in is still told, and a callback's success still closes what it has answered.
    await this.inbox.stop();
    await this.#cache.close();
  }

  #backInReach(): void {
    this.desk.hurry().catch(this.#onDefect);
    this.sync.askNow();
    this.team.wake();
  }

  #importGoesOn(): void {
    this.#onChanged('import');
    // The next search need not read then what has come in.
    this.#preparePalette();
  }

  #preparePalette(): void {
    // Closed meanwhile, or broken: then the search says so.
    this.palette.prepare().catch(() => undefined);
  }

  #noted({ action, failure }: Outcome): void {
    // A PBX that refuses is there; only a wrong key or domain means that nothing works any more.
    if (!failure || (failure.delivery === 'answered' && !stopsWork(failure)))
      this.connection.answered({ toCheck: action === 'onlycheck' });
    else if (failure.delivery === 'not-sent') this.connection.lost(failure.view());
    // That of its own question the connection hears itself.
    else if (action !== 'onlycheck') this.connection.doubted();
  }
}

const stopsWork = ({ code }: Failure) => code === 'bad-signature' || code === 'unknown-domain';
