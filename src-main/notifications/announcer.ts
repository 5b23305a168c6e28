import type { Clock, Stop } from '../clock.ts';
import type { InboxItem, InboxRef, Page, Preferences } from '../contract/model.ts';
import { refOf, type News } from '../inbox/inbox.ts';
import { quietEndMs } from './quiet.ts';
import { keyOf, toldOf, type Told } from './told.ts';
import { announce, sample, type Announcement } from './wording.ts';

interface AnnouncerOptions {
  clock: Clock;
  preferences(): Preferences;
  /** The person looks at our window: a callback that fails is told there. */
  windowFocused(): boolean;
  /** The newest of what waits now; `next` is not null when there is more. */
  waiting(): Promise<Page<InboxItem>>;
  /** Of these nobody has to be told any more. Noted before they are shown: killed in between, nothing is told twice. */
  noteTold(items: InboxRef[]): Promise<void>;
  show(id: number, announcement: Announcement): void;
  close(id: number): void;
  onDefect(error: unknown): void;
}

/** What comes within this after the first is told with it. */
const burstMs = 2500;
/** More than this a minute is told as a burst, when the minute is over. */
const perMinute = 4;
const minuteMs = 60_000;
/** A timer cannot be set further ahead; the PC's clock may be changed meanwhile, too. */
const longestWaitMs = 15 * minuteMs;

/** Decides which news become notifications, and when. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  /** Of the account at work; what belongs to another is not told. */
  #account = 0;
  #gathered: Told[] = [];
  #gatheredSinceMs = 0;
  /** What came while nothing was to be shown. */
  #held: Told[] = [];
  #shownAtMs: number[] = [];
  readonly #onScreen = new Map<number, Told[]>();
  #lastId = 0;
  #cancelTimer: Stop = () => undefined;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** Another account is about to work: its news go into the returned function. */
  begin(): (news: News) => void {
    this.end();
    const account = this.#account;
    return (news) => {
      if (account === this.#account) this.#take(news);
    };
  }

  /** The account is left: nothing of it is told any more, nor stays on the screen. */
  end(): void {
    this.#account += 1;
    this.#cancelTimer();
    this.#gathered = [];
    this.#held = [];
    for (const id of [...this.#onScreen.keys()]) this.#close(id);
  }

  /** Settings count at once, also for what was not told yet. */
  settingsChanged(): void {
    this.#gathered = this.#onlyWanted(this.#gathered);
    this.#held = this.#onlyWanted(this.#held);
    this.#plan();
  }

  /** What was done with elsewhere leaves the screen. */
  async inboxChanged(): Promise<void> {
    if (this.#onScreen.size === 0) return;
    const waiting = await this.#waiting();
    for (const [id, told] of [...this.#onScreen]) if (!told.some(waiting)) this.#close(id);
  }

  /** The desktop no longer shows it. */
  closed(id: number): void {
    this.#onScreen.delete(id);
  }

  /** Shows what notifications look like; whoever asks for it is not disturbed. */
  showSample(): void {
    this.say(sample(this.#manner()));
  }

  /** Shows this now: the answer to something that the person has just done. */
  say(announcement: Announcement): void {
    this.#lastId += 1;
    this.#options.show(this.#lastId, announcement);
  }

  #take(news: News): void {
    const { clock, windowFocused } = this.#options;
    if (news.kind === 'failed' && windowFocused()) return void this.#note(toldOf(news));
    const told = this.#onlyWanted(toldOf(news));
    if (told.length === 0) return;
    if (this.#gathered.length === 0) this.#gatheredSinceMs = clock.nowMs();
    this.#gathered.push(...told);
    this.#plan();
  }

  /** Does what is due by the settings and the clock as they are now, and waits for the rest. */
  #plan(): void {
    this.#cancelTimer();
    const { clock, preferences } = this.#options;
    const nowMs = clock.nowMs();
    const quietUntilMs = quietEndMs(preferences(), nowMs);
    if (quietUntilMs !== null) {
      this.#held.push(...this.#gathered.splice(0));
      if (this.#held.length > 0) this.#wait(quietUntilMs - nowMs);
      return;
    }
    if (this.#held.length > 0) this.#tell(this.#held.splice(0), { afterQuiet: true });
    if (this.#gathered.length === 0) return;
    const waitMs = Math.max(remainingMs(this.#gatheredSinceMs, burstMs, nowMs), this.#fullForMs(nowMs));
    if (waitMs > 0) this.#wait(waitMs);
    else this.#tell(this.#gathered.splice(0), { afterQuiet: false });
  }

  #wait(ms: number): void {
    this.#cancelTimer = this.#options.clock.after(Math.min(ms, longestWaitMs), () => this.#plan());
  }

  /** How long this minute has no room for another. */
  #fullForMs(nowMs: number): number {
    this.#shownAtMs = this.#shownAtMs.filter((atMs) => remainingMs(atMs, minuteMs, nowMs) > 0);
    const oldest = this.#shownAtMs.at(-perMinute);
    return oldest === undefined ? 0 : remainingMs(oldest, minuteMs, nowMs);
  }

  #tell(told: Told[], how: { afterQuiet: boolean }): void {
    this.#shownAtMs.push(this.#options.clock.nowMs());
    this.#show(told, how).catch(this.#options.onDefect);
  }

  async #show(told: Told[], how: { afterQuiet: boolean }): Promise<void> {
    const account = this.#account;
    const waiting = await this.#waiting();
    const still = told.filter((each) => this.#wanted(each) && waiting(each));
    if (account !== this.#account) return;
    await this.#note(told);
    if (account !== this.#account || still.length === 0) return;
    this.#lastId += 1;
    this.#onScreen.set(this.#lastId, still);
    this.#options.show(this.#lastId, announce(still, this.#manner(), how));
  }

  #close(id: number): void {
    this.#onScreen.delete(id);
    this.#options.close(id);
  }

  #onlyWanted(told: Told[]): Told[] {
    const unwanted = told.filter((each) => !this.#wanted(each));
    if (unwanted.length > 0) void this.#note(unwanted);
    return told.filter((each) => this.#wanted(each));
  }

  /** Better told once too often than never. */
  async #note(told: readonly Told[]): Promise<void> {
    const { noteTold, onDefect } = this.#options;
    await noteTold(told.map(({ item }) => refOf(item))).catch(onDefect);
  }

  #wanted({ item }: Told): boolean {
    const { notifyMessages, notifyFailed } = this.#options.preferences();
    return item.kind === 'record' ? notifyMessages : notifyFailed;
  }

  /** Tells what still waits and was not looked at. What lies beyond the first page is taken to wait. */
  async #waiting(): Promise<(told: Told) => boolean> {
    const page = await this.#options.waiting().catch(this.#options.onDefect);
    // Better told once too often than never.
    if (!page) return () => true;
    const { items, next } = page;
    const known = new Map(items.map((item) => [keyOf(item), item]));
    const seenDownToMs = next === null ? -Infinity : (items.at(-1)?.atMs ?? Infinity);
    return ({ why, item }) => {
      const now = known.get(keyOf(item));
      if (!now) return item.atMs <= seenDownToMs;
      // What was put off was looked at before that.
      return why === 'back' || now.marks.readAtMs === null;
    };
  }

  #manner() {
    const { language, hideDetails } = this.#options.preferences();
    return { language, hideDetails, nowMs: this.#options.clock.nowMs() };
  }
}

/** Until `lengthMs` after `sinceMs`; 0 when that is over, or when the clock was set back before it. */
function remainingMs(sinceMs: number, lengthMs: number, nowMs: number): number {
  const leftMs = sinceMs + lengthMs - nowMs;
  return leftMs > lengthMs ? 0 : Math.max(0, leftMs);
}
