import type { Cache } from '../cache/cache.ts';
import type { StoredContact } from '../cache/queries/contact-row.ts';
import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type { Contact, ImportMatch, ImportPreview, ImportState, Language, ReadNumber } from '../contract/model.ts';
import { batchesOf, type Opened } from './batches.ts';
import { ContactFile } from './contact-file.ts';
import { foreseeAll } from './foresight.ts';
import { ImportTally } from './import-tally.ts';
import { InterruptedImports, takeBack } from './interrupted-imports.ts';
import { makePreview } from './preview.ts';
import { saveSkipped, skippedName } from './skipped.ts';

export interface ContactImportOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  readNumber: (written: string) => ReadNumber;
  newId: () => string;
  /** The state is another one, or the counts have grown. */
  onChanged: () => void;
  /** Contacts came in. */
  onContacts: () => void;
  /** How a stored contact is shown. */
  shown: (contact: StoredContact) => Contact;
}

const tellEveryMs = 250;
const proposal: ImportMatch = { encoding: null, delimiter: null, hasHeader: null, fields: null };

/**
 * One import: a file is opened and looked at, the person says how to read it, it is run, and may be taken back. The file is
 * known to main only. What comes in is on the disk batch by batch; an import that is ended in the middle keeps it.
 */
export class ContactImport {
  readonly interrupted: InterruptedImports;
  readonly #options: ContactImportOptions;
  #state: ImportState = { phase: 'none' };
  #opened: Opened | null = null;
  #ending = new AbortController();
  /** Ends the counting of what the whole file would come to. */
  #foreseeing = new AbortController();
  #running: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();
  #saving: Promise<void> = Promise.resolve();
  #actId = '';
  #toldAtMs = 0;
  /** Counts how often the file was looked at: only the last look counts, and none after the run has begun. */
  #looks = 0;

  constructor(options: ContactImportOptions) {
    this.#options = options;
    this.interrupted = new InterruptedImports(options, () => (this.running ? this.#actId : null));
  }

  state(): ImportState {
    return this.#state;
  }

  /** Contacts are coming in. */
  get running(): boolean {
    return this.#state.phase === 'running';
  }

  /** Looks through a file and proposes how to read it. Failures: `import-busy`, those of `ContactFile`, `import-rows-max`. */
  async open(path: string): Promise<ImportState> {
    this.#refuseWhenBusy();
    this.#ending.abort();
    this.#foreseeing.abort();
    const ending = (this.#ending = new AbortController());
    this.#opened = null;
    try {
      const file = await ContactFile.choose(path, ending.signal);
      this.#be({ phase: 'reading', fileName: file.name });
      return await this.#look(file, proposal);
    } catch (error) {
      // Another file may have been opened meanwhile.
      if (ending === this.#ending) this.#be({ phase: 'none' });
      if (ending.signal.aborted) return this.#state;
      throw error;
    }
  }

  /** Looks at the opened file again, as the person says. Failures as `open`, which leave the last preview; `not-found`. */
  async preview(match: ImportMatch): Promise<ImportState> {
    if (this.#state.phase !== 'matching' || !this.#opened) throw new Failure('not-found');
    const ending = this.#ending;
    try {
      return await this.#look(this.#opened.file, match);
    } catch (error) {
      if (ending.signal.aborted) return this.#state;
      throw error;
    }
  }

  /** Begins; `state` tells how it goes on. Failure `not-found` when nothing is previewed. */
  run(): ImportState {
    const [state, opened] = [this.#state, this.#opened];
    if (state.phase !== 'matching' || !opened) throw new Failure('not-found');
    const { fileName, rowCount } = state.preview;
    this.#looks += 1;
    this.#foreseeing.abort();
    this.#actId = this.#options.newId();
    const tally = new ImportTally();
    this.#be({ phase: 'running', fileName, rowCount, counts: tally.counts });
    this.#running = this.#takeIn(opened, rowCount, tally);
    return this.#state;
  }

  /** Ends a run after the batch it is at; otherwise puts the file away. */
  async cancel(): Promise<ImportState> {
    this.#ending.abort();
    this.#foreseeing.abort();
    if (this.running) await this.#running;
    else {
      this.#opened = null;
      this.#be({ phase: 'none' });
    }
    return this.#state;
  }

  /** Takes back the import that has ended, but for contacts that were changed since. Failure `not-found`. */
  async undo(): Promise<ImportState> {
    const state = this.#state;
    if (state.phase !== 'ended' || state.end === 'undone') throw new Failure('not-found');
    const left = await takeBack(this.#options, this.#actId);
    this.#options.onContacts();
    this.#be({ ...state, end: 'undone', left });
    return this.#state;
  }

  /** What the file of the skipped rows is called. Failure `not-found` when there is none to be read. */
  skippedName(language: Language): string {
    return skippedName(this.#looked().file.name, language);
  }

  /** Writes all rows that are not taken in, or were not, to a file. Failures: those of `saveSkipped`; `not-found`. */
  async saveSkipped(language: Language, path: string): Promise<void> {
    const opened = this.#looked();
    const most = this.#state.phase === 'ended' ? this.#state.counts.wrong : Infinity;
    const { readNumber } = this.#options;
    this.#saving = saveSkipped(opened, { readNumber, language, most, signal: this.#stopping.signal }, path);
    await this.#saving;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([this.cancel(), this.#saving.catch(() => undefined)]);
  }

  #looked(): Opened {
    if (!this.#opened || this.running) throw new Failure('not-found');
    return this.#opened;
  }

  #refuseWhenBusy(): void {
    if (this.#state.phase === 'running' || this.#state.phase === 'reading') throw new Failure('import-busy');
  }

  async #look(file: ContactFile, match: ImportMatch): Promise<ImportState> {
    const ending = this.#ending;
    const look = ++this.#looks;
    const reading = await file.plan(match, this.#options.readNumber);
    const preview = await makePreview(this.#options, file, reading);
    ending.signal.throwIfAborted();
    if (look !== this.#looks) return this.#state;
    this.#foreseeing.abort();
    this.#opened = { file, reading };
    this.#be({ phase: 'matching', preview });
    if (preview.counting) void this.#foresee(this.#opened, preview);
    return this.#state;
  }

  /** What the whole file would come to is told once it is known, while the person looks at its first rows. */
  async #foresee(opened: Opened, preview: ImportPreview): Promise<void> {
    const { signal } = (this.#foreseeing = new AbortController());
    // Whatever goes wrong here goes wrong with the import itself, which says so.
    const counts = await foreseeAll(this.#options, opened, signal).catch(() => null);
    if (!signal.aborted) this.#be({ phase: 'matching', preview: { ...preview, counts, counting: false } });
  }

  async #takeIn(opened: Opened, rowCount: number, tally: ImportTally): Promise<void> {
    const { cache, clock } = this.#options;
    const fileName = opened.file.name;
    const act = { id: this.#actId, nowMs: clock.nowMs() };
    const end = async (how: 'done' | 'cancelled' | 'failed', failure: Failure | null) => {
      const { counts, problems, problemCount } = tally;
      const error = failure?.view() ?? null;
      // Cut off by the end of the program, it is told of at the next start.
      const told = how === 'done' || !this.#stopping.signal.aborted;
      if (told) await cache.run('contactImport.end', act.id, how === 'done').catch(() => undefined);
      this.#options.onContacts();
      this.#be({ phase: 'ended', fileName, end: how, error, counts, problems, problemCount, left: 0 });
    };
    try {
      await cache.run('contactImport.begin', act, { fileName, rowCount });
      for await (const batch of batchesOf(opened, tally, this.#options)) {
        this.#ending.signal.throwIfAborted();
        tally.tookIn(await cache.run('contactImport.takeIn', batch, act));
        this.#tellProgress();
      }
      await end('done', null);
    } catch (error) {
      if (this.#ending.signal.aborted) await end('cancelled', null);
      else await end('failed', error instanceof Failure ? error : new Failure('internal', { cause: error }));
    }
  }

  #tellProgress(): void {
    const nowMs = this.#options.clock.nowMs();
    if (Math.abs(nowMs - this.#toldAtMs) < tellEveryMs) return;
    this.#toldAtMs = nowMs;
    this.#options.onChanged();
  }

  #be(state: ImportState): void {
    this.#state = state;
    this.#options.onChanged();
  }
}
