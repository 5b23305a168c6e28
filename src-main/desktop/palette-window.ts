import { BrowserWindow, nativeTheme, screen, type Rectangle, type WebContents, type WebPreferences } from 'electron';
import type { SputnikEvent } from '../contract/events.ts';
import { eventChannel } from '../contract/reply.ts';
import { keepTextSize } from './text-size.ts';

interface PaletteWindowOptions {
  page: string;
  webPreferences: WebPreferences;
  icon: string;
  textSizePercent(): number;
  onCreated(contents: WebContents): void;
}

/** In pixels of the page, which are larger where the text is. */
const pageWidth = 560;
/** Until the page has said how high it is. */
const firstHeight = 64;
/** The same as `--raised` in the renderer's tokens. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#1c2738' : '#ffffff');

/**
 * The palette: a small window over everything, on the screen where the pointer is. It is kept, hidden, so that it opens
 * at once; the page draws what it is opened for and then says how high it is, and only then it is shown.
 */
export class PaletteWindow {
  readonly #options: PaletteWindowOptions;
  #window: BrowserWindow | null = null;
  #opened = false;
  #height = firstHeight;
  #applyTextSize: () => void = () => undefined;
  #ending = false;

  constructor(options: PaletteWindowOptions) {
    this.#options = options;
  }

  /** It is on the screen, or about to be. */
  get opened(): boolean {
    return this.#opened;
  }

  /** These contents are the palette's. */
  shows(contents: unknown): boolean {
    return this.#window?.webContents === contents;
  }

  /** Makes it, out of sight; not while the program ends. */
  prepare(): void {
    if (!this.#ending) this.#window ??= this.#create();
  }

  open(): void {
    this.#opened = true;
    // A page that still loads asks by itself what it is opened for.
    if (this.#window) this.tell({ type: 'palette' });
    else this.prepare();
  }

  /** The page is drawn, so many pixels high. */
  fit(height: number): void {
    const window = this.#window;
    if (!window || !this.#opened) return;
    this.#height = height;
    const bounds = window.getBounds();
    if (window.isVisible()) {
      const place = this.#placeOn(screen.getDisplayMatching(bounds).workArea);
      if (place.height !== bounds.height || place.width !== bounds.width) window.setBounds(place);
      return;
    }
    window.setBounds(this.#placeUnderPointer());
    window.show();
    window.focus();
  }

  /** The person wants another text size. */
  resize(): void {
    this.#applyTextSize();
    this.fit(this.#height);
  }

  hide(): void {
    this.#opened = false;
    this.#window?.hide();
  }

  tell(event: SputnikEvent): void {
    this.#window?.webContents.send(eventChannel, event);
  }

  destroy(): void {
    this.#ending = true;
    this.#window?.destroy();
    this.#window = null;
  }

  #create(): BrowserWindow {
    const { page, webPreferences, icon, textSizePercent, onCreated } = this.#options;
    const window = new BrowserWindow({
      ...this.#placeUnderPointer(),
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // On macOS a panel takes the keyboard without bringing the whole program to the front.
      ...(process.platform === 'darwin' && { type: 'panel' }),
      icon,
      backgroundColor: ground(),
      webPreferences,
    });
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    // Window managers give the keyboard to nothing that is not on the screen yet: asked again when it is.
    window.on('show', () => window.focus());
    window.on('close', (event) => {
      if (this.#ending) return;
      event.preventDefault();
      this.hide();
    });
    // Without its page it is of no use: the next opening makes another.
    window.webContents.on('render-process-gone', () => {
      this.#opened = false;
      this.#window = null;
      window.destroy();
    });
    nativeTheme.on('updated', () => !window.isDestroyed() && window.setBackgroundColor(ground()));
    this.#applyTextSize = keepTextSize(window.webContents, textSizePercent);
    onCreated(window.webContents);
    void window.loadURL(page);
    return window;
  }

  #placeUnderPointer(): Rectangle {
    return this.#placeOn(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea);
  }

  /** In the middle, in the upper part, where the eyes are and where there is room to grow; never over the edge. */
  #placeOn(area: Rectangle): Rectangle {
    const larger = this.#options.textSizePercent() / 100;
    const width = Math.min(Math.round(pageWidth * larger), area.width);
    const height = Math.min(Math.ceil(this.#height * larger), area.height);
    const above = Math.min(Math.round(area.height * 0.18), area.height - height);
    return { x: Math.round(area.x + (area.width - width) / 2), y: area.y + above, width, height };
  }
}
