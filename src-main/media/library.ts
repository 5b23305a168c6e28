import { Failure } from '../contract/errors.ts';
import type { Agents } from '../vats/exchange.ts';
import { defaultConvertLimits, playability, toPcm, type ConvertLimits } from './convert.ts';
import { defaultDownloadLimits, download, type DownloadLimits, type Progress } from './download.ts';
import { headBytes, isWebPage, kindOf, type MediaKind } from './kind.ts';
import { MediaFile } from './media-file.ts';
import { SharedWork } from './shared-work.ts';
import type { MediaStore } from './store.ts';
import type { Trust } from './trusted.ts';

/** Where the links are: they are re-issued, so a file goes by its record's id, and the link is asked for when it is needed. */
export interface Links {
  /** The newest link known; null: there is no such record, or it has no file. */
  current(id: string): Promise<string | null>;
  /** After the PBX refused the current one: asks it for the record again. May return the same link. */
  renew?(id: string): Promise<string | null>;
}

export interface MediaLibraryOptions {
  store: MediaStore;
  links: Links;
  /** Asked anew for each file: the hosts allowed are a setting. */
  trust: () => Trust;
  /** By which connections an address is reached; left out: directly. */
  agents?: (url: URL) => Promise<Agents>;
  downloadLimits?: Partial<DownloadLimits>;
  convertLimits?: Partial<ConvertLimits>;
  /** While a file is on its way; the last call tells of all its bytes. */
  onProgress?: (id: string, progress: Progress) => void;
}

/** As the PBX has it, or (`playable`) as the engine plays it. */
export type Form = 'original' | 'playable';

export interface AskOptions {
  signal?: AbortSignal | undefined;
}

/**
 * Recordings and faxes: from the store, or from the PBX once, however many ask. Offline, what was fetched before is there.
 *
 * Failures: `not-found` (no such file), those of `download`, `file-web-page`, `file-unknown-type`, `file-not-saved`; for
 * `playable` also `file-unplayable` and `file-damaged`.
 */
export class MediaLibrary {
  readonly #options: MediaLibraryOptions;
  readonly #downloadLimits: DownloadLimits;
  readonly #convertLimits: ConvertLimits;
  readonly #work = new SharedWork<void>();

  constructor(options: MediaLibraryOptions) {
    this.#options = options;
    this.#downloadLimits = { ...defaultDownloadLimits, ...options.downloadLimits };
    this.#convertLimits = { ...defaultConvertLimits, ...options.convertLimits };
  }

  /** Already on this PC: opening it asks nobody. */
  has(id: string): boolean {
    return this.#options.store.has(id);
  }

  async open(id: string, form: Form = 'original', { signal }: AskOptions = {}): Promise<MediaFile> {
    const original = await this.#openStored(id, signal, (inner) => this.#fetch(id, inner));
    if (form === 'original' || original.kind.of === 'pages') return original;
    const way = playability(original.kind);
    if (way === 'as-is') return original;
    await original.close();
    if (way === 'never') throw new Failure('file-unplayable', { params: { format: nameOf(original.kind) } });
    return this.#openStored(pcmOf(id), signal, (inner) => this.#convert(id, inner));
  }

  /** The file of this record is deleted from this PC; it can be fetched again. */
  async forget(id: string): Promise<void> {
    await this.#options.store.forget(id);
    await this.#options.store.forget(pcmOf(id));
  }

  /** Breaks off what is under way. */
  stop(): void {
    this.#work.stop();
  }

  /** What is under way for `key` is joined, what is missing is made; what turns out damaged is made again. */
  async #openStored(key: string, signal: AbortSignal | undefined, make: Make): Promise<MediaFile> {
    const { store } = this.#options;
    const made = async (damaged: boolean) => {
      // Deleted as part of the work, so that a second one who meets the damage does not delete what the first has mended.
      await this.#work.join(key, signal, async (inner) => {
        if (damaged) await store.forget(key);
        await make(inner);
      });
      const reader = await store.read(key);
      // Put there a moment ago, and gone or damaged already.
      if (!reader) throw new Failure('file-not-saved', { retry: true });
      return reader;
    };
    return MediaFile.open((await store.read(key)) ?? (await made(false)), () => made(true));
  }

  async #fetch(id: string, signal: AbortSignal): Promise<void> {
    const link = await this.#options.links.current(id);
    if (link === null) throw new Failure('not-found');
    try {
      await this.#store(id, link, signal);
    } catch (error) {
      const renewed = isStale(error) ? await this.#options.links.renew?.(id) : null;
      if (!renewed || renewed === link) throw error;
      await this.#store(id, renewed, signal);
    }
  }

  async #store(id: string, link: string, signal: AbortSignal): Promise<void> {
    const { store, trust, agents, onProgress } = this.#options;
    const pieces = download(link, {
      trust: trust(),
      limits: this.#downloadLimits,
      signal,
      agents: await agents?.(new URL(link)),
      onProgress: onProgress && ((progress) => onProgress(id, progress)),
    });
    await store.put(id, ofKnownKind(pieces));
  }

  async #convert(id: string, signal: AbortSignal): Promise<void> {
    const original = await this.open(id, 'original', { signal });
    try {
      await this.#options.store.put(pcmOf(id), toPcm(original, this.#convertLimits, signal));
    } finally {
      await original.close();
    }
  }
}

type Make = (signal: AbortSignal) => Promise<void>;

/** Beside the original, under an id that no record has. */
const pcmOf = (id: string) => `${id}\0pcm`;

/** Its link was good once, perhaps: some servers refuse it then, others send to where one logs in. */
const isStale = (error: unknown) =>
  error instanceof Failure && (error.code === 'file-gone' || error.code === 'file-web-page');

/** For a person: «wav, gsm». */
const nameOf = (kind: MediaKind) =>
  'codec' in kind && kind.codec !== 'other' ? `${kind.format}, ${kind.codec}` : kind.format;

/** The same pieces, once their beginning is that of a recording or a fax; a login page is not worth storing. */
async function* ofKnownKind(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of pieces) {
    if (head === null) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < headBytes) continue;
    yield assertKnown(head);
    head = null;
  }
  if (head !== null) yield assertKnown(head);
}

function assertKnown(head: Buffer): Buffer {
  if (!kindOf(head)) throw new Failure(isWebPage(head) ? 'file-web-page' : 'file-unknown-type', { retry: true });
  return head;
}
