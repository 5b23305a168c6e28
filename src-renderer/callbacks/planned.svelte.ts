import type { Callback, PbxTask } from '../../src-main/contract/model.ts';
import type { Ask } from '../bridge.ts';
import { Latest } from '../latest.ts';
import type { Cards } from './cards.svelte.ts';

/** Others plan seldom. */
const againMs = 60_000;
/** The PBX looks into its queue every so often. */
const beginsWithinMs = 3000;

export type PlannedRow =
  | { kind: 'callback'; key: string; startsAtMs: number; callback: Callback }
  | { kind: 'task'; key: string; startsAtMs: number; task: PbxTask };

/** What is still ahead: planned on this PC, and what the PBX has for this extension from elsewhere. The next one first. */
export class PlannedCalls {
  selectedKey: string | null = $state(null);
  /** Why the PBX's own could not be read; what was planned here is shown all the same. */
  error: unknown = $state.raw(null);
  busy: boolean = $state(false);
  /** When the PBX answered; null: not yet. */
  readAtMs: number | null = $state(null);
  #elsewhere: PbxTask[] = $state.raw([]);
  #dueMs = 0;

  readonly rows: PlannedRow[] = $derived.by(() => rowsOf(this.#cards.list, this.#elsewhere));
  readonly selected = $derived(this.rows.find(({ key }) => key === this.selectedKey) ?? null);

  readonly #ask: Ask;
  readonly #cards: Cards;
  readonly #latest = new Latest();

  constructor(ask: Ask, cards: Cards) {
    this.#ask = ask;
    this.#cards = cards;
  }

  /** Asks the PBX; what was planned here comes with the cards. */
  async read(): Promise<void> {
    this.busy = true;
    this.error = null;
    const isLatest = await this.#latest
      .take(
        () => this.#ask('callbacks.pbxPlanned'),
        (tasks) => {
          this.#elsewhere = tasks;
          this.readAtMs = Date.now();
        },
      )
      .catch((error: unknown) => {
        this.error = error;
        return true;
      });
    if (!isLatest) return;
    this.busy = false;
    this.#dueMs = this.#nextReadMs(Date.now());
  }

  /** The time, told while somebody looks: what is planned changes by itself. */
  tick(nowMs: number): void {
    if (!this.busy && nowMs >= this.#dueMs) void this.read();
  }

  /** In a while, and as soon as the next call has begun. */
  #nextReadMs(nowMs: number): number {
    const begins = this.#elsewhere.map(({ startsAtMs }) => (startsAtMs ?? 0) + beginsWithinMs);
    return Math.min(nowMs + againMs, ...begins.filter((atMs) => atMs > nowMs));
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
