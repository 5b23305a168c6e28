import type { ImportField, ImportMatch, ImportState } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';
import { Latest } from '../latest.ts';
import { Interrupted } from './interrupted-import.svelte.ts';

const asProposed: ImportMatch = { encoding: null, delimiter: null, hasHeader: null, fields: null };

/** The import as main has it, and what the person said of how to read the file. */
export class Importing {
  state: ImportState = $state.raw({ phase: 'none' });
  /** The system's window in which a file is chosen is open. */
  choosing: boolean = $state(false);
  /** The file is looked at again, as the person said. */
  looking: boolean = $state(false);
  /** Why it could not be read as the person said; the last preview stays. */
  refused: unknown = $state.raw(null);

  readonly interrupted: Interrupted;

  readonly #ask: Ask;
  readonly #stop: () => void;
  readonly #states = new Latest();
  #match: ImportMatch = asProposed;

  constructor(ask: Ask, listen: Listen) {
    this.#ask = ask;
    this.interrupted = new Interrupted(ask, listen);
    this.#stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'import') void this.read();
    });
  }

  get shown(): boolean {
    return this.state.phase !== 'none';
  }

  /** An import goes on while its window is closed. */
  async read(): Promise<void> {
    await this.#take(this.#ask('contacts.importState'));
  }

  /** Has a file chosen. Failures: those of `contacts.importOpen`. */
  async open(): Promise<void> {
    if (this.choosing) return;
    this.choosing = true;
    this.#match = asProposed;
    this.refused = null;
    try {
      await this.#take(this.#ask('contacts.importOpen'));
    } finally {
      this.choosing = false;
    }
  }

  /** Another delimiter makes other columns, which are proposed anew. */
  async readAs(change: Partial<Omit<ImportMatch, 'fields'>>): Promise<void> {
    const fields = 'delimiter' in change ? null : this.#match.fields;
    await this.#look({ ...this.#match, ...change, fields });
  }

  async setField(column: number, field: ImportField): Promise<void> {
    if (this.state.phase !== 'matching' || !this.state.preview.table) return;
    const fields = this.#match.fields ?? this.state.preview.table.columns.map((each) => each.field);
    await this.#look({ ...this.#match, fields: fields.map((each, index) => (index === column ? field : each)) });
  }

  async run(): Promise<void> {
    await this.#take(this.#ask('contacts.importRun'));
  }

  /** Stops what is under way, or puts the file away. */
  async cancel(): Promise<void> {
    await this.#take(this.#ask('contacts.importCancel'));
  }

  async undo(): Promise<void> {
    await this.#take(this.#ask('contacts.importUndo'));
  }

  /** Saves the rows that are not taken in; false: the person changed his mind. */
  async saveSkipped(): Promise<boolean> {
    return (await this.#ask('contacts.importSaveSkipped')).saved;
  }

  close(): void {
    this.interrupted.close();
    this.#states.drop();
    this.#stop();
  }

  /** What was chosen first is not lost when something else is chosen before the answer. */
  async #look(match: ImportMatch): Promise<void> {
    const before = this.#match;
    this.#match = match;
    this.looking = true;
    this.refused = null;
    try {
      await this.#take(this.#ask('contacts.importPreview', match));
    } catch (error) {
      if (this.#match !== match) return;
      this.#match = before;
      this.refused = error;
    } finally {
      if (this.#match === match || this.refused !== null) this.looking = false;
    }
  }

  async #take(answer: Promise<ImportState>): Promise<void> {
    await this.#states.take(
      () => answer,
      (state) => (this.state = state),
    );
  }
}
