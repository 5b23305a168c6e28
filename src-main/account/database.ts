import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../contract/errors.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** SQLite's own companions of a file. */
const companions = ['', '-wal', '-shm'];

/** Where one account's data lies, and with which keys. */
export interface AccountPlace {
  file: string;
  /** 64 hex digits, as is the other. */
  keyHex: string;
  /** Of recordings and faxes. */
  filesFolder: string;
  filesKeyHex: string;
}

/**
 * Where an account's database and files lie. Where nothing keeps their keys, they are for this run only: the next run
 * could not read them, so they are removed then.
 */
export class DatabasePlace {
  readonly #folder: string;
  readonly #secrets: Secrets;

  constructor(options: { folder: string; secrets: Secrets }) {
    this.#folder = options.folder;
    this.#secrets = options.secrets;
  }

  /**
   * Makes the folder and the keys ready. While the secrets are locked (the demo may run all the same), it is all for this
   * run only. Failures `cache-full`, `cache-readonly`, `secrets-not-saved`.
   */
  async prepare(accountId: string): Promise<AccountPlace> {
    const { keeping, locked } = this.#secrets.state();
    const kept = keeping !== 'memory' && !locked;
    const file = this.#file(accountId, kept);
    const filesFolder = this.#filesFolder(accountId, kept);
    const isFirst = !kept && (locked || (await this.#secrets.get(keyName(accountId))) === null);
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      if (isFirst) await removeDatabase(file);
      if (isFirst) await rm(filesFolder, { recursive: true, force: true });
    } catch (error) {
      throw new Failure((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'cache-full' : 'cache-readonly');
    }
    const key = (name: string) =>
      locked ? randomBytes(32).toString('hex') : this.#secrets.ensureRandom(`${name}:${accountId}`, 32);
    return { file, keyHex: await key('cache-key'), filesFolder, filesKeyHex: await key('media-key') };
  }

  /** The file of this run becomes the kept one, now that its key is kept. An older kept one stays beside it. */
  async keep(accountId: string, nowMs: number): Promise<void> {
    const [passing, kept] = [this.#file(accountId, false), this.#file(accountId, true)];
    for (const end of companions) {
      await rename(kept + end, `${kept}.before-${nowMs}${end}`).catch(ignoreMissing);
      await rename(passing + end, kept + end).catch(ignoreMissing);
    }
    // What is left of the file's companions: its backups.
    await removeDatabase(passing);
    const [passingFiles, keptFiles] = [this.#filesFolder(accountId, false), this.#filesFolder(accountId, true)];
    // Files can be fetched again; what an older key closed is of no use.
    await rm(keptFiles, { recursive: true, force: true });
    await rename(passingFiles, keptFiles).catch(ignoreMissing);
  }

  /** Everything of every account. None of them may be open. */
  async erase(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #filesFolder(accountId: string, kept: boolean): string {
    return path.join(this.#folder, accountId, kept ? 'files' : 'session-files');
  }

  #file(accountId: string, kept: boolean): string {
    return path.join(this.#folder, accountId, kept ? 'cache.sqlite' : 'session.sqlite');
  }
}

const keyName = (accountId: string) => `cache-key:${accountId}`;

/** With its backups. */
async function removeDatabase(file: string): Promise<void> {
  for (const end of companions) await rm(file + end, { force: true });
  const folder = path.dirname(file);
  const backups = (await readdir(folder)).filter((name) => name.startsWith(`${path.basename(file)}.backup-`));
  for (const name of backups) await rm(path.join(folder, name), { force: true });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
