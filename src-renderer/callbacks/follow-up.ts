import type { Callback } from '../../src-main/contract/model.ts';
import type { QuickTime } from './moments.ts';
import { failedLegOf } from './stage.ts';

/** What the cause of a failed call advises to do next: another call at one of the usual times, or to correct the number. */
export type FollowUp = Extract<QuickTime, 'in15' | 'tomorrow9'> | 'fix';

/** Null: nothing is advised, or it is not over. */
export function followUpOf(callback: Callback): FollowUp | null {
  const leg = callback.stage === 'failed' ? failedLegOf(callback) : null;
  switch (leg?.cause?.advice) {
    case 'soon':
      return 'in15';
    case 'later':
      return 'tomorrow9';
    case 'fix':
      return leg?.role === 'other' ? 'fix' : null;
    default:
      return null;
  }
}
