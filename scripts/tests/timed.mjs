import { elapsed, Failure, say } from '../ready/console.mjs';

/**
 * Runs one step of `npm test`. A step tells `true` or `false`, or the counts of its suites; one that breaks down has failed.
 * @param {string} name
 * @param {() => Promise<boolean | import('./counts.mjs').SuiteCounts[]>} step
 */
export async function timed(name, step) {
  const began = Date.now();
  say(`--- ${name} ---`);
  let suites = [];
  let ok = false;
  try {
    const told = await step();
    if (Array.isArray(told)) suites = told;
    ok = Array.isArray(told) ? told.every((suite) => suite.passed > 0 && suite.failed === 0) : told;
  } catch (error) {
    say(error instanceof Failure ? error.message : error.stack);
    suites = [{ suite: name, passed: 0, failed: 1, skipped: 0 }];
  }
  return { name, ok, suites, took: elapsed(began) };
}
