import type { Notice, Preferences } from '../contract/model.ts';
import type { ErrorView } from '../contract/errors.ts';
import type { Topic } from '../contract/events.ts';
import type { Clock } from '../clock.ts';
import type { Cache } from '../cache/cache.ts';
import { partiesReader } from '../cache/record-parties.ts';
import type { OrderTarget } from '../cache/queries/orders.ts';
import { CallbackDesk } from '../callbacks/desk.ts';
import { orderJournal } from '../callbacks/journal.ts';
import { Contacts } from '../contacts/contacts.ts';
import { syncBook } from '../sync/book.ts';
import { SyncEngine } from '../sync/engine.ts';
import { Team } from '../team/team.ts';
import { VatsClient, type Outcome } from '../vats/client.ts';
import { explainCause } from '../vats/causes.ts';
import { fromPbxNumber, readNumber, sameClient, toWireNumber } from '../vats/numbers.ts';
import type { RecordKind } from '../vats/model.ts';
import type { StoredAccount } from '../settings/shape.ts';
import { Connection } from './connection.ts';

export interface SessionOptions {
  account: StoredAccount;
  key: string;
  cache: Cache;
  /** What had to be said about the database when it was opened. */
  notice: Notice | null;
  clock: Clock;
  preferences(): Preferences;
  newId(): string;
  random(): number;
  onChanged(topic: Topic, ids?: string[]): void;
  /** Records (ids in the cache) that came in just now; never history, never twice. */
  onNewRecords?(kind: RecordKind, ids: number[]): void;
  onDefect(error: unknown): void;
}

/** How far the first load goes back. */
const historyMonths = 24;

/** All that is at work for one account: made when it is opened, ended when it is left. */
export class Session {
  readonly account: StoredAccount;
  readonly contacts: Contacts;
  readonly team: Team;
  readonly desk: CallbackDesk;
  readonly sync: SyncEngine;
  readonly connection: Connection;
  readonly #onChanged: SessionOptions['onChanged'];
  #notice: Notice | null;
  readonly #client: VatsClient;
  readonly #cache: Cache;

  constructor(options: SessionOptions) {
    const { account, key, cache, clock, random, onChanged } = options;
    this.account = account;
    this.#notice = options.notice;
    this.#onChanged = onChanged;
    this.#cache = cache;
    this.#client = new VatsClient({ ...account, key: () => key, clock, onAnswer: (outcome) => this.#noted(outcome) });
    this.connection = new Connection({
      clock,
      random,
      ask: () => this.#client.check(),
      onChanged: () => onChanged('app'),
      onBack: () => {
        void this.desk.hurry().catch(options.onDefect);
        this.sync.askNow();
      },
    });
    this.sync = makeSync(options, this.#client);
    this.contacts = new Contacts({
      cache,
      clock,
      readNumber,
      newId: options.newId,
      onChanged: (ids) => onChanged('contacts', ids),
    });
    this.team = new Team({
      api: this.#client,
      clock: this.#client.clock,
      extension: account.extension,
      onChanged: () => onChanged('team'),
    });
    this.desk = new CallbackDesk({
      ...options,
      api: this.#client,
      journal: orderJournal(cache),
      clock: this.#client.clock,
      words: { read: readNumber, toWireNumber, sameNumber: sameClient, display, explainCause },
      extension: account.extension,
      lookUp: (target) => this.#lookUp(target),
      onChanged: (ids) => onChanged('callbacks', ids),
    });
  }

  /** What has to be said about the database; null: all is well. */
  get notice(): Notice | null {
    return this.#notice;
  }

  /** The database was found broken at work, moved aside, and begun anew. */
  noticed(notice: Notice): void {
    this.#notice = notice;
    for (const topic of ['app', 'contacts', 'callbacks'] as const) this.#onChanged(topic);
  }

  /** Takes up what was left open. Failures of the database. */
  async start(): Promise<void> {
    await this.desk.start();
    void this.team.refresh();
    this.sync.start();
  }

  /** The network came back, or the PC woke up. */
  wake(): void {
    this.connection.askNow();
    this.sync.askNow();
  }

  async close(): Promise<void> {
    this.connection.stop();
    this.team.stop();
    const syncStopped = this.sync.stop();
    // Breaks off what is under way, and then hears what has to be noted of it.
    this.#client.close();
    await Promise.all([this.desk.stop(), syncStopped]);
    await this.#cache.close();
  }

  async #lookUp(target: OrderTarget): Promise<{ name: string; contactId: string | null } | null> {
    if (target.kind === 'client') return this.contacts.whoIs(target.number);
    const name = this.team.nameOf(target.extension);
    return name === null ? null : { name, contactId: null };
  }

  #noted({ failure }: Outcome): void {
    // A PBX that refuses is there; only a wrong key or domain means that nothing works any more.
    const told = failure && (failure.delivery !== 'answered' || stopsWork(failure.view())) ? failure.view() : null;
    this.connection.noted(told);
  }
}

function makeSync({ cache, random, preferences, onNewRecords, onDefect }: SessionOptions, api: VatsClient): SyncEngine {
  const withParties = partiesReader({
    read: fromPbxNumber,
    isOwn: (number) => number === preferences().ownNumber,
  });
  return new SyncEngine({
    api,
    book: syncBook({ cache, withParties }),
    random,
    historyMonths: () => historyMonths,
    onChanged: () => undefined,
    onNew: (kind, ids) => onNewRecords?.(kind, ids),
    onState: () => undefined,
    onDefect,
  });
}

const stopsWork = ({ code }: ErrorView) => code === 'bad-signature' || code === 'unknown-domain';

const display = (number: string) => fromPbxNumber(number).display;
