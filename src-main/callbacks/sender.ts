import { Failure } from '../contract/errors.ts';
import type { Clock } from '../clock.ts';
import type { Order, OrderPatch } from '../cache/queries/orders.ts';
import { VatsFailure } from '../vats/failure.ts';
import type { NewCallback } from '../vats/model.ts';
import type { CallbackApi, OrderJournal } from './journal.ts';

/** Younger than this, the last known task number still tells our task from earlier ones. */
const markFreshMs = 30_000;

interface SenderOptions {
  api: CallbackApi;
  journal: Pick<OrderJournal, 'update'>;
  clock: Clock;
  toWireNumber(number: string): string;
}

/**
 * Sends an order exactly once. Before `callback_add` leaves, the journal holds the last task number of the extension and
 * the time of sending; whatever is lost afterwards can then be settled by asking.
 */
export class Sender {
  readonly #options: SenderOptions;
  /** By extension: the highest task number seen, and when the PBX was asked. */
  readonly #marks = new Map<string, { taskId: number; askedAtMs: number }>();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** The order as the journal holds it after the answer, or its loss. Throws only what the journal throws. */
  async send(order: Order): Promise<Order> {
    const { api, journal, clock, toWireNumber } = this.#options;
    const lastTaskBefore = await this.#lastTask(order.extension);
    const sentAtMs = clock.nowMs();
    // A PC that slept between the click and this line still rings at the time that was chosen.
    const delaySeconds =
      order.startsAtMs === null ? null : Math.max(0, Math.round((order.startsAtMs - sentAtMs) / 1000));
    const marked = await journal.update(order.id, { lastTaskBefore, sentAtMs, delaySeconds });
    try {
      const taskId = await api.addCallback(newCallback(marked, toWireNumber));
      this.noticed(order.extension, taskId);
      return await journal.update(order.id, { phase: 'accepted', taskId });
    } catch (error) {
      return await journal.update(order.id, outcomeOf(error, clock.nowMs()));
    }
  }

  /** A task of this extension was seen: later ones are newer. */
  noticed(extension: string, taskId: number): void {
    const known = this.#marks.get(extension)?.taskId ?? 0;
    this.#marks.set(extension, { taskId: Math.max(known, taskId), askedAtMs: this.#options.clock.nowMs() });
  }

  /**
   * The last task of the extension; null when the PBX does not tell. A PBX that cannot tell may still take the order:
   * then times decide, see `findLostTask`.
   */
  async #lastTask(extension: string): Promise<number | null> {
    const mark = this.#marks.get(extension);
    if (mark && this.#options.clock.nowMs() - mark.askedAtMs < markFreshMs) return mark.taskId;
    try {
      const { records } = await this.#options.api.tasks({
        cdpn: extension,
        limit: 1,
        orderBy: 'task_id',
        order: 'desc',
      });
      this.noticed(extension, Math.max(0, ...records.map((task) => task.taskId)));
      return this.#marks.get(extension)?.taskId ?? null;
    } catch (error) {
      if (error instanceof Failure) return null;
      throw error;
    }
  }
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

/** Refused is only what certainly created no task; everything else is unknown and will be asked about. */
function outcomeOf(error: unknown, nowMs: number): OrderPatch {
  if (!(error instanceof Failure)) throw error;
  const certain = !(error instanceof VatsFailure) || error.delivery !== 'unknown';
  const { code, params } = error.view();
  const told = { code, ...(params && { params }) };
  return certain ? { phase: 'refused', error: told, settledAtMs: nowMs } : { phase: 'unknown', error: told };
}
