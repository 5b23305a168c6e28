import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { Topic } from '../contract/events.ts';
import type { OrderCallback, PhoneNumber, QuietChoice } from '../contract/model.ts';
import type { Session } from '../account/session.ts';
import type { News } from '../inbox/inbox.ts';
import type { Settings } from '../settings/settings.ts';
import { Announcer } from './announcer.ts';
import { chosenEndMs } from './quiet.ts';
import { TrayBoard } from './tray-board.ts';
import { trayFavouritesMax, trayItemsMax, type TrayView, type Work } from './tray-view.ts';
import { announceNotOrdered, type Announcement } from './wording.ts';

/** What the desktop does for it. */
export interface Face {
  readonly focused: boolean;
  open(): void;
  notify(id: number, announcement: Announcement): void;
  takeBack(id: number): void;
  showTray(view: TrayView): void;
}

interface AttentionOptions {
  clock: Clock;
  settings: Pick<Settings, 'preferences' | 'setPreferences'>;
  face: Face;
  /** Null: no account is at work. */
  work(): Pick<Session, 'account' | 'inbox' | 'contacts' | 'desk'> | null;
  offline(): boolean;
  onDefect(error: unknown): void;
}

/** News is a page of this at most, hence what is told is found on it. */
const waitingMax = 200;

/** How the program calls for attention while nobody looks at its window: notifications, and the icon in the tray. */
export class Attention {
  readonly #options: AttentionOptions;
  readonly #announcer: Announcer;
  readonly #board: TrayBoard;

  constructor(options: AttentionOptions) {
    const { face, clock, settings, work } = options;
    this.#options = options;
    const preferences = () => settings.preferences;
    // A database that is closed or full is told of by whoever needs it.
    const onDefect = (error: unknown) => {
      if (!(error instanceof Failure)) options.onDefect(error);
    };
    this.#announcer = new Announcer({
      clock,
      onDefect,
      preferences,
      windowFocused: () => face.focused,
      waiting: async () =>
        (await work()?.inbox.page({ shelf: 'waiting', kinds: null, after: null, limit: waitingMax })) ?? {
          items: [],
          next: null,
        },
      noteTold: (items) => work()?.inbox.told(items) ?? Promise.resolve(),
      show: (id, announcement) => face.notify(id, announcement),
      close: (id) => face.takeBack(id),
    });
    this.#board = new TrayBoard({
      clock,
      onDefect,
      preferences,
      offline: options.offline,
      read: () => this.#read(),
      show: (view) => face.showTray(view),
    });
  }

  /** Another account is about to work; its news go into the returned function. */
  begin(): (news: News) => void {
    return this.#announcer.begin();
  }

  /** The account is left. */
  end(): void {
    this.#announcer.end();
    this.#board.refresh();
  }

  changed(topic: Topic): void {
    if (topic === 'settings') this.#announcer.settingsChanged();
    if (topic === 'inbox') this.#announcer.inboxChanged().catch(this.#options.onDefect);
    if (topic === 'inbox' || topic === 'contacts' || topic === 'settings' || topic === 'app') this.#board.refresh();
  }

  /** The desktop no longer shows the notification. */
  closed(id: number): void {
    this.#announcer.closed(id);
  }

  showSample(): void {
    this.#announcer.showSample();
  }

  keepQuiet(choice: QuietChoice): void {
    const { clock, settings } = this.#options;
    settings.setPreferences({ quietUntilMs: chosenEndMs(choice, clock.nowMs()) });
  }

  /** «Перезвонить» outside of the window. The window opens, for the card tells how it goes; a refusal is told here. */
  async callBack(number: PhoneNumber, accountId?: string): Promise<void> {
    const { face, work, settings, onDefect } = this.#options;
    face.open();
    const order: OrderCallback = { target: { kind: 'client', written: number }, name: null, repeat: false };
    try {
      const here = work();
      if (!here) throw new Failure('no-account');
      if (accountId !== undefined && accountId !== here.account.id) throw new Failure('account-changed');
      await here.desk.order(order);
    } catch (error) {
      if (!(error instanceof Failure)) onDefect(error);
      const code = error instanceof Failure ? error.code : 'internal';
      this.#announcer.say(announceNotOrdered(code, settings.preferences.language));
    }
  }

  stop(): void {
    this.#board.stop();
    this.#announcer.end();
  }

  async #read(): Promise<Work | null> {
    const work = this.#options.work();
    if (!work) return null;
    const [counts, waiting, contacts] = await Promise.all([
      work.inbox.counts(),
      work.inbox.page({ shelf: 'waiting', kinds: null, after: null, limit: trayItemsMax }),
      work.contacts.page({ text: '', after: null, limit: trayFavouritesMax }),
    ]);
    return {
      accountId: work.account.id,
      counts,
      items: waiting.items,
      favourites: contacts.items.filter(({ favourite }) => favourite),
    };
  }
}
