import type { Member, TeamView } from '../contract/model.ts';
import { Failure, type ErrorView } from '../contract/errors.ts';
import type { Cache } from '../cache/cache.ts';
import type { Colleague } from '../cache/queries/colleagues.ts';
import type { Clock, Stop } from '../clock.ts';
import { retryPauseMs } from '../sync/backoff.ts';
import type { Decoded, SipAccount } from '../vats/model.ts';

/** How often presence is read while somebody looks at it. */
const seenPauseMs = 15_000;
/** A list younger than this is shown as it is when somebody begins to look. */
const freshMs = 5_000;

interface TeamOptions {
  api: { sipAccounts(): Promise<Decoded<SipAccount>> };
  /** Who was known when the program ran last. */
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  random(): number;
  /** Of the person at this PC. */
  extension: string;
  onChanged(): void;
  /** Somebody has another name, or came, or went: so it stands wherever colleagues are named. */
  onNames(): void;
  onDefect(error: unknown): void;
}

/** The colleagues and their presence (`sip_accounts`, document 3.5), read while somebody looks. */
export class Team {
  readonly #options: TeamOptions;
  #members: Member[] = [];
  #readAtMs: number | null = null;
  #error: ErrorView | null = null;
  #failures = 0;
  #seen = false;
  #next: Stop = () => undefined;
  #reading: Promise<void> | null = null;

  constructor(options: TeamOptions) {
    this.#options = options;
  }

  view(): TeamView {
    return { members: this.#members, readAtMs: this.#readAtMs, error: this.#error };
  }

  nameOf(extension: string): string | null {
    return this.#members.find((member) => member.extension === extension)?.name ?? null;
  }

  /** Before the PBX has answered they are named as it told last; who is there nobody knows yet. Failures of the database. */
  async start(): Promise<void> {
    const known = await this.#options.cache.run('colleagues.list');
    const { extension } = this.#options;
    this.#members = inOrder(
      known.map((each) => ({ ...each, online: null, sinceMs: null, devices: [], me: each.extension === extension })),
    );
    void this.refresh();
  }

  watch(seen: boolean): void {
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#next();
    const ageMs = this.#options.clock.nowMs() - (this.#readAtMs ?? 0);
    if (seen) this.#schedule(ageMs < freshMs && this.#error === null ? seenPauseMs : 0);
  }

  /** Reads the list now; a reading that is under way is joined. A failure is shown, and leaves the list as it was. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** The PBX answers again. */
  wake(): void {
    if (this.#seen) this.#schedule(0);
  }

  stop(): void {
    this.#seen = false;
    this.#next();
  }

  #schedule(delayMs: number): void {
    this.#next();
    this.#next = this.#options.clock.after(delayMs, () => {
      void this.refresh().then(() => {
        if (this.#seen) this.#schedule(this.#pauseMs());
      });
    });
  }

  /** Ever longer while the list cannot be had. */
  #pauseMs(): number {
    const { random } = this.#options;
    return this.#failures === 0 ? seenPauseMs : Math.max(seenPauseMs, retryPauseMs(this.#failures, random()));
  }

  async #read(): Promise<void> {
    const { api, clock, extension, onChanged } = this.#options;
    try {
      const { records } = await api.sipAccounts();
      this.#become(toMembers(records, extension));
      this.#readAtMs = clock.nowMs();
      this.#error = null;
      this.#failures = 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#error = error.view();
      this.#failures += 1;
    }
    onChanged();
  }

  #become(members: Member[]): void {
    const { cache, onNames, onDefect } = this.#options;
    const before = namesOf(this.#members);
    this.#members = members;
    if (namesOf(members) === before) return;
    onNames();
    cache.run('colleagues.put', members.map(colleagueOf)).catch(onDefect);
  }
}

const colleagueOf = ({ id, extension, name }: Member): Colleague => ({ id, extension, name });

const namesOf = (members: readonly Member[]) => JSON.stringify(members.map(colleagueOf));

/** One person may have several accounts: a desk phone, a softphone. They are one colleague, online if any of them is. */
export function toMembers(accounts: readonly SipAccount[], ownExtension: string): Member[] {
  const people = new Map<string, SipAccount[]>();
  for (const account of accounts) {
    const key = account.userId || `sip:${account.sipName}`;
    people.set(key, [...(people.get(key) ?? []), account]);
  }
  const members = [...people].map(([id, own]) => toMember(id, own, ownExtension));
  return inOrder(members);
}

const inOrder = (members: readonly Member[]): Member[] =>
  members.toSorted((a, b) => a.name.localeCompare(b.name, 'ru') || a.extension.localeCompare(b.extension));

function toMember(id: string, accounts: SipAccount[], ownExtension: string): Member {
  const online = accounts.filter((account) => account.state === 'registered');
  // A short number is what can be rung; an account named otherwise («ivanov-mobile») is a device of the same person.
  const short = accounts.map((account) => account.sipName).filter((name) => /^\d{3,20}$/.test(name));
  const times = (online.length > 0 ? online : accounts)
    .map((account) => (online.length > 0 ? account.registeredSinceMs : account.lastSeenMs))
    .filter((time) => time !== null);
  return {
    id,
    name: accounts.find((account) => account.userName !== '')?.userName ?? '',
    extension: short[0] ?? '',
    online: online.length > 0,
    sinceMs: times.length === 0 ? null : online.length > 0 ? Math.min(...times) : Math.max(...times),
    devices: [...new Set(accounts.map((account) => account.userAgent).filter((agent) => agent !== ''))],
    me: short.includes(ownExtension),
  };
}
