import { Failure } from '../contract/errors.ts';
import type { CallbackPlan, Preferences } from '../contract/model.ts';
import type { Order } from '../cache/queries/orders.ts';

const farthestMs = 30 * 24 * 3600_000;
/** A planned call is not urgent: so long it can be taken back or changed, whatever the preferences say. */
export const shortestHoldMs = 10_000;
/** While the person is at changing it; told anew as long as he is. */
const changingHoldMs = 60_000;

/** A plan whose time is settled. */
export type Settled = Omit<CallbackPlan, 'inMs'>;

/** The order's own settings; without a plan those of the preferences. */
export function planOf(plan: CallbackPlan | undefined, preferences: Preferences, nowMs: number): Settled {
  if (plan) return settledOf(plan, nowMs);
  const { ringFirst, tries, pauseSeconds } = preferences;
  return { startsAtMs: null, ringFirst, tries, pauseSeconds };
}

/** Failures: `time-past`, `time-too-far`. */
export function settledOf({ inMs, ...plan }: CallbackPlan, nowMs: number): Settled {
  const settled = { ...plan, startsAtMs: inMs === undefined ? plan.startsAtMs : nowMs + inMs };
  checkStart(settled, nowMs);
  return settled;
}

function checkStart({ startsAtMs }: Pick<Settled, 'startsAtMs'>, nowMs: number): void {
  if (startsAtMs === null) return;
  if (startsAtMs <= nowMs) throw new Failure('time-past');
  if (startsAtMs - nowMs > farthestMs) throw new Failure('time-too-far');
}

/** What a plan is in the journal. */
export function plannedFields(plan: Settled): Pick<Order, 'startsAtMs' | 'ringFirst' | 'tries' | 'pauseSeconds'> {
  const { startsAtMs, ringFirst, tries, pauseSeconds } = plan;
  return { startsAtMs, ringFirst: ringFirst === 'me' ? 'me' : 'other', tries, pauseSeconds };
}

/** How long an order can be taken back before it is sent; 0: not at all. */
export function holdMsOf({ startsAtMs }: Pick<Settled, 'startsAtMs'>, cancelSeconds: number): number {
  return Math.max(startsAtMs === null ? 0 : shortestHoldMs, cancelSeconds * 1000);
}

/** For whoever is at changing an order: longer than it takes otherwise, but not over the time of the call. */
export function changingHoldMsOf({ startsAtMs }: Pick<Order, 'startsAtMs'>, nowMs: number): number {
  const leftMs = startsAtMs === null ? changingHoldMs : startsAtMs - nowMs;
  return Math.max(shortestHoldMs, Math.min(changingHoldMs, leftMs));
}

/** What is left of a hold that was begun by an earlier run, by a clock that may have been put right since. */
export function restOfHoldMs({ holdUntilMs }: Pick<Order, 'holdUntilMs'>, nowMs: number): number {
  return Math.min(Math.max(0, (holdUntilMs ?? 0) - nowMs), changingHoldMs);
}
