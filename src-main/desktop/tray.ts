import path from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import type { Language } from '../contract/model.ts';
import { desktopTexts } from './texts.ts';

export type TrayState = 'quiet' | 'new' | 'offline' | 'paused';

interface TrayOptions {
  /** `resources/tray`. */
  iconFolder: string;
  language(): Language;
  onOpen(): void;
  onDial(): void;
  onQuit(): void;
}

/** The icon in the tray: how things stand, and the way back to the window. */
export class TrayIcon {
  readonly #options: TrayOptions;
  readonly #tray: Tray;
  #state: TrayState = 'quiet';

  constructor(options: TrayOptions) {
    this.#options = options;
    this.#tray = new Tray(this.#image());
    // Where the desktop tells a click on the icon from one for the menu.
    this.#tray.on('click', () => options.onOpen());
    this.refresh();
  }

  show(state: TrayState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#tray.setImage(this.#image());
    this.refresh();
  }

  /** Words and menu anew: the language may have changed. On Linux a menu must be set again to show a change. */
  refresh(): void {
    const texts = desktopTexts(this.#options.language());
    this.#tray.setToolTip(this.#state === 'offline' ? texts.offline : texts.quiet);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: texts.open, click: () => this.#options.onOpen() },
        { label: texts.dial, click: () => this.#options.onDial() },
        { type: 'separator' },
        { label: texts.quit, click: () => this.#options.onQuit() },
      ]),
    );
  }

  destroy(): void {
    this.#tray.destroy();
  }

  #image() {
    const template = process.platform === 'darwin' ? 'Template' : '';
    return nativeImage.createFromPath(path.join(this.#options.iconFolder, `${this.#state}${template}.png`));
  }
}
