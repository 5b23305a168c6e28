import type { PbxTask } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';

const pageSize = 50;
/** The contract's limit. */
const most = 1000;

/** «На АТС»: the PBX's own tasks, newest first, of one extension or of all. Asked for when it is looked at. */
export class PbxList {
  tasks: PbxTask[] = $state.raw([]);
  /** Null: of everybody. */
  extension: string | null = $state(null);
  more: boolean = $state(false);
  loaded: boolean = $state(false);
  busy: boolean = $state(false);
  readAtMs: number = $state(0);
  error: unknown = $state.raw(null);
  selectedId: number | null = $state(null);

  readonly selected = $derived(this.tasks.find(({ taskId }) => taskId === this.selectedId) ?? null);

  readonly #ask: Ask;
  readonly #latest = new Latest();
  #count = pageSize;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Again, as many as are shown. */
  async read(): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      const isLatest = await this.#latest.take(
        () => this.#ask('callbacks.pbxTasks', { extension: this.extension, count: this.#count }),
        ({ tasks, more }) => {
          this.tasks = tasks;
          this.more = more && this.#count < most;
          this.readAtMs = Date.now();
          this.loaded = true;
        },
      );
      if (isLatest) this.busy = false;
    } catch (error) {
      this.error = error;
      this.busy = false;
    }
  }

  async showMore(): Promise<void> {
    this.#count = Math.min(this.#count + pageSize, most);
    await this.read();
  }

  async filter(extension: string | null): Promise<void> {
    if (extension === this.extension) return;
    this.extension = extension;
    this.tasks = [];
    this.loaded = false;
    this.#count = pageSize;
    await this.read();
  }

  close(): void {
    this.#latest.drop();
  }
}
