import { OneAtATime } from '../one-at-a-time.ts';

type Save = (text: string) => Promise<void>;

/** Whoever stops writing for so long has written something. */
const pauseMs = 800;
/** What could not be kept is tried again: a disk gets room, an exchange of files ends. */
const againMs = 15_000;

/** A note while it is written in its place: kept by pausing and by leaving the field, taken back by Esc. */
export class NoteDraft {
  text: string = $state('');
  /** Why what is written is not kept; null: nothing is known to be wrong. */
  error: unknown = $state.raw(null);
  #saved: string;
  #save: Save;
  /** As it was before it was written in; null: nobody is writing. */
  #before: string | null = null;
  readonly #keeping = new OneAtATime(() => this.#write());
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(saved: string, save: Save) {
    this.#saved = saved;
    this.#save = save;
    this.text = saved;
  }

  get changed(): boolean {
    return this.text.trim() !== this.#saved.trim();
  }

  /** Esc has something to take back. */
  get undoable(): boolean {
    return this.#before !== null && this.text !== this.#before;
  }

  /** What is told by main now, and by what it is kept from now on; what is being written goes before. */
  told(saved: string, save: Save = this.#save): void {
    if (!this.changed && this.#before === null) this.text = saved;
    this.#saved = saved;
    this.#save = save;
  }

  /** As it is typed. */
  write(text: string): void {
    this.#before ??= this.#saved;
    this.text = text;
    this.#keepIn(pauseMs);
  }

  /** Also what was kept since the writing began. */
  undo(): void {
    if (this.#before !== null) this.text = this.#before;
    this.#keepIn(0);
  }

  /** The field was left; as `keep`. */
  leave(): Promise<void> {
    this.#before = null;
    return this.keep();
  }

  /**
   * All that is written by now, also what came while something was being kept. Rejects when it could not be; then it is
   * still there, and is tried again.
   */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#keeping.run();
  }

  async #write(): Promise<void> {
    const text = this.text.trim();
    try {
      if (this.changed) await this.#save(text);
      this.#saved = text;
      this.error = null;
    } catch (error) {
      this.error = error;
      this.#keepIn(againMs);
      throw error;
    }
  }

  #keepIn(ms: number): void {
    clearTimeout(this.#timer);
    // What goes wrong is told by `error`.
    this.#timer = setTimeout(() => void this.keep().catch(() => undefined), ms);
  }
}
