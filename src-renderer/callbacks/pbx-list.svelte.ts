import type { PbxTask, PbxTaskPage } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';

const pageSize = 50;
/** The contract's limit; older ones stay as they were read. */
const mostAgain = 1000;

/** «На АТС»: the PBX's own tasks, newest first, of one extension or of all. Asked for when it is looked at. */
export class PbxList {
  tasks: PbxTask[] = $state.raw([]);
  /** Null: of everybody. */
  extension: string | null = $state(null);
  more: boolean = $state(false);
  loaded: boolean = $state(false);
  busy: boolean = $state(false);
  error: unknown = $state.raw(null);
  selectedId: number | null = $state(null);

  readonly selected = $derived(this.tasks.find(({ taskId }) => taskId === this.selectedId) ?? null);

  readonly #ask: Ask;
  readonly #latest = new Latest();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Again what is shown. */
  async read(): Promise<void> {
    const count = Math.min(Math.max(this.tasks.length, pageSize), mostAgain);
    await this.#take(count, null, ({ tasks, more }) => {
      const oldest = tasks.at(-1)?.taskId ?? 0;
      // Between the answer and what was newest before, there may be others that were never read.
      const joins = more && (this.tasks[0]?.taskId ?? 0) >= oldest;
      const older = joins ? this.tasks.filter(({ taskId }) => taskId < oldest) : [];
      this.tasks = [...tasks, ...older];
      if (older.length === 0) this.more = more;
      this.loaded = true;
    });
  }

  async showMore(): Promise<void> {
    const oldest = this.tasks.at(-1);
    if (!oldest) return this.read();
    await this.#take(pageSize, oldest.taskId, ({ tasks, more }) => {
      this.tasks = [...this.tasks, ...tasks];
      this.more = more;
    });
  }

  async filter(extension: string | null): Promise<void> {
    if (extension === this.extension) return;
    this.extension = extension;
    this.tasks = [];
    this.loaded = false;
    await this.read();
  }

  async #take(count: number, before: number | null, use: (page: PbxTaskPage) => void): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      const { extension } = this;
      const isLatest = await this.#latest.take(
        () => this.#ask('callbacks.pbxTasks', { extension, count, before }),
        use,
      );
      if (isLatest) this.busy = false;
    } catch (error) {
      this.error = error;
      this.busy = false;
    }
  }

  close(): void {
    this.#latest.drop();
  }
}
