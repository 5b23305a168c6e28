import { BrowserWindow, nativeTheme, screen, type Rectangle, type WebContents, type WebPreferences } from 'electron';
import type { SputnikEvent } from '../contract/events.ts';
import { eventChannel } from '../contract/reply.ts';

interface PaletteWindowOptions {
  page: string;
  webPreferences: WebPreferences;
  icon: string;
  onCreated(contents: WebContents): void;
}

const width = 560;
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
    if (window.isVisible()) {
      const bounds = window.getBounds();
      if (bounds.height !== height) window.setBounds({ ...bounds, height });
      return;
    }
    window.setBounds(placeFor(height));
    window.show();
    window.focus();
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
    const { page, webPreferences, icon, onCreated } = this.#options;
    const window = new BrowserWindow({
      ...placeFor(firstHeight),
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
    onCreated(window.webContents);
    void window.loadURL(page);
    return window;
  }
}

/** In the middle, in the upper part, where the eyes are and where there is room to grow. */
function placeFor(height: number): Rectangle {
  const { workArea: area } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  const x = Math.round(area.x + (area.width - width) / 2);
  return { x, y: Math.round(area.y + area.height * 0.18), width, height };
}
