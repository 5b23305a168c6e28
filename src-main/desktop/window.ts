import {
  BrowserWindow,
  dialog,
  nativeTheme,
  screen,
  type NativeImage,
  type FileFilter,
  type Rectangle,
  type WebContents,
  type WebPreferences,
} from 'electron';
import type { SputnikEvent } from '../contract/events.ts';
import { eventChannel } from '../contract/reply.ts';
import type { WindowPlace } from '../settings/shape.ts';
import { keepTextSize } from './text-size.ts';

interface MainWindowOptions {
  page: string;
  webPreferences: WebPreferences;
  onCreated(contents: WebContents): void;
  icon: string;
  title(): string;
  textSizePercent(): number;
  place(): WindowPlace | null;
  keepPlace(place: WindowPlace): void;
  /** The window was closed to the tray. */
  onHidden(): void;
  /** The page's process has ended; in Chromium's words why. */
  onCrashed(reason: string): void;
}

const defaultSize = { width: 1040, height: 700 };
const leastSize = { minWidth: 760, minHeight: 520 };
/** The window's ground before the page has painted; the same as `--canvas` in the renderer's tokens. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#0f1622' : '#f3f5f9');
const keepAfterMs = 500;
/** What has loaded paints within so much, even on a slow PC. */
const paintsWithinMs = 1000;
/** A page that crashes more often is made anew only when the person asks for it. */
const crashesMax = 3;
const crashesWithinMs = 60_000;

/** The one window. Closing hides it; it ends with the app. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | null = null;
  /** The page has painted: showing it earlier shows an empty frame. */
  #painted = false;
  #onKept: () => void = () => undefined;
  #applyTextSize: () => void = () => undefined;
  #quitting = false;
  #asking = false;
  /** The page hears what it is told; before that it would be lost. */
  #listening = false;
  /** Where the person wants to go, for the page to hear. */
  #unheard: SputnikEvent[] = [];
  #overlay: { image: NativeImage | null; description: string } = { image: null, description: '' };
  #crashedAtMs: number[] = [];

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** Shows the window, and brings it to the front if it was there already. */
  open(): void {
    this.#window ??= this.#create();
    if (!this.#painted) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** What the person asked for waits until there is a page that listens; of changes it asks by itself. */
  tell(event: SputnikEvent): void {
    if (this.#listening) this.#window?.webContents.send(eventChannel, event);
    else if (event.type !== 'changed') this.#unheard.push(event);
  }

  /** The page has begun to ask, hence it listens. */
  heard(): void {
    this.#listening = true;
    for (const event of this.#unheard.splice(0)) this.tell(event);
  }

  /** Before the end: the page keeps what is being written in it. Bounded by whoever waits. */
  async leave(): Promise<void> {
    if (!this.#listening) return;
    await new Promise<void>((resolve) => {
      this.#onKept = resolve;
      this.tell({ type: 'ending' });
    });
  }

  /** The page has kept it. */
  kept(): void {
    this.#onKept();
  }

  /** These contents are the window's. */
  shows(contents: unknown): boolean {
    return this.#window?.webContents === contents;
  }

  get focused(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  /** A mark on the taskbar's button, where there is one (Windows); null takes it away. */
  setOverlay(image: NativeImage | null, description: string): void {
    this.#overlay = { image, description };
    this.#window?.setOverlayIcon(image, description);
  }

  askWhereToSave(defaultPath: string): Promise<string | null> {
    return this.#askOnce(async (window) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath });
      return canceled || filePath === '' ? null : filePath;
    });
  }

  /** Of these kinds first; any other can be chosen too. */
  askWhichFile(kinds: FileFilter): Promise<string | null> {
    const filters = [kinds, { name: '*.*', extensions: ['*'] }];
    return this.#askOnce(async (window) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
      return canceled ? null : (filePaths[0] ?? null);
    });
  }

  askWhichFolder(defaultPath: string): Promise<string | null> {
    const properties = ['openDirectory', 'createDirectory'] as const;
    return this.#askOnce(async (window) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { defaultPath, properties: [...properties] });
      return canceled ? null : (filePaths[0] ?? null);
    });
  }

  /** One question at a time: a page that asks on and on must not cover the screen with the system's windows. */
  async #askOnce(ask: (window: BrowserWindow) => Promise<string | null>): Promise<string | null> {
    if (!this.#window || this.#asking) return null;
    this.#asking = true;
    try {
      return await ask(this.#window);
    } finally {
      this.#asking = false;
    }
  }

  /** The person wants another language or text size. */
  applyPreferences(): void {
    this.#window?.setTitle(this.#options.title());
    this.#applyTextSize();
  }

  destroy(): void {
    this.#quitting = true;
    this.#window?.destroy();
    this.#window = null;
  }

  #create(): BrowserWindow {
    const { page, webPreferences, icon, title, textSizePercent, place, onCreated } = this.#options;
    const window = new BrowserWindow({
      ...defaultSize,
      ...leastSize,
      ...visiblePlace(place()),
      show: false,
      title: title(),
      icon,
      backgroundColor: ground(),
      autoHideMenuBar: true,
      webPreferences,
    });
    if (place()?.maximized) window.maximize();
    window.once('ready-to-show', () => this.#show(window));
    // On some PCs Electron never tells it: an empty frame for a moment is better than no window.
    window.webContents.once('did-finish-load', () => setTimeout(() => this.#show(window), paintsWithinMs));
    // Window managers bring nothing to the front that is not on the screen yet: asked again when it is.
    window.on('show', () => window.focus());
    // The button is another one each time.
    window.on('show', () => window.setOverlayIcon(this.#overlay.image, this.#overlay.description));
    window.on('restore', () => window.focus());
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('close', (event) => {
      if (this.#quitting) return;
      event.preventDefault();
      window.hide();
      this.#options.onHidden();
    });
    this.#rememberPlace(window);
    // Another page, or the same anew, does not listen yet.
    window.webContents.on('did-navigate', () => (this.#listening = false));
    window.webContents.on('render-process-gone', (_event, { reason }) => this.#crashed(window, reason));
    this.#applyTextSize = keepTextSize(window.webContents, textSizePercent);
    onCreated(window.webContents);
    void window.loadURL(page);
    return window;
  }

  /** For the first time, if it is still the one. */
  #show(window: BrowserWindow): void {
    if (this.#window !== window || this.#painted) return;
    this.#painted = true;
    this.open();
  }

  /** Without its page it is of no use: it is made anew, at once if the person looked at it, else when it is opened. */
  #crashed(window: BrowserWindow, reason: string): void {
    if (this.#quitting) return;
    const nowMs = Date.now();
    this.#crashedAtMs = [...this.#crashedAtMs.filter((atMs) => nowMs - atMs < crashesWithinMs), nowMs];
    // One that has not painted yet is about to be shown.
    const anew = (window.isVisible() || !this.#painted) && this.#crashedAtMs.length <= crashesMax;
    this.#window = null;
    this.#painted = false;
    this.#listening = false;
    window.destroy();
    this.#options.onCrashed(reason);
    this.#unheard.push({ type: 'restored' });
    if (anew) this.open();
  }

  #rememberPlace(window: BrowserWindow): void {
    let timer: NodeJS.Timeout | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (window.isDestroyed() || window.isMinimized()) return;
        this.#options.keepPlace({ ...window.getNormalBounds(), maximized: window.isMaximized() });
      }, keepAfterMs);
    };
    window.on('resize', later);
    window.on('move', later);
    window.on('closed', () => clearTimeout(timer));
  }
}

/** The remembered place, if enough of it is on a screen that is there now; a monitor may be gone. */
function visiblePlace(place: WindowPlace | null): Partial<Rectangle> {
  if (!place) return {};
  const { x, y, width, height } = place;
  const seen = screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const down = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return across >= 200 && down >= 100;
  });
  return seen ? { x, y, width, height } : { width, height };
}
