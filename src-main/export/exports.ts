import type { Cache } from '../cache/cache.ts';
import type { Clock } from '../clock.ts';
import { Failure } from '../contract/errors.ts';
import type {
  ExportKind,
  ExportRecordings,
  ExportRecords,
  ExportsView,
  Language,
  RecordFilter,
} from '../contract/model.ts';
import type { RecordViews } from '../journal/record-views.ts';
import { localDay } from '../local-time.ts';
import type { RecordFiles } from '../media/record-files.ts';
import type { Cell } from './cells.ts';
import { recordLayout, recordRow } from './record-table.ts';
import { assertWritable, saveRecordings } from './recordings.ts';
import { RunningExport } from './running-export.ts';
import { exportTexts } from './texts.ts';
import { countOf, walk } from './walk.ts';
import { sheetRowsMax, writeTable } from './write-table.ts';

interface ExportsOptions {
  cache: Pick<Cache, 'run'>;
  clock: Clock;
  views: RecordViews;
  files: Pick<RecordFiles, 'suggestedName' | 'saveTo'>;
  language(): Language;
  onChanged(): void;
  onDefect(error: unknown): void;
}

/** What of the journal a person takes along: a table, or the recordings and faxes themselves. One of each at a time. */
export class Exports {
  readonly #options: ExportsOptions;
  readonly #last: Record<ExportKind, RunningExport | null> = { records: null, recordings: null };

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  state(): ExportsView {
    return { records: this.#last.records?.view ?? null, recordings: this.#last.recordings?.view ?? null };
  }

  /**
   * Asks where to (`whereToSave`; null: nowhere) and begins; false: the person changed his mind. How it goes is in the
   * state; `onSaved` hears of the finished file. Failures `export-busy`, `export-too-long`.
   */
  async records(
    { filter, format }: ExportRecords,
    whereToSave: (suggestedName: string) => Promise<string | null>,
    onSaved: (path: string) => void = () => undefined,
  ): Promise<boolean> {
    const { cache, language, clock } = this.#options;
    this.#assertFree('records');
    const total = await countOf(cache, filter);
    if (format === 'xlsx' && total > sheetRowsMax)
      throw new Failure('export-too-long', { params: { rows: total, limit: sheetRowsMax } });
    const speaks = language();
    const path = await whereToSave(`${exportTexts(speaks).fileName} ${localDay(clock.nowMs())}.${format}`);
    if (path === null) return false;
    this.#start('records', total, async (running) => {
      const rows = this.#rows(filter, speaks, running, format === 'xlsx' ? sheetRowsMax : Infinity);
      const { signal } = running;
      running.advance({ bytes: await writeTable({ format, path, layout: recordLayout(speaks), rows, signal }) });
      onSaved(path);
    });
    return true;
  }

  /** The same into a folder (`whichFolder`). Failures `export-busy`, `folder-not-writable`. */
  async recordings(
    { filter }: ExportRecordings,
    whichFolder: () => Promise<string | null>,
    onSaved: (path: string) => void = () => undefined,
  ): Promise<boolean> {
    const { cache, files } = this.#options;
    this.#assertFree('recordings');
    const folder = await whichFolder();
    if (folder === null) return false;
    await assertWritable(folder);
    const total = await countOf(cache, filter);
    this.#start('recordings', total, (running) =>
      saveRecordings({ files, folder, running, onSaved, pages: walk(cache, filter, running.signal) }),
    );
    return true;
  }

  /** Resolves when it has come to its end. */
  async cancel(kind: ExportKind): Promise<void> {
    await this.#last[kind]?.cancel();
  }

  /** The person has seen how it ended. */
  forget(kind: ExportKind): void {
    if (this.#last[kind]?.running) return;
    this.#last[kind] = null;
    this.#options.onChanged();
  }

  async stop(): Promise<void> {
    await Promise.all([this.cancel('records'), this.cancel('recordings')]);
  }

  #assertFree(kind: ExportKind): void {
    if (this.#last[kind]?.running) throw new Failure('export-busy');
  }

  #start(kind: ExportKind, total: number, work: (running: RunningExport) => Promise<void>): void {
    // While the person was choosing, another may have begun.
    this.#assertFree(kind);
    const running = new RunningExport({ total, ...this.#options });
    this.#last[kind] = running;
    running.start(() => work(running));
    this.#options.onChanged();
  }

  /** `room`: records that came in since they were counted find none. */
  async *#rows(
    filter: RecordFilter,
    language: Language,
    running: RunningExport,
    room: number,
  ): AsyncGenerator<Cell[][]> {
    const { cache, views } = this.#options;
    for await (const page of walk(cache, filter, running.signal)) {
      const shown = (await views.of(page)).slice(0, room - running.view.done);
      yield shown.map((record) => recordRow(record, language));
      running.advance({ done: shown.length, written: shown.length });
    }
  }
}
