import { Failure } from '../../src-main/contract/errors.ts';
import type { MediaProgress, MediaView } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';

/** The file of one record on its way to this PC: asked for when it is wanted, told about while it comes. */
export class Fetching {
  /** The file is here, and what it is; null: not asked for yet, on its way, or failed. */
  view: MediaView | null = $state.raw(null);
  busy: boolean = $state(false);
  progress: MediaProgress | null = $state.raw(null);
  error: unknown = $state.raw(null);
  saving: boolean = $state(false);

  readonly #ask: Ask;
  readonly #id: string;
  readonly #stop: () => void;
  readonly #told = new Latest();
  #running: Promise<boolean> | null = null;
  #cancelled = false;

  constructor(ask: Ask, listen: Listen, mediaId: string) {
    this.#ask = ask;
    this.#id = mediaId;
    this.#stop = listen((event) => {
      if (event.type !== 'changed' || event.topic !== 'media') return;
      if (this.busy && (event.ids?.includes(mediaId) ?? true)) void this.#readProgress();
    });
  }

  /** Whether the file is here now. Whoever asks while it is on its way waits for the same. */
  fetch(): Promise<boolean> {
    if (this.view) return Promise.resolve(true);
    this.#running ??= this.#fetch().finally(() => (this.#running = null));
    return this.#running;
  }

  /** What was here may be gone again: asks main anew. */
  again(): Promise<boolean> {
    this.view = null;
    return this.fetch();
  }

  cancel(): void {
    if (!this.busy) return;
    this.#cancelled = true;
    this.#ask('media.cancel', { id: this.#id }).catch(() => undefined);
  }

  /** The host that the person may allow for it to be fetched; null: it was not refused for that. */
  get allowable(): string | null {
    const host = this.error instanceof Failure && this.error.params?.['allowable'];
    return typeof host === 'string' ? host : null;
  }

  async allow(host: string): Promise<void> {
    await this.#ask('media.allowHost', { id: this.#id, host });
  }

  /** Tells whether it was saved: the person may change his mind. Rejects with a `Failure`. */
  async save(): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    try {
      return (await this.#ask('media.save', { id: this.#id })).saved;
    } finally {
      this.saving = false;
    }
  }

  close(): void {
    this.cancel();
    this.#told.drop();
    this.#stop();
  }

  async #fetch(): Promise<boolean> {
    this.busy = true;
    this.error = null;
    this.progress = null;
    this.#cancelled = false;
    try {
      this.view = await this.#ask('media.fetch', { id: this.#id });
      return true;
    } catch (error) {
      if (!this.#cancelled || !isAborted(error)) this.error = error;
      return false;
    } finally {
      this.busy = false;
      this.#told.drop();
    }
  }

  async #readProgress(): Promise<void> {
    const question = () => this.#ask('media.progress', { id: this.#id });
    await this.#told.take(question, (progress) => (this.progress = progress)).catch(() => undefined);
  }
}

const isAborted = (error: unknown) => error instanceof Failure && error.params?.['reason'] === 'aborted';
