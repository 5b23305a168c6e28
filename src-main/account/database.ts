import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
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

  /** Makes the folder and the key ready. The key is 64 hex digits. */
  async prepare(accountId: string): Promise<{ file: string; keyHex: string }> {
    const kept = this.#secrets.state().keeping !== 'memory';
    const file = this.#file(accountId, kept);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    if (!kept && (await this.#secrets.get(keyName(accountId))) === null) await removeDatabase(file);
    return { file, keyHex: await this.#secrets.ensureRandom(keyName(accountId), 32) };
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
