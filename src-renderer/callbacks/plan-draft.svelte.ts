import type { ErrorCode, Failure } from '../../src-main/contract/errors.ts';
import type { CallbackPlan } from '../../src-main/contract/model.ts';
import { momentOf, readWritten, startOf, writtenOf, type QuickTime, type Written } from './moments.ts';

const farthestMs = 30 * 24 * 3600_000;

export type PlanChoice = 'now' | QuickTime | 'own';

interface Begin {
  who: string;
  kind: 'client' | 'colleague';
  /** The order that is changed; null: a new one. */
  changes: string | null;
  plan: CallbackPlan;
}

/** What is wrong with the time so far; `incomplete` is not to be told before the person wants to order. */
export type PlanProblem = Extract<ErrorCode, 'time-past' | 'time-too-far'> | 'incomplete';

/** What is chosen in the dialog for a later call. */
export class PlanDraft {
  readonly who: string;
  readonly kind: 'client' | 'colleague';
  readonly changes: string | null;
  choice: PlanChoice = $state('in15');
  own: Written = $state.raw({ day: '', time: '' });
  ringFirst: CallbackPlan['ringFirst'] = $state('me');
  tries: number = $state(1);
  pauseSeconds: number = $state(120);
  /** The person wanted to order: now what is missing is told, too. */
  insisted: boolean = $state(false);
  busy: boolean = $state(false);
  refusal: Failure | null = $state.raw(null);

  constructor({ who, kind, changes, plan }: Begin) {
    this.who = who;
    this.kind = kind;
    this.changes = changes;
    this.ringFirst = plan.ringFirst;
    this.tries = plan.tries;
    this.pauseSeconds = plan.pauseSeconds;
    if (plan.startsAtMs === null) return;
    this.choice = 'own';
    this.own = writtenOf(plan.startsAtMs);
  }

  choose(choice: PlanChoice): void {
    this.choice = choice;
    this.refusal = null;
  }

  /** Another day or another time than what is shown at that moment. */
  write(patch: Partial<Written>, nowMs: number): void {
    this.own = { ...this.written(nowMs), ...patch };
    this.choose('own');
  }

  /** What the fields show. */
  written(nowMs: number): Written {
    if (this.choice === 'own') return this.own;
    return writtenOf(this.choice === 'now' ? nowMs : momentOf(this.choice, nowMs));
  }

  /** Null: at once. NaN: not complete. */
  startsAtMs(nowMs: number): number | null {
    if (this.choice === 'now') return null;
    return this.choice === 'own' ? readWritten(this.own) : momentOf(this.choice, nowMs);
  }

  problem(nowMs: number): PlanProblem | null {
    const startsAtMs = this.startsAtMs(nowMs);
    if (startsAtMs === null) return null;
    if (Number.isNaN(startsAtMs)) return 'incomplete';
    if (startsAtMs <= nowMs) return 'time-past';
    return startsAtMs > nowMs + farthestMs ? 'time-too-far' : null;
  }

  plan(nowMs: number): CallbackPlan {
    const { ringFirst, tries, pauseSeconds } = this;
    const { choice } = this;
    const isUsual = choice !== 'own' && choice !== 'now';
    const start = isUsual ? startOf(choice, nowMs) : { startsAtMs: this.startsAtMs(nowMs) };
    return { ...start, ringFirst, tries, pauseSeconds };
  }
}
