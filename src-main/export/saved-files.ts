import { access } from 'node:fs/promises';
import { Failure } from '../contract/errors.ts';
import type { SavedKind } from '../contract/model.ts';

/** Where the person has had files put since the start, the last of each kind: nothing else is shown in its folder. */
export class SavedFiles {
  readonly #places = new Map<SavedKind, string>();
  readonly #reveal: (path: string) => void;

  constructor(reveal: (path: string) => void) {
    this.#reveal = reveal;
  }

  /** It was written there just now. */
  keep(kind: SavedKind, path: string): void {
    this.#places.set(kind, path);
  }

  /** Opens its folder with the file marked; it is never opened itself. Failure `saved-gone`. */
  async show(kind: SavedKind): Promise<void> {
    const path = this.#places.get(kind);
    if (path === undefined) throw new Failure('saved-gone');
    await access(path).catch((cause: unknown) => {
      throw new Failure('saved-gone', { cause });
    });
    this.#reveal(path);
  }
}
