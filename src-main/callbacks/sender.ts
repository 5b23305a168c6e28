import { Failure } from '../contract/errors.ts';
import type { Clock } from '../clock.ts';
import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import { VatsFailure } from '../vats/failure.ts';
import type { CallbackTask, Decoded, NewCallback } from '../vats/model.ts';
import type { CallbackApi, OrderJournal } from './journal.ts';

/** Younger than this, the last known task number still tells our task from earlier ones. */
const markFreshMs = 30_000;
/** Somebody who closed the lid right after the click does not want the client rung long after the time that he meant. */
const staleMs = 5 * 60_000;

interface SenderOptions {
  api: CallbackApi;
  journal: Pick<OrderJournal, 'update'>;
  clock: Clock;
  toWireNumber(number: string): string;
  onDefect(error: unknown): void;
}

/**
 * Sends an order exactly once. Before `callback_add` leaves, the journal holds the last task number of the extension and
 * the time of sending; whatever is lost afterwards can then be settled by asking.
 */
export class Sender {
  readonly #options: SenderOptions;
  /** By extension: the last task's number, and when it was known to be the last. */
  readonly #marks = new Map<string, { taskId: number; knownAtMs: number }>();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /**
   * What came of it, still to be noted in the journal. Throws nothing: a journal that fails *before* the sending means
   * that nothing was sent; after it, nothing but the PBX's answer decides.
   */
  async send(order: Order): Promise<OrderPatch> {
    const { api, clock, toWireNumber } = this.#options;
    let marked: Order | null;
    try {
      marked = await this.#mark(order);
    } catch (error) {
      return this.unsent(error);
    }
    if (!marked) return tooLate(order, clock.nowMs());
    try {
      const taskId = await api.addCallback(newCallback(marked, toWireNumber));
      this.#isLast(order.extension, taskId);
      return { phase: 'accepted', taskId };
    } catch (error) {
      return this.#outcomeOf(error);
    }
  }

  /** What has to be noted of an order that failed before anything was sent. */
  unsent(error: unknown): OrderPatch {
    const settledAtMs = this.#options.clock.nowMs();
    return { phase: 'refused', error: this.#toldOf(error), holdUntilMs: null, sentAtMs: null, settledAtMs };
  }

  /** Makes the journal ready for the sending; null: it came too late, and nothing is to be sent. */
  async #mark(order: Order): Promise<Order | null> {
    const { journal, clock } = this.#options;
    const isStale = () => clock.nowMs() - (order.startsAtMs ?? order.orderedAtMs) > staleMs;
    if (isStale()) return null;
    const lastTaskBefore = await this.#lastTask(order.extension);
    // An answer may have put the clock right, and then the order only seems old; no answer may mean that the PC slept.
    if (lastTaskBefore === null && isStale()) return null;
    const sentAtMs = clock.nowMs();
    // A PC that slept between the click and this line still rings at the time that was chosen, and never a second before.
    const delaySeconds =
      order.startsAtMs === null ? null : Math.max(0, Math.ceil((order.startsAtMs - sentAtMs) / 1000));
    return journal.update(order.id, { lastTaskBefore, sentAtMs, delaySeconds });
  }

  #isLast(extension: string, taskId: number): void {
    this.#marks.set(extension, { taskId, knownAtMs: this.#options.clock.nowMs() });
  }

  /**
   * The last task of the extension; null when the PBX does not tell. A PBX that cannot tell may still take the order:
   * then times decide, see `findLostTask`.
   */
  async #lastTask(extension: string): Promise<number | null> {
    const { api, clock } = this.#options;
    const mark = this.#marks.get(extension);
    if (mark && Math.abs(clock.nowMs() - mark.knownAtMs) < markFreshMs) return mark.taskId;
    try {
      const last = highest(await api.tasks({ cdpn: extension, limit: 1, orderBy: 'task_id', order: 'desc' }));
      // Whether the PBX sorts as it is told is shown by what comes after: as a rule, nothing.
      const later = highest(await api.tasks({ cdpn: extension, ...(last > 0 && { afterTaskId: last }) }));
      this.#isLast(extension, Math.max(last, later));
      return Math.max(last, later);
    } catch (error) {
      if (error instanceof Failure) return null;
      throw error;
    }
  }

  /** Refused is only what certainly created no task; everything else is unknown and will be asked about. */
  #outcomeOf(error: unknown): OrderPatch {
    const certain = error instanceof VatsFailure ? error.delivery !== 'unknown' : error instanceof Failure;
    const told = this.#toldOf(error);
    return certain
      ? { phase: 'refused', error: told, settledAtMs: this.#options.clock.nowMs() }
      : { phase: 'unknown', error: told };
  }

  #toldOf(error: unknown): NonNullable<OrderPatch['error']> {
    if (!(error instanceof Failure)) {
      this.#options.onDefect(error);
      return { code: 'internal' };
    }
    const { code, params } = error.view();
    return { code, ...(params && { params }) };
  }
}

function tooLate({ startsAtMs }: Order, nowMs: number): OrderPatch {
  return { phase: 'not-created', settledAtMs: nowMs, ...(startsAtMs !== null && { error: { code: 'time-past' } }) };
}

/** The highest task number in an answer; 0: there is no task. Throws when there is nothing but nonsense in it. */
function highest({ records, rejected }: Decoded<CallbackTask>): number {
  if (records.length === 0 && rejected > 0) throw new Failure('bad-answer', { retry: true });
  return records.reduce((most, { taskId }) => Math.max(most, taskId), 0);
}

/** The order in the API's terms (document 3.4). */
function newCallback(order: Order, toWireNumber: (number: string) => string): NewCallback {
  const insideRole = order.kind === 'client' ? 'me' : 'other';
  return {
    first: order.ringFirst === insideRole ? 'b' : 'a',
    cgpn: toWireNumber(order.number),
    cdpn: order.extension,
    tries: order.tries,
    pauseSeconds: order.pauseSeconds,
    ...(order.delaySeconds !== null && { delaySeconds: order.delaySeconds }),
  };
}
