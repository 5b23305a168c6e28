import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../contract/errors.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** SQLite's own companions of a file. */
const companions = ['', '-wal', '-shm'];

/**
 * Where an account's database lies. Where nothing keeps its key, it is a file for this run only: the next run could not
 * read it, so it is removed then.
 */
export class DatabasePlace {
  readonly #folder: string;
  readonly #secrets: Secrets;

  constructor(options: { folder: string; secrets: Secrets }) {
    this.#folder = options.folder;
    this.#secrets = options.secrets;
  }

  /**
   * Makes the folder and the key ready. The key is 64 hex digits. While the secrets are locked (the demo may run all the
   * same), the file is one for this run only. Failures `cache-full`, `cache-readonly`, `secrets-not-saved`.
   */
  async prepare(accountId: string): Promise<{ file: string; keyHex: string }> {
    const { keeping, locked } = this.#secrets.state();
    const kept = keeping !== 'memory' && !locked;
    const file = this.#file(accountId, kept);
    const keyHex = locked ? randomBytes(32).toString('hex') : null;
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      if (!kept && (keyHex || (await this.#secrets.get(keyName(accountId))) === null)) await removeDatabase(file);
    } catch (error) {
      throw new Failure((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'cache-full' : 'cache-readonly');
    }
    return { file, keyHex: keyHex ?? (await this.#secrets.ensureRandom(keyName(accountId), 32)) };
  }

  /** The file of this run becomes the kept one, now that its key is kept. An older kept one stays beside it. */
  async keep(accountId: string, nowMs: number): Promise<void> {
    const [passing, kept] = [this.#file(accountId, false), this.#file(accountId, true)];
    for (const end of companions) {
      await rename(kept + end, `${kept}.before-${nowMs}${end}`).catch(ignoreMissing);
      await rename(passing + end, kept + end).catch(ignoreMissing);
    }
  }

  #file(accountId: string, kept: boolean): string {
    return path.join(this.#folder, accountId, kept ? 'cache.sqlite' : 'session.sqlite');
  }
}

const keyName = (accountId: string) => `cache-key:${accountId}`;

async function removeDatabase(file: string): Promise<void> {
  for (const end of companions) await rm(file + end, { force: true });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
