import {
  exportKinds,
  type ExportFormat,
  type ExportKind,
  type ExportsView,
  type ExportView,
  type RecordFilter,
} from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';

/** A table, or the files themselves. */
export type Choice = ExportFormat | 'files';

const kindOf = (choice: Choice): ExportKind => (choice === 'files' ? 'recordings' : 'records');

/** What is taken along from the journal: asked for in a dialog, and going on when that is closed. */
export class Exporting {
  open: boolean = $state(false);
  choice: Choice = $state('xlsx');
  /** Under which records were shown when the dialog was opened. */
  filter: RecordFilter = $state.raw({});
  state: ExportsView = $state.raw({ records: null, recordings: null });
  /** The person is choosing a place, or main is asked to begin. */
  starting: boolean = $state(false);
  error: unknown = $state.raw(null);

  readonly kind: ExportKind = $derived(kindOf(this.choice));
  readonly view: ExportView | null = $derived(this.state[this.kind]);
  /** Those that the line at the foot of the window tells of. */
  readonly running: ExportKind[] = $derived(exportKinds.filter((kind) => this.state[kind]?.phase === 'running'));

  readonly #ask: Ask;
  readonly #stop: () => void;
  readonly #onEnd: (kind: ExportKind, view: ExportView) => void;
  readonly #latest = new Latest();

  /** `onEnd`: one came to an end that the dialog did not show. */
  constructor(ask: Ask, listen: Listen, onEnd: (kind: ExportKind, view: ExportView) => void) {
    this.#ask = ask;
    this.#onEnd = onEnd;
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'export') void this.read().catch(() => undefined);
    });
  }

  async read(): Promise<void> {
    await this.#latest.take(
      () => this.#ask('export.state'),
      (state) => this.#take(state),
    );
  }

  /** What is under way is shown; what ended before makes room. */
  begin(filter: RecordFilter): void {
    this.filter = filter;
    this.error = null;
    const [running] = this.running;
    if (running) this.#choose(running);
    for (const kind of exportKinds) if (this.state[kind] && !this.running.includes(kind)) this.#forget(kind);
    this.open = true;
  }

  /** How this one goes, or ended. */
  show(kind: ExportKind): void {
    this.error = null;
    this.#choose(kind);
    this.open = true;
  }

  /** Asks where to, and begins. */
  async start(): Promise<void> {
    const { filter, choice } = this;
    this.error = null;
    this.starting = true;
    try {
      if (choice === 'files') await this.#ask('export.recordings', { filter });
      else await this.#ask('export.records', { filter, format: choice });
      await this.read();
    } catch (error) {
      this.error = error;
    } finally {
      this.starting = false;
    }
  }

  async cancel(kind: ExportKind): Promise<void> {
    await this.#ask('export.cancel', { kind });
    await this.read();
  }

  /** What goes on goes on; what has ended was seen. */
  shut(): void {
    this.open = false;
    if (this.view && this.view.phase !== 'running') this.#forget(this.kind);
  }

  close(): void {
    this.#latest.drop();
    this.#stop();
  }

  #choose(kind: ExportKind): void {
    if (this.kind !== kind) this.choice = kind === 'recordings' ? 'files' : 'xlsx';
  }

  #forget(kind: ExportKind): void {
    this.state = { ...this.state, [kind]: null };
    // What main still has of it is put away the next time.
    void this.#ask('export.forget', { kind }).catch(() => undefined);
  }

  #take(state: ExportsView): void {
    const before = this.state;
    this.state = state;
    for (const kind of exportKinds) {
      const view = state[kind];
      const ended = before[kind]?.phase === 'running' && view !== null && view.phase !== 'running';
      if (ended && !(this.open && this.kind === kind)) this.#onEnd(kind, view);
    }
  }
}
