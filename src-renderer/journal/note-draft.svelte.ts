type Save = (text: string) => Promise<void>;

/** A note while it is written in its place: kept by leaving the field, taken back by Esc. */
export class NoteDraft {
  text: string = $state('');
  busy: boolean = $state(false);
  #saved = '';
  readonly #save: Save;

  constructor(saved: string, save: Save) {
    this.#save = save;
    this.#saved = saved;
    this.text = saved;
  }

  get changed(): boolean {
    return this.text.trim() !== this.#saved.trim();
  }

  /** What is told by main now; what is being written goes before. */
  told(saved: string): void {
    if (!this.changed && !this.busy) this.text = saved;
    this.#saved = saved;
  }

  undo(): void {
    this.text = this.#saved;
  }

  /** Rejects when it could not be kept; then it is still there to be tried again. */
  async keep(): Promise<void> {
    if (!this.changed || this.busy) return;
    const text = this.text.trim();
    this.busy = true;
    try {
      await this.#save(text);
      this.#saved = text;
    } finally {
      this.busy = false;
    }
  }
}
