import path from 'node:path';
import { app, nativeImage, nativeTheme, Notification } from 'electron';
import type { Stop } from '../clock.ts';
import type { SputnikEvent } from '../contract/events.ts';
import type { InboxRef, PhoneNumber, QuietChoice } from '../contract/model.ts';
import type { Face } from '../notifications/attention.ts';
import type { TrayView } from '../notifications/tray-view.ts';
import type { Announcement } from '../notifications/wording.ts';
import { appOrigin } from '../security/app-path.ts';
import { safeWebPreferences } from '../security/web-preferences.ts';
import type { Settings } from '../settings/settings.ts';
import { offerContextMenu } from './context-menu.ts';
import { quitOnKey } from './quit-key.ts';
import { SystemNotifications } from './notifications.ts';
import { desktopTexts } from './texts.ts';
import { TrayIcon } from './tray.ts';
import { MainWindow } from './window.ts';

interface DesktopOptions {
  settings: Settings;
  /** `resources/` of the app. */
  resources: string;
  preload: string;
  devTools: boolean;
  /**
   * «Перезвонить» in the tray or in a notification. `accountId`: the one that it is meant for; a notification has none, for
   * it is taken back before another account begins.
   */
  onCall(number: PhoneNumber, accountId?: string): void;
  onQuiet(choice: QuietChoice): void;
  onNotificationClosed(id: number): void;
  onNotificationFailed(reason: string): void;
  /** The window's page has crashed. */
  onCrashed(reason: string): void;
}

/** The program's face on the desktop: its window, its icon in the tray, its notifications. */
export class Desktop implements Face {
  readonly #settings: Settings;
  readonly #resources: string;
  readonly #window: MainWindow;
  readonly #tray: TrayIcon;
  readonly #notifications: SystemNotifications;
  readonly #stopListening: Stop;
  #badge = 0;

  constructor(options: DesktopOptions) {
    const { settings, resources, preload, devTools, onCall, onQuiet } = options;
    this.#settings = settings;
    this.#resources = resources;
    this.#window = new MainWindow({
      page: `${appOrigin}index.html`,
      webPreferences: safeWebPreferences({ preload, devTools }),
      icon: path.join(resources, 'icons/icon.png'),
      title: () => this.#texts.appName,
      textSizePercent: () => settings.preferences.textSizePercent,
      place: () => settings.window,
      keepPlace: (place) => settings.setWindow(place),
      onCreated: (contents) => {
        offerContextMenu(contents, () => settings.preferences.language);
        quitOnKey(contents, () => app.quit());
      },
      onHidden: () => this.#tellOnceAboutTray(),
      onCrashed: options.onCrashed,
    });
    this.#notifications = new SystemNotifications({
      icon: path.join(resources, 'icons/icon.png'),
      sound: () => settings.preferences.notifySound,
      onOpen: (what) => (what === 'window' ? this.open() : this.openItem(what)),
      onCall,
      onClosed: options.onNotificationClosed,
      onFailed: options.onNotificationFailed,
    });
    this.#tray = new TrayIcon({
      iconFolder: path.join(resources, 'tray'),
      language: () => settings.preferences.language,
      onOpen: () => this.open(),
      onOpenItem: (item) => this.openItem(item),
      onCall,
      onDial: () => this.#dial(),
      onQuiet,
      quietHoursLocked: settings.isLocked('quietHours'),
      onQuietHours: (quietHours) => settings.setPreferences({ quietHours }),
      onQuit: () => app.quit(),
    });
    this.#stopListening = settings.onChange((part) => part === 'preferences' && this.#applyPreferences());
    nativeTheme.themeSource = settings.preferences.theme;
  }

  /** Shows the window and brings it to the front. */
  open(): void {
    this.#window.open();
  }

  /** Shows in the window one thing that waits; null: the list of them. */
  openItem(item: InboxRef | null): void {
    this.open();
    this.tell({ type: 'open', item });
  }

  get focused(): boolean {
    return this.#window.focused;
  }

  /** Asks the person where a file is to be put; null: nowhere. The system's own window asks whether to replace one. */
  whereToSave(suggestedName: string): Promise<string | null> {
    return this.#window.askWhereToSave(path.join(app.getPath('downloads'), suggestedName));
  }

  /** Asks the person for a file of contacts; null: none. */
  whichContactFile(): Promise<string | null> {
    return this.#window.askWhichFile({
      name: this.#texts.contactFiles,
      extensions: ['csv', 'vcf', 'vcard', 'txt', 'tsv'],
    });
  }

  /** Asks the person for a folder to put files into; null: none. */
  whichFolder(): Promise<string | null> {
    return this.#window.askWhichFolder(app.getPath('downloads'));
  }

  /** These contents are the window's. */
  shows(contents: unknown): boolean {
    return this.#window.shows(contents);
  }

  tell(event: SputnikEvent): void {
    this.#window.tell(event);
  }

  /** The page has begun to ask, hence it hears what it is told. */
  heard(): void {
    this.#window.heard();
  }

  /** Before the end: has the page keep what is being written in it. */
  leave(): Promise<void> {
    return this.#window.leave();
  }

  /** The page has kept it. */
  kept(): void {
    this.#window.kept();
  }

  notify(id: number, announcement: Announcement): void {
    this.#notifications.show(id, announcement);
  }

  takeBack(id: number): void {
    this.#notifications.takeBack(id);
  }

  showTray(view: TrayView): void {
    this.#tray.show(view);
    this.#showBadge(view.badge);
  }

  destroy(): void {
    this.#stopListening();
    this.#notifications.destroy();
    this.#tray.destroy();
    this.#window.destroy();
  }

  get #texts() {
    return desktopTexts(this.#settings.preferences.language);
  }

  #dial(): void {
    this.open();
    this.tell({ type: 'dial' });
  }

  #applyPreferences(): void {
    nativeTheme.themeSource = this.#settings.preferences.theme;
    this.#window.applyPreferences();
    this.tell({ type: 'changed', topic: 'settings' });
  }

  /** On the dock or launcher a number, on Windows' taskbar a dot: its button has no room for more. */
  #showBadge(count: number): void {
    if (count === this.#badge) return;
    this.#badge = count;
    if (process.platform !== 'win32') app.setBadgeCount(count);
    else {
      const dot = nativeImage.createFromPath(path.join(this.#resources, 'tray/badge.png'));
      this.#window.setOverlay(count > 0 ? dot : null, count > 0 ? this.#texts.unread(count) : '');
    }
  }

  /** Whoever closes the window for the first time may think that the program has ended. */
  #tellOnceAboutTray(): void {
    if (this.#settings.toldAboutTray) return;
    this.#settings.setToldAboutTray();
    new Notification({ title: this.#texts.inTrayTitle, body: this.#texts.inTrayBody }).show();
  }
}
