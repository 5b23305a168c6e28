import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { Failure } from '../contract/errors.ts';
import type { AppView, KeyKeeping } from '../contract/model.ts';
import { inTurn } from '../in-turn.ts';
import { removeWithAside, setAside } from '../settings/set-aside.ts';
import { emptyContent, holdsNothing, readSecrets, writeSecrets, type SecretsContent } from './file.ts';
import { isRealBackend, type KeyStore } from './key-store.ts';
import { PassphraseSeal } from './passphrase.ts';
import { protectValues, unlockWith } from './protection.ts';
import { closeAll, keyStoreSeal, openAll, type Seal } from './seal.ts';
import type { SecretsNotice, SecretsState } from './state.ts';

export interface SecretsOptions {
  /** The user's data; the file in it is `secrets.json`. */
  folder: string;
  keyStore: KeyStore;
  nowMs: () => number;
}

/**
 * The keys to the PBX and to the database, by name: `api-key:<account>`, `cache-key:<account>`. Closed by the system's key
 * store, or by a passphrase, or in memory only; never on disk in plain text. What cannot be opened is left as it is.
 */
export class Secrets {
  readonly #path: string;
  readonly #keyStore: KeyStore;
  readonly #nowMs: () => number;
  readonly #values = new Map<string, string>();
  /** Entries of the file that do not open, though others do. */
  #unopened = new Set<string>();
  /** What is on disk; null: nothing, or nothing that may be touched. */
  #content: SecretsContent | null = null;
  #seal: Seal | null = null;
  #available = false;
  #lock: AppView['lock'] = null;
  #notice: SecretsNotice | null = null;
  /** One after the other: two writes at once would lose one of them. */
  readonly #inTurn = inTurn();

  /** Begins to read the file: after Electron's `ready`, before which the key store is unknown. All else waits for that. */
  constructor({ folder, keyStore, nowMs }: SecretsOptions) {
    this.#path = join(folder, 'secrets.json');
    this.#keyStore = keyStore;
    this.#nowMs = nowMs;
    this.#inTurn(() => this.#load()).catch(() => (this.#lock = 'key-store'));
  }

  /** Resolves when the file was read and the key store asked; before that, `state` knows nothing. */
  ready(): Promise<void> {
    return this.#inTurn(() => undefined);
  }

  state(): SecretsState {
    return { keeping: this.#keeping(), available: this.#available, locked: this.#lock };
  }

  get notice(): SecretsNotice | null {
    return this.#notice;
  }

  /** Null: there is none, or it does not open; `state().locked` tells whether all are locked. */
  get(name: string): Promise<string | null> {
    return this.#inTurn(() => this.#values.get(name) ?? null);
  }

  /** On the disk when it resolves, unless `keeping` is `memory`. Failure `key-store-locked`. */
  set(name: string, value: string): Promise<void> {
    return this.#inTurn(() => this.#put(name, value));
  }

  /** The secret of that name, made at random on first need: two hex digits a byte. Failure `key-store-locked`. */
  ensureRandom(name: string, bytes: number): Promise<string> {
    return this.#inTurn(async () => {
      this.#assertOpen();
      const known = this.#values.get(name);
      if (known !== undefined) return known;
      // It is there and does not open: a new one in its place would make what it closes unreadable for good.
      if (this.#unopened.has(name)) throw locked();
      const made = randomBytes(bytes);
      const hex = made.toString('hex');
      made.fill(0);
      await this.#put(name, hex);
      return hex;
    });
  }

  /** Also while locked: forgetting needs no key. */
  remove(name: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#content && Object.hasOwn(this.#content.entries, name)) {
        const entries = Object.fromEntries(Object.entries(this.#content.entries).filter(([other]) => other !== name));
        await this.#write({ ...this.#content, entries });
      }
      this.#values.delete(name);
      this.#unopened.delete(name);
      // The last one is gone: nothing is left that could be locked.
      if (this.#lock === 'key-store' && holdsNothing(this.#content)) await this.#load();
    });
  }

  /**
   * Opens what the passphrase closes; a locked key store is asked again. Does nothing when nothing is locked.
   * Failures `passphrase-wrong`, `key-store-locked`.
   */
  unlock(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#lock === 'passphrase' && this.#content?.keeping === 'passphrase') {
        this.#seal = await unlockWith(passphrase, this.#content);
        await this.#openEntries(this.#content);
        this.#lock = null;
      } else if (this.#lock === 'key-store') {
        await this.#load();
        if (this.state().locked) throw locked();
      }
    });
  }

  /**
   * Writes down, under a passphrase, what was only in memory; or changes the passphrase.
   * Failures `passphrase-weak`, `key-store-locked`; `bad-input` where the key store does it already.
   */
  protect(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#assertOpen();
      if (this.#keeping() === 'key-store') throw new Failure('bad-input', { params: { call: 'secrets.protect' } });
      const { seal, content } = await protectValues(passphrase, this.#values);
      await this.#write(content);
      this.#forgetSeal();
      this.#seal = seal;
    });
  }

  /** For a forgotten passphrase, or a key store that is gone for good: moves the file aside and begins with none. */
  startOver(): Promise<void> {
    return this.#inTurn(async () => {
      setAside(this.#path, this.#nowMs());
      this.#values.clear();
      this.#unopened.clear();
      this.#forgetSeal();
      await this.#load();
    });
  }

  /** Deletes everything, also what was set aside earlier. Failure `secrets-not-saved` where that cannot be. */
  erase(): Promise<void> {
    return this.#inTurn(async () => {
      this.#values.clear();
      this.#unopened.clear();
      this.#forgetSeal();
      try {
        removeWithAside(this.#path);
      } catch (cause) {
        throw new Failure('secrets-not-saved', { cause });
      }
      await this.#load();
    });
  }

  /** Overwrites what can be overwritten. Nothing can be read or kept afterwards. */
  close(): void {
    this.#forgetSeal();
    this.#values.clear();
    this.#lock = 'key-store';
  }

  #keeping(): KeyKeeping {
    if (this.#content) return this.#content.keeping;
    return this.#available || this.#lock ? 'key-store' : 'memory';
  }

  async #load(): Promise<void> {
    this.#available = isRealBackend(this.#keyStore.backend()) && (await this.#keyStore.available());
    this.#lock = null;
    this.#content = null;
    this.#notice = null;
    const read = await readSecrets(this.#path);
    if (read.found === 'secrets' && !holdsNothing(read.content)) return this.#take(read.content);
    const kept = read.found === 'broken' ? setAside(this.#path, this.#nowMs()) : null;
    if (kept !== null) this.#notice = { code: 'secrets-broken', params: { file: basename(kept) } };
    else if (read.found !== 'nothing' && read.found !== 'secrets') {
      // Of a newer app, or not to be read now: it may be good, and is not ours to touch.
      this.#lock = 'key-store';
      return;
    }
    this.#seal = this.#available ? keyStoreSeal(this.#keyStore) : null;
  }

  async #take(content: SecretsContent): Promise<void> {
    this.#content = content;
    if (content.keeping === 'passphrase') {
      this.#lock = 'passphrase';
      return;
    }
    this.#lock = 'key-store';
    if (!this.#available) return;
    this.#seal = keyStoreSeal(this.#keyStore);
    // None opens: the ring is locked, or it is another one, or another user's.
    if ((await this.#openEntries(content)) > 0) this.#lock = null;
  }

  /** @returns how many opened */
  async #openEntries(content: SecretsContent): Promise<number> {
    if (!this.#seal) return 0;
    const { values, unopened, again } = await openAll(this.#seal, content.entries);
    for (const [name, value] of values) this.#values.set(name, value);
    this.#unopened = new Set(unopened);
    const moved = content.keeping === 'key-store' && content.backend !== this.#keyStore.backend();
    // What has just been read stays good even if it cannot be written anew now.
    if (values.size > 0 && (again || moved)) await this.#writeAll().catch(() => undefined);
    return values.size;
  }

  async #put(name: string, value: string): Promise<void> {
    this.#assertOpen();
    if (this.#seal) {
      if (this.#unopened.has(name)) setAside(this.#path, this.#nowMs(), 'keep');
      const closed = (await this.#seal.close(name, value)).toString('base64');
      const content = this.#content ?? emptyContent(this.#keyStore.backend());
      await this.#write({ ...content, entries: { ...content.entries, [name]: closed } });
      this.#unopened.delete(name);
    }
    this.#values.set(name, value);
  }

  /** Closes anew all that is open; what did not open stays as it is. */
  async #writeAll(): Promise<void> {
    if (!this.#seal) return;
    const content = this.#content ?? emptyContent(this.#keyStore.backend());
    const entries = { ...content.entries, ...(await closeAll(this.#seal, this.#values)) };
    const backend = this.#keyStore.backend();
    await this.#write(content.keeping === 'key-store' ? { ...content, backend, entries } : { ...content, entries });
  }

  async #write(content: SecretsContent): Promise<void> {
    await writeSecrets(this.#path, content).catch((cause: unknown) => {
      throw new Failure('secrets-not-saved', { retry: true, cause });
    });
    this.#content = content;
  }

  #assertOpen(): void {
    if (this.#lock) throw locked();
  }

  #forgetSeal(): void {
    if (this.#seal instanceof PassphraseSeal) this.#seal.forget();
    this.#seal = null;
  }
}

const locked = () => new Failure('key-store-locked', { retry: true });
