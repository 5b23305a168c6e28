import { NoteDraft } from './note-draft.svelte.ts';

/** Every note that is written in, or could not be kept yet: so long it outlives the field it was written in. */
export class NoteDrafts {
  readonly #open = new Map<string, { draft: NoteDraft; fields: number }>();

  /** For a field: the same draft for all that show the same note. `key`: of what it is a note. */
  take(key: string, saved: string, save: (text: string) => Promise<void>): NoteDraft {
    const open = this.#open.get(key) ?? { draft: new NoteDraft(saved, save), fields: 0 };
    this.#open.set(key, open);
    open.fields += 1;
    open.draft.told(saved, save);
    return open.draft;
  }

  /** The field is gone. Rejects when the note could not be kept: the next field for it shows it again. */
  async release(key: string): Promise<void> {
    const open = this.#open.get(key);
    if (!open) return;
    open.fields -= 1;
    await open.draft.leave();
    if (open.fields === 0) this.#open.delete(key);
  }

  /** Before the end. Never rejects: whatever can be kept is. */
  async keepAll(): Promise<void> {
    await Promise.allSettled([...this.#open.values()].map(({ draft }) => draft.keep()));
  }
}
