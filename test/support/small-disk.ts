import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A disk of its own for one folder; only root can make one, and not in every container. */
export class SmallDisk implements AsyncDisposable {
  /** Why there is none; null: it is there. */
  readonly problem: string | null;
  readonly #folder: string;
  readonly #filler: string;

  constructor(folder: string, bytes = 2 ** 21) {
    this.#folder = folder;
    this.#filler = path.join(folder, 'filler');
    mkdirSync(folder, { recursive: true });
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
    this.problem = status === 0 ? null : `no disk can be mounted here: ${String(stderr).trim()}`;
  }

  fill(): void {
    for (const size of [2 ** 21, 2 ** 16, 2 ** 12, 1]) {
      try {
        for (;;) writeFileSync(this.#filler, Buffer.alloc(size), { flag: 'a' });
      } catch {
        // No more of that size.
      }
    }
  }

  free(): void {
    rmSync(this.#filler);
  }

  lock(): void {
    execFileSync('mount', ['-o', 'remount,ro', this.#folder]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.problem === null) execFileSync('umount', ['--lazy', this.#folder]);
    return Promise.resolve();
  }
}
