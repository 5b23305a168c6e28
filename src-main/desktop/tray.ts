import path from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import type { InboxRef, Language, PhoneNumber } from '../contract/model.ts';
import type { QuietChoice } from '../contract/model.ts';
import type { TrayView } from '../notifications/tray-view.ts';
import { desktopTexts } from './texts.ts';

interface TrayOptions {
  /** `resources/tray`. */
  iconFolder: string;
  language(): Language;
  onOpen(): void;
  onOpenItem(item: InboxRef | null): void;
  onCall(number: PhoneNumber, accountId: string): void;
  onDial(): void;
  onQuiet(choice: QuietChoice): void;
  onQuietHours(on: boolean): void;
  /** By the administrator's policy. */
  quietHoursLocked: boolean;
  onQuit(): void;
}

/** The icon in the tray: how things stand, what waits, and the way back to the window. */
export class TrayIcon {
  readonly #options: TrayOptions;
  readonly #tray: Tray;
  #view: TrayView | null = null;

  constructor(options: TrayOptions) {
    this.#options = options;
    this.#tray = new Tray(this.#image());
    // Where the desktop tells a click on the icon from one for the menu.
    this.#tray.on('click', () => options.onOpen());
    this.#refresh();
  }

  show(view: TrayView): void {
    const before = this.#view;
    this.#view = view;
    if (view.state !== (before?.state ?? 'quiet')) this.#tray.setImage(this.#image());
    this.#refresh();
  }

  /** On Linux a menu must be set again to show a change. */
  #refresh(): void {
    this.#tray.setToolTip(this.#view?.tooltip ?? this.#texts.appName);
    this.#tray.setContextMenu(Menu.buildFromTemplate(this.#menu()));
  }

  destroy(): void {
    this.#tray.destroy();
  }

  get #texts() {
    return desktopTexts(this.#options.language());
  }

  #menu(): MenuItemConstructorOptions[] {
    const { onOpen, onDial, onQuit, onOpenItem, onCall } = this.#options;
    const { items = [], favourites = [] } = this.#view ?? {};
    const groups: MenuItemConstructorOptions[][] = [
      [
        { label: this.#texts.open, click: () => onOpen() },
        { label: this.#texts.dial, click: () => onDial() },
      ],
      items.map(({ label, opens }) => ({ label: literal(label), click: () => onOpenItem(opens) })),
      favourites.map(({ label, number, accountId }) => ({
        label: literal(label),
        click: () => onCall(number, accountId),
      })),
      this.#quietMenu(),
      [{ label: this.#texts.quit, click: () => onQuit() }],
    ];
    return groups
      .filter((group) => group.length > 0)
      .flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' }, ...group]));
  }

  #quietMenu(): MenuItemConstructorOptions[] {
    const quiet = this.#view?.quiet;
    if (!quiet) return [];
    const { onQuiet, onQuietHours } = this.#options;
    const submenu: MenuItemConstructorOptions[] = [
      { label: quiet.hour, click: () => onQuiet('hour') },
      { label: quiet.tomorrow, click: () => onQuiet('tomorrow') },
      {
        label: quiet.hours,
        type: 'checkbox',
        checked: quiet.hoursOn,
        enabled: !this.#options.quietHoursLocked,
        click: () => onQuietHours(!quiet.hoursOn),
      },
      { type: 'separator' },
      { label: quiet.off, enabled: quiet.on, click: () => onQuiet('off') },
    ];
    return [{ label: quiet.label, submenu }];
  }

  #image() {
    const { iconFolder } = this.#options;
    const state = this.#view?.state ?? 'quiet';
    // Windows picks the size that fits its scale from an .ico; macOS colours a template itself.
    const file = { win32: `${state}.ico`, darwin: `${state}Template.png` }[process.platform as 'win32' | 'darwin'];
    return nativeImage.createFromPath(path.join(iconFolder, file ?? `${state}.png`));
  }
}

/** In a menu one `&` marks a key. */
const literal = (label: string) => label.replaceAll('&', '&&');
