import type { Cache } from '../cache/cache.ts';
import type { StoredRecord } from '../cache/queries/record-row.ts';
import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { MediaProgress, MediaView } from '../contract/model.ts';
import type { Agents } from '../vats/exchange.ts';
import { writeWhole } from '../whole-file.ts';
import { fileNameOf } from './file-name.ts';
import { mediaType } from './kind.ts';
import { MediaLibrary, type AskOptions, type Form } from './library.ts';
import type { MediaFile } from './media-file.ts';
import { mediaIdOf, readMediaId } from './media-id.ts';
import { keepRetention, type Retention } from './retention.ts';
import type { MediaStore } from './store.ts';
import type { Trust } from './trusted.ts';

/** Often enough to look smooth. */
const progressEveryMs = 150;

interface RecordFilesOptions {
  cache: Pick<Cache, 'run'>;
  store: MediaStore;
  clock: Clock;
  trust(): Trust;
  /** From now on files may come from that host, too. Failure `policy-locked`. Left out: nobody may be allowed. */
  allowHost?(host: string): void;
  /** By which connections an address is reached; left out: directly. */
  agents?(url: URL): Promise<Agents>;
  /** Asks the PBX for the records around this one anew, so that the cache has its newest link. */
  refresh(record: StoredRecord): Promise<void>;
  /** For the name of a saved file; null: nobody known. */
  nameOf(record: StoredRecord): Promise<string>;
  keptDays(): number | null;
  /** The file of this id is on its way, or has come. */
  onChanged(mediaId: string): void;
}

/** The recordings and faxes of the records in the cache. */
export class RecordFiles {
  readonly #options: RecordFilesOptions;
  readonly #library: MediaLibrary;
  readonly #progress = new Map<string, MediaProgress>();
  readonly #toldAtMs = new Map<string, number>();
  readonly #fetching = new Map<string, AbortController>();
  readonly #retention: Retention;
  /** The host that a record's file was refused for, where the person may allow it. */
  readonly #refusedHosts = new Map<string, string>();

  constructor(options: RecordFilesOptions) {
    const { store, trust, agents, clock, keptDays } = options;
    this.#options = options;
    this.#library = new MediaLibrary({
      store,
      trust,
      ...(agents && { agents: (url) => agents(url) }),
      links: {
        current: async (id) => (await this.#record(id))?.fileUrl ?? null,
        renew: (id) => this.#renew(id),
      },
      onProgress: (id, progress) => this.#came(id, progress),
    });
    this.#retention = keepRetention({ store, clock, keptDays });
  }

  has(mediaId: string): boolean {
    return this.#library.has(mediaId);
  }

  /** Failures: those of `MediaLibrary`; `network`, reason `aborted`, after `cancel`. */
  async fetch(mediaId: string): Promise<MediaView> {
    const control = this.#fetching.get(mediaId) ?? new AbortController();
    this.#fetching.set(mediaId, control);
    try {
      const file = await this.open(mediaId, 'playable', { signal: control.signal });
      const { kind, size } = file;
      await file.close();
      return { of: kind.of, type: mediaType(kind), sizeBytes: size };
    } finally {
      if (this.#fetching.get(mediaId) === control) this.#fetching.delete(mediaId);
    }
  }

  /** Whoever fetches it waits no more; it is broken off, unless it is being saved or streamed besides. */
  cancel(mediaId: string): void {
    this.#fetching.get(mediaId)?.abort();
    this.#fetching.delete(mediaId);
  }

  /** Null: it is not on its way. */
  progress(mediaId: string): MediaProgress | null {
    return this.#progress.get(mediaId) ?? null;
  }

  /** To be closed by the caller. Failures: those of `MediaLibrary`. */
  async open(mediaId: string, form: Form, options: AskOptions = {}): Promise<MediaFile> {
    const wasHere = this.has(mediaId);
    try {
      return await this.#library.open(mediaId, form, options);
    } catch (error) {
      const host = error instanceof Failure && error.params?.['allowable'];
      if (typeof host === 'string') this.#refusedHosts.set(mediaId, host);
      throw error;
    } finally {
      const wasOnItsWay = this.#progress.delete(mediaId);
      this.#toldAtMs.delete(mediaId);
      if (wasOnItsWay || this.has(mediaId) !== wasHere) this.#options.onChanged(mediaId);
    }
  }

  /**
   * «Разрешить»: the person trusts the host. Only that which this very record's file was refused for: which hosts are
   * asked for is not the window's to say. Failures `not-found`, `policy-locked`.
   */
  allowHost(mediaId: string, host: string): void {
    if (this.#refusedHosts.get(mediaId) !== host) throw new Failure('not-found');
    this.#options.allowHost?.(host);
  }

  /** Under which name a person would look for it. Fetches it first: its type is told by its bytes. */
  async suggestedName(mediaId: string, options: AskOptions = {}): Promise<string> {
    const record = await this.#record(mediaId);
    if (!record) throw new Failure('not-found');
    const file = await this.open(mediaId, 'original', options);
    const { format } = file.kind;
    await file.close();
    const { startedAtMs, client, numberA } = record;
    return fileNameOf({ startedAtMs, number: client ?? numberA, name: await this.#options.nameOf(record), format });
  }

  /** As the PBX has it, whole or not at all. Failure `file-not-saved`, and those of `MediaLibrary`. */
  async saveTo(mediaId: string, path: string, options: AskOptions = {}): Promise<void> {
    const file = await this.open(mediaId, 'original', options);
    try {
      await writeWhole(path, file.read(0, file.size));
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure('file-not-saved', { cause: error });
    } finally {
      await file.close();
    }
  }

  /** The days for which files are kept were changed. */
  sweep(): void {
    this.#retention.sweep();
  }

  stop(): void {
    this.#retention.stop();
    this.#library.stop();
  }

  async #record(mediaId: string): Promise<StoredRecord | null> {
    const asked = readMediaId(mediaId);
    if (!asked) return null;
    const records = await this.#options.cache.run('records.startedAt', asked.kind, asked.startedAtMs);
    return records.find((record) => mediaIdOf(record) === mediaId) ?? null;
  }

  async #renew(mediaId: string): Promise<string | null> {
    const record = await this.#record(mediaId);
    if (record) await this.#options.refresh(record);
    return (await this.#record(mediaId))?.fileUrl ?? null;
  }

  #came(mediaId: string, progress: MediaProgress): void {
    const nowMs = this.#options.clock.nowMs();
    this.#progress.set(mediaId, progress);
    if (nowMs - (this.#toldAtMs.get(mediaId) ?? 0) < progressEveryMs) return;
    this.#toldAtMs.set(mediaId, nowMs);
    this.#options.onChanged(mediaId);
  }
}
