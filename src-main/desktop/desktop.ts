import path from 'node:path';
import { app, nativeTheme, Notification } from 'electron';
import type { Stop } from '../clock.ts';
import type { SputnikEvent } from '../contract/events.ts';
import { appOrigin } from '../security/app-path.ts';
import { safeWebPreferences } from '../security/web-preferences.ts';
import type { Settings } from '../settings/settings.ts';
import { offerContextMenu } from './context-menu.ts';
import { desktopTexts } from './texts.ts';
import { TrayIcon, type TrayState } from './tray.ts';
import { MainWindow } from './window.ts';

interface DesktopOptions {
  settings: Settings;
  /** `resources/` of the app. */
  resources: string;
  preload: string;
  devTools: boolean;
}

/** The program's face on the desktop: its window and its icon in the tray. */
export class Desktop {
  readonly #settings: Settings;
  readonly #window: MainWindow;
  readonly #tray: TrayIcon;
  readonly #stopListening: Stop;

  constructor({ settings, resources, preload, devTools }: DesktopOptions) {
    this.#settings = settings;
    this.#window = new MainWindow({
      page: `${appOrigin}index.html`,
      webPreferences: safeWebPreferences({ preload, devTools }),
      icon: path.join(resources, 'icons/icon.png'),
      title: () => this.#texts.appName,
      place: () => settings.window,
      keepPlace: (place) => settings.setWindow(place),
      onCreated: (contents) => offerContextMenu(contents, () => settings.preferences.language),
      onHidden: () => this.#tellOnceAboutTray(),
    });
    this.#tray = new TrayIcon({
      iconFolder: path.join(resources, 'tray'),
      language: () => settings.preferences.language,
      onOpen: () => this.open(),
      onDial: () => this.#dial(),
      onQuit: () => app.quit(),
    });
    this.#stopListening = settings.onChange((part) => part === 'preferences' && this.#applyPreferences());
    nativeTheme.themeSource = settings.preferences.theme;
  }

  /** Shows the window and brings it to the front. */
  open(): void {
    this.#window.open();
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

  tell(event: SputnikEvent): void {
    this.#window.tell(event);
  }

  showState(state: TrayState): void {
    this.#tray.show(state);
  }

  destroy(): void {
    this.#stopListening();
    this.#tray.destroy();
    this.#window.destroy();
  }

  get #texts() {
    return desktopTexts(this.#settings.preferences.language);
  }

  #dial(): void {
    this.open();
    this.tell({ type: 'show', page: null, dial: true });
  }

  #applyPreferences(): void {
    nativeTheme.themeSource = this.#settings.preferences.theme;
    this.#tray.refresh();
    this.#window.retitle();
    this.tell({ type: 'changed', topic: 'settings' });
  }

  /** Whoever closes the window for the first time may think that the program has ended. */
  #tellOnceAboutTray(): void {
    if (this.#settings.toldAboutTray) return;
    this.#settings.setToldAboutTray();
    new Notification({ title: this.#texts.inTrayTitle, body: this.#texts.inTrayBody }).show();
  }
}
