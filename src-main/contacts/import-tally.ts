import type { ImportCounts, ImportOutcome, ImportProblem } from '../contract/model.ts';
import type { ReadEntry } from './draft.ts';
import { problemsKept } from './limits.ts';

/** What an import has come to so far: how many rows of each outcome, and what was wrong with them. */
export class ImportTally {
  readonly counts: ImportCounts = { added: 0, updated: 0, same: 0, wrong: 0 };
  /** The first ones. */
  readonly problems: ImportProblem[] = [];
  problemCount = 0;

  read({ contact, problems }: ReadEntry): void {
    if (!contact) this.counts.wrong += 1;
    this.problemCount += problems.length;
    this.problems.push(...problems.slice(0, problemsKept - this.problems.length));
  }

  tookIn(outcomes: readonly ImportOutcome[]): void {
    for (const outcome of outcomes) this.counts[outcome] += 1;
  }
}
