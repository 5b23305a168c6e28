import type { Callback, PbxTask } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';
import type { Cards } from './cards.svelte.ts';

/** Far more than are planned at a time; older tasks are not looked through. */
const lookedThrough = 200;

export type PlannedRow =
  | { kind: 'callback'; key: string; startsAtMs: number; callback: Callback }
  | { kind: 'task'; key: string; startsAtMs: number; task: PbxTask };

/** What is still ahead: planned on this PC, and what the PBX has for this extension from elsewhere. The next one first. */
export class PlannedCalls {
  selectedKey: string | null = $state(null);
  /** Why the PBX's own could not be read; what was planned here is shown all the same. */
  error: unknown = $state.raw(null);
  #elsewhere: PbxTask[] = $state.raw([]);

  readonly rows: PlannedRow[] = $derived.by(() => rowsOf(this.#cards.list, this.#elsewhere));
  readonly selected = $derived(this.rows.find(({ key }) => key === this.selectedKey) ?? null);

  readonly #ask: Ask;
  readonly #cards: Cards;
  readonly #extension: string;
  readonly #latest = new Latest();

  constructor(ask: Ask, cards: Cards, extension: string) {
    this.#ask = ask;
    this.#cards = cards;
    this.#extension = extension;
  }

  /** Asks the PBX; what was planned here comes with the cards. */
  async read(): Promise<void> {
    this.error = null;
    try {
      await this.#latest.take(
        () => this.#ask('callbacks.pbxTasks', { extension: this.#extension, count: lookedThrough }),
        ({ tasks }) =>
          (this.#elsewhere = tasks.filter(({ stage, orderId }) => stage === 'scheduled' && orderId === null)),
      );
    } catch (error) {
      this.error = error;
    }
  }

  close(): void {
    this.#latest.drop();
  }
}

const aheadStages: ReadonlySet<Callback['stage']> = new Set([
  'holding',
  'sending',
  'checking',
  'accepted',
  'scheduled',
]);

function rowsOf(cards: Callback[], elsewhere: PbxTask[]): PlannedRow[] {
  const own = cards.flatMap((callback): PlannedRow[] => {
    const { startsAtMs, stage, id } = callback;
    return startsAtMs === null || !aheadStages.has(stage) ? [] : [{ kind: 'callback', key: id, startsAtMs, callback }];
  });
  // A task of ours whose answer was lost is not adopted yet, and listed once all the same.
  const adopted = new Set(cards.map(({ taskId }) => taskId));
  const others = elsewhere.flatMap((task): PlannedRow[] =>
    adopted.has(task.taskId)
      ? []
      : [{ kind: 'task', key: `task-${task.taskId}`, startsAtMs: task.startsAtMs ?? 0, task }],
  );
  return [...own, ...others].sort((one, other) => one.startsAtMs - other.startsAtMs);
}
