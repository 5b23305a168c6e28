import { Notification } from 'electron';
import type { InboxRef, PhoneNumber } from '../contract/model.ts';
import { escapeMarkup } from '../notifications/plain-text.ts';
import type { Announcement } from '../notifications/wording.ts';

interface SystemNotificationsOptions {
  icon: string;
  sound(): boolean;
  onOpen(what: InboxRef | 'window' | null): void;
  onCall(number: PhoneNumber): void;
  /** It is no longer on the screen. */
  onClosed(id: number): void;
  /** The system did not show it. */
  onFailed(reason: string): void;
}

/** Notifications as the system shows them. */
export class SystemNotifications {
  readonly #options: SystemNotificationsOptions;
  /** Held here: one that is collected no longer hears a click. */
  readonly #shown = new Map<number, Notification>();

  constructor(options: SystemNotificationsOptions) {
    this.#options = options;
  }

  show(id: number, { title, body, opens, actions }: Announcement): void {
    const { icon, sound, onOpen, onCall, onClosed, onFailed } = this.#options;
    const notification = new Notification({
      title,
      body: process.platform === 'linux' ? escapeMarkup(body) : body,
      silent: !sound(),
      ...(process.platform !== 'darwin' && { icon }),
      actions: actions.map(({ label }) => ({ type: 'button', text: label })),
    });
    const gone = () => {
      if (this.#shown.delete(id)) onClosed(id);
    };
    notification.on('click', () => {
      gone();
      onOpen(opens);
    });
    // An older Electron tells the button by the second argument only.
    notification.on('action', (details: { actionIndex?: number }, index: number) => {
      const action = actions[details.actionIndex ?? index];
      gone();
      if (action?.does === 'call') onCall(action.number);
      else if (action) onOpen(opens);
    });
    notification.on('close', gone);
    notification.on('failed', (_, reason) => {
      gone();
      onFailed(reason);
    });
    this.#shown.set(id, notification);
    notification.show();
  }

  takeBack(id: number): void {
    const notification = this.#shown.get(id);
    this.#shown.delete(id);
    // A click that is on its way is for an account that is left, or for what is done with.
    notification?.removeAllListeners();
    notification?.close();
  }

  destroy(): void {
    for (const id of [...this.#shown.keys()]) this.takeBack(id);
  }
}
